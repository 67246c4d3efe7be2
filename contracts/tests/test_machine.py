"""A milestone under any order of events: real actions, real ledger, the sandbox gateway, a clock that moves.

Whatever people, webhooks and sweeps do in whatever order, the money is where the status says, every step was
legal, and nobody was paid twice.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conftest import make_person
from contracts import transitions as t
from contracts.actions.answer_brief import answer_brief
from contracts.actions.answer_cancellation import accept_cancellation, decline_cancellation, withdraw_cancellation
from contracts.actions.answer_split import accept_split, decline_split
from contracts.actions.cancel import cancel
from contracts.actions.decide_dispute import decide_dispute
from contracts.actions.fund import fund
from contracts.actions.offer_split import offer_split
from contracts.actions.open_funding import open_funding
from contracts.actions.order import place_order
from contracts.actions.request_cancellation import request_cancellation
from contracts.actions.state_case import state_case
from contracts.actions.withdraw_dispute import withdraw_dispute
from contracts.models import CancellationRequest, ContractEvent, Delivery, Dispute
from contracts.rules import Way
from contracts.tasks import sweep_deadlines
from contracts.tests.conftest import ask_for_changes, break_film, complain, fresh, hand_over, make_gig, make_ready, take
from contracts.transitions import MilestoneStatus as S
from payments import demo, ledger
from payments.actions.refresh_intent import close_checkout
from payments.actions.retry_operation import retry_operation
from payments.gateways import sandbox_cards
from payments.gateways.base import Declined
from payments.models import Account, Earning, Operation, PaymentIntent
from reelbyte import clock
from reelbyte.errors import DomainError
from reelbyte.money import Money
from videos.models import Video

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CARDS = [sandbox_cards.GOOD, sandbox_cards.DECLINED, sandbox_cards.RELEASE_FAILS, sandbox_cards.REFUND_FAILS]
PAYING = [card for card in CARDS if card != sandbox_cards.DECLINED]
PRICE = Money(30_000, "EUR")


class Life(RuleBasedStateMachine):
    """One order from its placing on. A refusal in words is an answer; anything else that is raised is a bug."""

    @initialize(start=st.sampled_from(["new", "funded", "submitted", "submitted"]), card=st.sampled_from(PAYING))
    def place(self, start: str, card: str) -> None:
        """Half of the lives start where the money can already go both ways."""
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = clock.now()
        self.creator = make_person(f"{uuid4().hex}@example.com", "Alice Moreau", "creator")
        self.client = make_person(f"{uuid4().hex}@example.com", "Bob Lindqvist", "client")
        self.staff = make_person(f"{uuid4().hex}@example.com", "Mo Derator", "client", is_staff=True)
        package = make_gig(self.creator, slug=uuid4().hex).packages.get()
        self.contract = place_order(self.client, package, order_key=uuid4(), seen=PRICE)
        self.part = self.contract.milestones.get()
        if start != "new":
            self.pay(card)
            self.brief("A launch")
        if start == "submitted":
            self.deliver(True)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, action: Callable[[], Any]) -> None:
        with clock.at(self.now), suppress(DomainError, Declined), transaction.atomic():
            action()

    @rule(hours=st.sampled_from([1, 30, 80, 170]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(card=st.sampled_from(CARDS))
    def pay(self, card: str) -> None:
        def action() -> None:
            demo.pay(open_funding(self.client, self.part, return_url="/", cancel_url="/"), card)

        self.attempt(action)

    @rule()
    def leave_the_checkout(self) -> None:
        self.attempt(lambda: open_funding(self.client, self.part, return_url="/", cancel_url="/"))

    @rule()
    def the_checkout_expires(self) -> None:
        intent = PaymentIntent.objects.filter(escrow_ref=self.part.escrow_ref, status__in=PaymentIntent.OPEN).first()
        if intent is not None:
            self.attempt(lambda: close_checkout(intent.pk))

    @rule()
    def a_late_payment(self) -> None:
        """Whoever still had the checkout open pays, whatever has become of the order."""
        intent = PaymentIntent.objects.filter(escrow_ref=self.part.escrow_ref, status__in=PaymentIntent.OPEN).first()
        if intent is not None:
            self.attempt(lambda: demo.pay(intent))

    @rule()
    def the_funding_is_told_again(self) -> None:
        intent = PaymentIntent.objects.filter(escrow_ref=self.part.escrow_ref, status="funded").first()
        if intent is not None:
            self.attempt(lambda: fund(self.part.escrow_ref, intent))

    @rule(text=st.sampled_from(["A launch", "Something else", ""]))
    def brief(self, text: str) -> None:
        self.attempt(lambda: answer_brief(self.client, self.contract, {0: text, 1: ""}))

    @rule(ready=st.booleans())
    def deliver(self, ready: bool) -> None:
        self.attempt(lambda: hand_over(self.part, ready=ready))

    @rule(works=st.booleans())
    def the_worker_finishes(self, works: bool) -> None:
        video = Video.objects.filter(owner=self.creator, status="processing").first()
        if video is not None:
            self.attempt(lambda: (make_ready if works else break_film)(video))

    @rule()
    def the_worker_tries_again(self) -> None:
        Video.objects.filter(owner=self.creator, status="failed").update(
            status="processing", failure="", failure_kind="", failure_log=""
        )

    @rule(behind=st.sampled_from([0, 0, 0, 1]))
    def accept(self, behind: int) -> None:
        self.attempt(lambda: take(fresh(self.part), self.latest() - behind))

    @rule(behind=st.sampled_from([0, 0, 0, 1]))
    def changes(self, behind: int) -> None:
        self.attempt(lambda: ask_for_changes(fresh(self.part), self.latest() - behind))

    @rule(way=st.sampled_from([Way.UNFUNDED, Way.BY_CREATOR, Way.LATE]), by_client=st.booleans())
    def cancel(self, way: Way, by_client: bool) -> None:
        self.attempt(lambda: cancel(self.client if by_client else self.creator, self.part, way=way, reason="Because"))

    @rule()
    def ask_to_cancel(self) -> None:
        self.attempt(lambda: request_cancellation(self.client, self.part, reason="Because"))

    @precondition(lambda self: CancellationRequest.objects.filter(milestone=self.part).exists())
    @rule(
        action=st.sampled_from([accept_cancellation, decline_cancellation, withdraw_cancellation]), mine=st.booleans()
    )
    def answer_to_cancel(self, action: Callable, mine: bool) -> None:
        wish = CancellationRequest.objects.filter(milestone=self.part).latest("pk")
        self.attempt(lambda: action(self.client if mine else self.creator, wish))

    @rule(by_client=st.booleans(), share=st.sampled_from([0, 9_999, 30_000]))
    def dispute(self, by_client: bool, share: int) -> None:
        self.attempt(lambda: complain(self.client if by_client else self.creator, fresh(self.part), share))

    @precondition(lambda self: Dispute.objects.filter(milestone=self.part).exists())
    @rule(
        step=st.sampled_from(["state", "state", "offer", "accept", "accept", "decline", "withdraw", "decide"]),
        by_client=st.booleans(),
        share=st.sampled_from([0, 10_001, 30_000]),
    )
    def in_the_dispute(self, step: str, by_client: bool, share: int) -> None:
        actor = self.client if by_client else self.creator
        dispute = Dispute.objects.filter(milestone=self.part).latest("pk")
        offer, part = dispute.offers.latest("pk"), Money(share, "EUR")
        steps: dict[str, Callable[[], Any]] = {
            "state": lambda: state_case(actor, dispute, text="So it is."),
            "offer": lambda: offer_split(actor, dispute, to_client=part),
            "accept": lambda: accept_split(actor, offer),
            "decline": lambda: decline_split(actor, offer),
            "withdraw": lambda: withdraw_dispute(actor, dispute),
            "decide": lambda: decide_dispute(self.staff, dispute, to_client=part, decision="Both were late."),
        }
        self.attempt(steps[step])

    @rule()
    def sweep(self) -> None:
        self.attempt(sweep_deadlines)

    @rule()
    def the_gateway_answers(self) -> None:
        self.attempt(demo.settle)

    @rule()
    def staff_ask_the_gateway_again(self) -> None:
        for operation in Operation.objects.filter(escrow_ref=self.part.escrow_ref, status="failed"):
            self.attempt(partial(retry_operation, operation.pk, actor=self.staff))

    def latest(self) -> int:
        return Delivery.objects.filter(milestone=self.part).count()

    @invariant()
    def the_money_is_where_the_status_says(self) -> None:
        if not hasattr(self, "part"):
            return
        part = fresh(self.part)
        held = ledger.balance("escrow", part.escrow_ref, "EUR")
        claimed = part.status in (S.RELEASING, S.RELEASE_FAILED, S.REFUNDING, S.REFUND_FAILED, S.RESOLVING)
        assert held == (Money.zero("EUR") if claimed else part.in_escrow)
        assert (Account.objects.aggregate(total=Sum("balance"))["total"] or 0) == 0
        settled = Operation.objects.filter(escrow_ref=part.escrow_ref, intent__public_id=part.funded_by or None)
        kinds = list(settled.values_list("kind", flat=True))
        # Once each way at most, and both ways only by a dispute.
        assert len(kinds) == len(set(kinds))
        disputed = Dispute.objects.filter(milestone=part).exists()
        if not disputed:
            assert len(kinds) <= 1
            assert part.released_minor == (30_000 if part.status == S.RELEASED else 0)
            assert part.refunded_minor == (30_000 if part.status == S.REFUNDED else 0)
        if part.status == S.RESOLVED:
            outcome = Dispute.objects.get(milestone=part, status__in=["settled", "decided"])
            assert (part.refunded_minor, part.released_minor) == (
                outcome.to_client_minor,
                30_000 - (outcome.to_client_minor or 0),
            )
        held_back = Earning.objects.filter(operation__escrow_ref=part.escrow_ref, status="held").exists()
        assert held_back == (part.status == S.DISPUTED and bool(part.released_minor))

    @invariant()
    def every_step_was_legal(self) -> None:
        if not hasattr(self, "part"):
            return
        part = fresh(self.part)
        status = S.AWAITING_FUNDING
        for event in ContractEvent.objects.filter(milestone=part, kind__in=t.MOVES).order_by("pk"):
            move = t.MOVES[event.kind]
            assert event.from_status == status
            assert status in move.sources
            assert event.to_status == move.target
            status = move.target
        assert part.status == status

    @invariant()
    def deadlines_and_numbers_fit(self) -> None:
        if not hasattr(self, "part"):
            return
        part = fresh(self.part)
        waiting = Delivery.objects.filter(milestone=part, status="waiting", playable_at__isnull=False).exists()
        assert (part.auto_release_at is not None) == (part.status == S.SUBMITTED and waiting)
        assert part.revisions_used <= (part.revisions_agreed or 0)
        # A contract that had ended stays ended while its last word is disputed.
        ended = part.status in t.UNDER_DISPUTE and part.contract.ended_at is not None
        assert ended or part.contract.status == t.outcome([part.status])
        live = Dispute.objects.live().filter(milestone=part)
        assert live.exists() == (part.status == S.DISPUTED)
        if part.status == S.FUNDED:
            assert (part.due_at is None) == part.contract.waits_for_brief or part.revisions_used


def test_any_order_of_events(db: None, wire: None) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
