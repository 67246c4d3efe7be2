"""The third road to a contract: an offer made in a chat, accepted on its card, paid for, live for both."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from contracts.models import Contract
from contracts.tests.conftest import make_gig
from e2e.conftest import DESKTOP, PHONE, Visit
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.timeout(300)
def test_from_a_chat_to_a_contract_in_escrow(open_page: Callable[..., Visit], alice: Any, bob: Any) -> None:
    make_gig(alice)
    talk = open_conversation(people=[alice, bob], subject="direct", subject_label="")
    send_message(talk, bob, text="Could you film our launch?", client_id=uuid4())
    hers, his = open_page(PHONE, theme="light"), open_page(DESKTOP)
    creator, client = hers.sign_in(alice), his.sign_in(bob)
    hers.go(talk.get_absolute_url())
    his.go(talk.get_absolute_url())
    creator.get_by_label("Message to").fill("Gladly. Make me an offer.")
    creator.get_by_role("button", name="Send", exact=True).click()
    expect(client.get_by_role("log").get_by_text("Make me an offer.")).to_be_visible()

    # The client makes it from the chat.
    client.get_by_role("link", name="Make an offer").click()
    client.get_by_label("Title").fill("A launch film")
    client.get_by_label("What is agreed").fill("One film of a minute, vertical, with captions.")
    client.get_by_label("Milestone", exact=True).fill("The film")
    client.get_by_label("Price").fill("300")
    client.get_by_label("Days").fill("7")
    expect(client.locator("#sums")).to_contain_text("€270")
    client.get_by_role("button", name=re.compile("Send the offer")).click()
    client.wait_for_url(re.compile("/offers/[0-9a-f-]{36}/"))
    his.go(talk.get_absolute_url())

    # The creator sees it come, looks at what it comes to, and accepts it where it stands.
    card = creator.locator(".syscard", has_text="A launch film")
    expect(card).to_be_visible()
    assert hers.axe() == []
    card.get_by_role("button", name="Accept").click()
    dialog = creator.get_by_role("dialog", name="Accept this offer?")
    expect(dialog).to_contain_text("€270")
    assert hers.axe() == []
    dialog.get_by_role("button", name="Accept").click()
    expect(card).to_contain_text("Waits for the payment")
    contract = Contract.objects.get(client=bob, creator=alice)

    # The client's card leads to the money; the creator's says that it is there.
    his_card = client.locator(".syscard", has_text="A launch film")
    his_card.get_by_role("link", name="Pay into escrow").click()
    client.wait_for_url(f"**{contract.get_absolute_url()}")
    client.get_by_role("button", name="into escrow").click()
    client.get_by_role("button", name="Pay €300").click()
    client.wait_for_url(f"**{contract.get_absolute_url()}")
    expect(card).to_contain_text("In escrow")
    his.go(talk.get_absolute_url())
    expect(his_card).to_contain_text("In escrow")
    assert his.axe() == []
