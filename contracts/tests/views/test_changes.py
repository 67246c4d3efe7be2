"""Proposing, agreeing and asking by form, as a page and as a fragment."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from contracts.actions.add_milestone import add_milestone
from contracts.actions.agree import agree
from contracts.actions.propose_change import ask_extension, propose_change
from contracts.models import ChangeOrder, Contract, Milestone, Tip
from contracts.tests.conftest import fresh, hand_over, pay, take
from payments import demo
from payments.models import PaymentIntent
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def url(name: str, row: Any) -> str:
    return reverse(f"contracts:{name}", args=[row.public_id])


def two(contract: Contract) -> Milestone:
    """A second milestone, agreed to by both."""
    amount = Money(12_000, "EUR")
    added = add_milestone(contract.client, contract, key=uuid4(), title="Teaser", amount=amount, days=4)
    return agree(contract.creator, added, amount=amount, days=4)


def test_proposing_reading_and_agreeing(contract: Contract, login: Any, alice: Any, bob: Any) -> None:
    hers, his = login(alice), login(bob)
    data = {"key": str(uuid4()), "title": "Teaser", "scope": "15 seconds", "price": "120,50", "days": "4"}
    refused = hers.post(url("milestone-create", contract), data | {"price": "1"})
    assert (refused.status_code, Milestone.objects.count()) == (422, 1)
    assert hers.post(url("milestone-create", contract), data | {"price": "120.50"}).url.endswith("?milestone=2")
    proposed = contract.milestones.get(position=2)
    assert proposed.amount == Money(12_050, "EUR")
    page = his.get(contract.get_absolute_url()).content.decode()
    # The first in play in which Bob has to act is the one to be paid for; the rail says what else waits.
    assert "Answer the proposal" in page
    middle = his.get(f"{contract.get_absolute_url()}?milestone=2").content.decode()
    assert "Agree: €120.50, 4 days" in middle
    assert "15 seconds" in middle
    edited = hers.post(url("milestone-edit", proposed), data | {"price": "130"})
    assert edited.status_code == 302
    seen = {"amount_minor": "12050", "days": "4"}
    assert his.post(url("agreement-create", proposed), seen).status_code == 409
    answer = his.post(url("agreement-create", proposed), seen | {"amount_minor": "13000"}, headers=HTMX)
    assert f'id="room-{contract.public_id}-status-2"' in answer.content.decode()
    assert fresh(proposed).status == "awaiting_funding"


def test_the_room_tells_several_milestones_apart(
    funded: Milestone, login: Any, bob: Any, django_assert_max_num_queries: Any
) -> None:
    second = two(funded.contract)
    hand_over(funded)
    client, room = login(bob), funded.contract.get_absolute_url()
    page = client.get(room).content.decode()
    assert "Watch and answer" in page
    assert "You pay €420.00 and nothing on top." in page
    assert f'id="room-{funded.contract.public_id}-status-1"' in page
    with django_assert_max_num_queries(22):
        page = client.get(f"{room}?milestone=2").content.decode()
    assert "Pay €120.00 into escrow" in page
    take(funded)
    demo.settle()
    pay(second)
    assert "The work is under way" in client.get(room).content.decode()


def test_the_board_asks_for_one_payment_at_a_time(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    two(funded.contract)
    board = reverse("contracts:contract-list")
    assert "Needs you now" not in login(bob).get(board).content.decode()
    propose_change(alice, funded, reason="More", amount=Money(40_000, "EUR"))
    assert "Answer the request" in login(bob).get(board).content.decode()
    assert "Answer the request" not in login(alice).get(board).content.decode()


def test_changing_by_form_and_answering_by_fragment(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    page = login(alice).get(url("change-create", funded)).content.decode()
    assert 'type="datetime-local"' in page
    due = f"{funded.due_at + timedelta(days=3):%Y-%m-%dT%H:%M}"
    asked = login(alice).post(url("change-create", funded), {"price": "350", "due": due, "reason": "One more scene"})
    assert asked.status_code == 302
    assert "waits for an answer already" in login(bob).get(url("change-create", funded)).content.decode()
    order = ChangeOrder.objects.get()
    room = login(bob).get(funded.contract.get_absolute_url()).content.decode()
    assert "Alice Moreau proposes a change" in room
    answer = login(bob).post(url("change-accept", order), headers=HTMX)
    assert "€50.00" in answer.content.decode()
    assert funded.contract.milestones.count() == 2
    same = {"price": "300", "due": f"{fresh(funded).due_at:%Y-%m-%dT%H:%M}", "reason": "Nothing"}
    assert login(alice).post(url("change-create", funded), same).status_code == 422


def test_asking_for_time_and_leaving_it(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    due = f"{funded.due_at + timedelta(days=3):%Y-%m-%dT%H:%M}"
    assert login(bob).get(url("extension-create", funded)).status_code == 404
    assert login(alice).post(url("extension-create", funded), {"due_at": due, "reason": "Rain"}).status_code == 302
    order = ChangeOrder.objects.get()
    assert login(bob).post(url("change-decline", order)).url == funded.contract.get_absolute_url()
    again = ask_extension(alice, funded, reason="Snow", due_at=funded.due_at + timedelta(days=1))
    assert login(alice).post(url("change-withdraw", again)).status_code == 302
    assert fresh(funded).due_at == funded.due_at


def test_a_tip_goes_to_the_checkout(submitted: Milestone, login: Any, bob: Any) -> None:
    contract = submitted.contract
    assert "once something was released" in login(bob).get(url("tip-create", contract)).content.decode()
    take(submitted)
    demo.settle()
    assert "we take no fee" in login(bob).get(url("tip-create", contract)).content.decode()
    sent = login(bob).post(url("tip-create", contract), {"amount": "20", "words": "Lovely"})
    intent = PaymentIntent.objects.get(escrow_ref=Tip.objects.get().escrow_ref)
    assert sent.url == intent.checkout_url
    demo.pay(intent)
    demo.settle()
    assert "gave a tip of €20." in login(bob).get(contract.get_absolute_url()).content.decode()


def test_ordering_again_is_the_same_package(submitted: Milestone, login: Any, bob: Any) -> None:
    contract = submitted.contract
    take(submitted)
    demo.settle()
    assert "Order again" in login(bob).get(contract.get_absolute_url()).content.decode()
    assert str(contract.package.public_id) in login(bob).get(url("repeat-create", contract)).url


def test_without_a_package_it_is_an_offer_filled_in_from_this_one(submitted: Milestone, login: Any, bob: Any) -> None:
    contract = submitted.contract
    take(submitted)
    demo.settle()
    Contract.objects.update(package=None)
    offer = login(bob).get(url("repeat-create", contract), follow=True).content.decode()
    assert 'value="I will cut your brand film"' in offer
    assert 'value="300"' in offer
    assert 'value="One cut"' in offer
