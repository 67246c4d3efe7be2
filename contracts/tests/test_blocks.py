"""A block ends contact, but never cuts a contract that is under way."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actions.block import block
from contracts.models import Contract, Milestone
from contracts.tests.conftest import take
from messaging.actions.begin_conversation import begin_conversation
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from payments import demo
from reelbyte.errors import Refused

pytestmark = pytest.mark.django_db


def say(conversation: Any, sender: Any) -> None:
    send_message(conversation, sender, text="About the cut", client_id=uuid4())


@pytest.mark.parametrize("who_blocks", ["alice", "bob"])
def test_the_two_go_on_about_their_contract(contract: Contract, who_blocks: str, alice: Any, bob: Any) -> None:
    block(*((alice, bob) if who_blocks == "alice" else (bob, alice)))
    for person in (alice, bob):
        say(contract.conversation, person)


def test_but_about_nothing_else(contract: Contract, order: Callable[..., Contract], alice: Any, bob: Any) -> None:
    talk = open_conversation(people=[alice, bob], subject="direct", subject_label="")
    block(alice, bob)
    for person, other in ((alice, bob), (bob, alice)):
        with pytest.raises(Refused):
            say(talk, person)
        with pytest.raises(Refused):
            begin_conversation(person, other, about="", subject=None, text="Hello", client_id=uuid4())
    with pytest.raises(Refused):
        order(bob)


def test_when_it_has_ended_the_block_holds(submitted: Milestone, alice: Any, bob: Any) -> None:
    block(alice, bob)
    take(submitted)
    demo.settle()
    for person in (alice, bob):
        with pytest.raises(Refused):
            say(submitted.contract.conversation, person)


def test_both_see_the_room_and_its_composer(contract: Contract, login: Any, alice: Any, bob: Any) -> None:
    block(bob, alice)
    composer = reverse("messaging:message-create", args=[contract.conversation.public_id])
    for person in (alice, bob):
        page = login(person).get(contract.get_absolute_url())
        assert page.status_code == 200
        assert composer in page.content.decode()
