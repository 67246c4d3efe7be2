"""An accepted offer is a contract, once, whoever presses what at the same time."""

from threading import Barrier, local
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from contracts.actions import accept_offer as accepting
from contracts.actions.accept_offer import accept_offer
from contracts.models import Contract
from contracts.tests.conftest import hand_over, pay, take
from creators.models import CreatorProfile
from jobs.models import Job
from jobs.tests.builders import make_job
from notifications.models import Notification
from payments import demo
from proposals import offering
from proposals.actions.answer_offer import withdraw_offer
from proposals.actions.make_offer import make_offer
from proposals.models import Offer, Proposal
from proposals.offer_terms import Part, Terms
from proposals.tests.builders import bid
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money
from reelbyte.testing.races import race

TERMS = Terms(
    title="A launch film",
    scope="30 seconds, upright",
    parts=[Part("Rough cut", Money(30_000, "EUR"), 5), Part("Master", Money(20_000, "EUR"), 3)],
    licence="paid",
    revisions=2,
)


def offer_to(creator: Any, client: Any, proposal: Proposal | None = None) -> Offer:
    return make_offer(client, creator, TERMS, key=uuid4(), is_client=True, proposal=proposal)


@pytest.fixture
def offers(alice: Any, carol: Any, bob: Any) -> list[Offer]:
    """Bob's offers to Alice and to Carol, on one job."""
    job = make_job(bob)
    return [offer_to(person, bob, bid(job, person)) for person in (alice, carol)]


@pytest.mark.django_db
def test_it_is_a_contract_with_its_milestones(alice: Any, bob: Any) -> None:
    offer = offer_to(alice, bob)
    with pytest.raises(Refused):
        accept_offer(offer, bob)
    contract = accept_offer(offer, alice)
    assert accept_offer(offer, alice) == contract
    offer.refresh_from_db()
    assert (offer.status, contract.offer, contract.order_key, contract.gig) == (
        "accepted",
        offer,
        offer.public_id,
        None,
    )
    rows = contract.milestones.values_list("position", "title", "status", "amount_minor", "delivery_days")
    assert list(rows) == [
        (1, "Rough cut", "awaiting_funding", 30_000, 5),
        (2, "Master", "awaiting_funding", 20_000, 3),
    ]
    assert (contract.total_minor, contract.terms["scope"]) == (50_000, "30 seconds, upright")
    assert Notification.objects.filter(kind="contracts.offer_accepted", recipient=bob).count() == 1


@pytest.mark.django_db
def test_its_work_goes_from_payment_to_release(alice: Any, bob: Any) -> None:
    CreatorProfile.objects.create(user=alice, handle="alice", headline="Films that move")
    contract = accept_offer(offer_to(alice, bob), alice)
    for milestone in contract.milestones.all():
        pay(milestone)
        hand_over(milestone)
        take(milestone)
        demo.settle()
    contract.refresh_from_db()
    assert contract.status == "completed"
    assert CreatorProfile.objects.get().finished_count == 1


@pytest.mark.django_db
def test_hiring_one_answers_the_others(offers: list[Offer], alice: Any, dave: Any) -> None:
    accept_offer(offers[0], alice)
    job = Job.objects.get()
    assert job.status == "filled"
    assert {row.creator.name.split()[0]: row.status for row in Proposal.objects.all()} == {
        "Alice": "hired",
        "Carol": "expired",
    }
    offers[1].refresh_from_db()
    assert (offers[1].status, offers[1].reason) == ("withdrawn", "Somebody else was hired.")


@pytest.mark.django_db
def test_too_late_is_too_late(alice: Any, bob: Any) -> None:
    offer = offer_to(alice, bob)
    with clock.at(offer.expires_at), pytest.raises(Conflict):
        accept_offer(offer, alice)
    assert not Contract.objects.exists()


@pytest.mark.django_db
def test_the_database_makes_one_contract_of_an_offer(alice: Any, bob: Any) -> None:
    contract = accept_offer(offer_to(alice, bob), alice)
    columns = {
        field.attname: getattr(contract, field.attname)
        for field in Contract._meta.concrete_fields
        if field.attname not in ("id", "public_id")
    }
    for change in ({"order_key": uuid4()}, {"offer_id": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.create(**columns | change)


@pytest.mark.django_db(transaction=True)
def test_two_offers_of_one_job_accepted_at_once_hire_one(offers: list[Offer], alice: Any, carol: Any) -> None:
    outcomes = race(lambda: accept_offer(offers[0], alice), lambda: accept_offer(offers[1], carol))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Contract"]
    assert Contract.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_are_hired(
    offers: list[Offer], alice: Any, carol: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "locked", unlocked)
    # The second guard: what else was offered is taken back by the first.
    monkeypatch.setattr(accepting, "withdraw_offer", lambda *args, **options: None)
    race(lambda: accept_offer(offers[0], alice), lambda: accept_offer(offers[1], carol))
    assert Contract.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_taken_back_while_it_is_accepted_it_is_one_of_both(alice: Any, bob: Any) -> None:
    offer = offer_to(alice, bob)
    outcomes = race(lambda: accept_offer(offer, alice), lambda: withdraw_offer(bob, offer))
    offer.refresh_from_db()
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert Contract.objects.count() == (offer.status == "accepted")


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_is_both(alice: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    offer, both, seen = offer_to(alice, bob), Barrier(2), local()

    def unheld(asked: Offer) -> Offer:
        """Read once by each, and by both before either writes."""
        if not hasattr(seen, "row"):
            seen.row = Offer.objects.select_related("client", "creator", "made_by").get(pk=asked.pk)
            both.wait(timeout=10)
        return seen.row

    monkeypatch.setattr(offering, "locked", unheld)
    race(lambda: accept_offer(offer, alice), lambda: withdraw_offer(bob, offer))
    assert set(offer.events.values_list("move", flat=True)) == {"make", "accept", "withdraw"}
    assert Contract.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_many_times_it_is_one_contract(alice: Any, bob: Any) -> None:
    offer = offer_to(alice, bob)
    outcomes = race(*[lambda: accept_offer(offer, alice)] * 4)
    assert len({outcome.pk for outcome in outcomes}) == Contract.objects.count() == 1


def unlocked(offer: Offer) -> Offer:
    """What `locked` would be without its locks; it waits until the other thread has read the same."""
    row = Offer.objects.select_related("client", "creator", "made_by", "proposal__job").get(pk=offer.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")
    return row
