"""What open rooms are sent, once a change is committed."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from contracts.actions.offer_split import offer_split
from contracts.models import Dispute, Milestone
from contracts.tests.conftest import ask_for_changes, hand_over, pay, take
from notifications import live
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What the open pages of each person draw."""
    sent: list[tuple[int, str]] = []

    def draw(group: str, message: dict[str, Any]) -> None:
        if message.get("what") == "contracts.room":
            person = User.objects.get(pk=int(group.removeprefix("person.")))
            sent.append((person.pk, live.drawn(message["what"], person, message["about"])))

    monkeypatch.setattr(live, "tell_on_commit", lambda *told: transaction.on_commit(partial(draw, *told)))
    return sent


def test_each_side_gets_its_own_room(
    submitted: Milestone, alice: Any, bob: Any, pushed: list, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_changes(submitted)
    sent = dict(pushed)
    assert set(sent) == {alice.pk, bob.pk}
    assert "Deliver a new version" in sent[alice.pk]
    assert "Deliver a new version" not in sent[bob.pk]
    for html in sent.values():
        for fragment in ("status-1", "money", "rail", "timeline"):
            assert f'id="room-{submitted.contract.public_id}-{fragment}" hx-swap-oob="true"' in html


def test_a_film_somebody_watches_is_left_alone(
    submitted: Milestone, pushed: list, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_changes(submitted)
    assert not any("-stage" in html for _person, html in pushed)
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(submitted)
    assert any("-stage" in html for _person, html in pushed)


def test_a_change_that_is_undone_tells_nobody(
    submitted: Milestone, pushed: list, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        take(submitted)
        1 / 0  # noqa: B018
    assert pushed == []


def test_the_money_that_arrives_draws_both_rooms(
    milestone: Milestone, alice: Any, bob: Any, pushed: list, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pay(milestone)
    assert {person for person, _html in pushed} == {alice.pk, bob.pk}
    assert "Answer the brief" in dict(pushed)[bob.pk]


def test_what_is_done_in_a_dispute_has_both_open_pages_look_again(
    talking: Dispute,
    alice: Any,
    bob: Any,
    login: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    asked: list[tuple[int, str, dict]] = []
    monkeypatch.setattr(live, "ask", lambda user_id, what, **about: asked.append((user_id, what, about)))
    offer_split(alice, talking, to_client=Money(5_000, "EUR"))
    about = {"dispute": str(talking.public_id)}
    both = [call for call in asked if call[1] == "contracts.dispute"]
    assert sorted(both) == sorted((person.pk, "contracts.dispute", about) for person in (alice, bob))
    look = live.drawn("contracts.dispute", bob, about)
    address = f"{reverse('contracts:dispute-detail', args=[talking.public_id])}?live=1"
    assert f'hx-get="{address}"' in look
    his = login(bob).get(address, headers={"HX-Request": "true"}).text
    assert "<html" not in his
    # Hers can be answered now; his own form is where it was, and only taken away if it still stood as closed.
    assert all(words in his for words in ("\u20ac50.00", "Do not agree", "csrfmiddlewaretoken"))
    prefix = f"dispute-{talking.public_id}-offering"
    assert f'id="{prefix}-open" hx-swap-oob="outerHTML:#{prefix}-closed"' in his
    hers = login(alice).get(address, headers={"HX-Request": "true"}).text
    assert f'id="{prefix}-closed" hx-swap-oob="outerHTML:#{prefix}-open"' in hers
