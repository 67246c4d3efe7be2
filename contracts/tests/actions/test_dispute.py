"""A dispute from its opening to where the money went: before a release and after one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from contracts.access import may_have_originals
from contracts.actions.answer_split import accept_split, decline_split
from contracts.actions.decide_dispute import decide_dispute
from contracts.actions.offer_split import offer_split
from contracts.actions.state_case import state_case
from contracts.actions.withdraw_dispute import withdraw_dispute
from contracts.answers import room_of
from contracts.models import Contract, ContractEvent, Dispute, Milestone, SplitOffer
from contracts.tasks import sweep_deadlines
from contracts.tests.conftest import complain, fresh, hand_over
from notifications.models import Notification
from payments import demo, invariants, ledger
from payments.actions.clear_earnings import clear_earnings
from payments.models import Account, Earning
from payments.queries import earnings
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)


def euros(units: int) -> Money:
    return Money(units * 100, "EUR")


def payable(person: Any) -> Money:
    return ledger.balance(Account.Kind.PAYABLE, str(person.public_id), "EUR")


def assert_the_books_are_right() -> None:
    assert [finding for finding in invariants.check() if not finding.holds] == []


class TestOpening:
    def test_the_clocks_stop_and_the_other_side_is_asked(self, submitted: Milestone, alice: Any, bob: Any) -> None:
        dispute = complain(bob, submitted, 30_000)
        milestone = fresh(submitted)
        assert (milestone.status, milestone.auto_release_at, milestone.remind_at) == ("disputed", None, None)
        assert dispute.deadline_at == dispute.opened_at + policy.DISPUTE_ANSWER
        assert (dispute.amount, dispute.milestone_status) == (euros(300), "submitted")
        assert dispute.offers.get().to_client == euros(300)
        assert Notification.objects.get(recipient=alice, kind="contracts.dispute").url.endswith(
            f"/contracts/{milestone.contract.public_id}/"
        )

    def test_once_live_asking_again_returns_it(self, dispute: Dispute, alice: Any, bob: Any) -> None:
        assert complain(bob, dispute.milestone, 0) == dispute
        assert complain(alice, dispute.milestone, 0) == dispute
        assert Dispute.objects.count() == 1

    @pytest.mark.parametrize("to_client", [-1, 30_001])
    def test_a_share_is_a_part_of_it(self, submitted: Milestone, bob: Any, to_client: int) -> None:
        with pytest.raises(Refused):
            complain(bob, submitted, to_client)
        assert fresh(submitted).status == "submitted"

    def test_too_much_evidence_is_refused_in_words(self, submitted: Milestone, bob: Any) -> None:
        files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(policy.DISPUTE_FILES_MAXIMUM + 1)]
        with pytest.raises(Refused, match="At most 5"):
            complain(bob, submitted, 0, files=files)

    def test_what_is_not_paid_for_cannot_be_disputed(self, milestone: Milestone, bob: Any) -> None:
        with pytest.raises(Conflict):
            complain(bob, milestone, 0)

    def test_when_silence_has_accepted_it_is_too_late_until_the_release(self, submitted: Milestone, bob: Any) -> None:
        with clock.at(submitted.auto_release_at), pytest.raises(Conflict, match="counts as accepted"):
            complain(bob, submitted, 30_000)
        with clock.at(submitted.auto_release_at - TICK):
            complain(bob, submitted, 30_000)
        with clock.at(submitted.auto_release_at + timedelta(days=1)):
            sweep_deadlines()
        assert fresh(submitted).status == "disputed"

    def test_the_database_keeps_one_live_dispute(self, dispute: Dispute, alice: Any) -> None:
        dispute.pk, dispute.public_id, dispute.opened_by = None, None, alice  # type: ignore[assignment]
        with pytest.raises(IntegrityError, match="dispute_one_live_per_milestone"), transaction.atomic():
            Dispute.objects.bulk_create(
                [
                    Dispute(
                        milestone=dispute.milestone,
                        opened_by=alice,
                        reason="other",
                        currency="EUR",
                        amount_minor=1,
                        milestone_status="funded",
                        round_hours=[48],
                        deadline_at=clock.now(),
                    )
                ]
            )


class TestSplits:
    def test_the_demand_can_be_agreed_to_at_once(self, dispute: Dispute, alice: Any, bob: Any) -> None:
        accept_split(alice, dispute.offers.get())
        assert demo.settle() == 1
        milestone = fresh(dispute.milestone)
        assert (milestone.status, milestone.refunded, milestone.released) == ("resolved", euros(300), euros(0))
        assert not may_have_originals(bob, milestone)
        assert Contract.objects.get().status == "completed"
        assert_the_books_are_right()

    def test_a_split_pays_both_and_takes_the_fee_of_the_creators_part(
        self, talking: Dispute, alice: Any, bob: Any
    ) -> None:
        offer = offer_split(alice, talking, to_client=euros(100))
        accept_split(bob, offer)
        accept_split(bob, SplitOffer.objects.get(pk=offer.pk))
        assert demo.settle() == 2
        milestone = fresh(talking.milestone)
        assert (milestone.status, milestone.released, milestone.refunded) == ("resolved", euros(200), euros(100))
        assert milestone.fee == euros(20)
        assert payable(alice) == euros(180)
        assert may_have_originals(bob, milestone)
        assert Dispute.objects.get().status == "settled"
        assert_the_books_are_right()

    def test_offers_are_for_the_other_side_one_a_round(self, talking: Dispute, alice: Any, bob: Any) -> None:
        offer = offer_split(alice, talking, to_client=euros(100))
        assert offer_split(alice, talking, to_client=euros(100)) == offer
        with pytest.raises(Refused):
            offer_split(alice, talking, to_client=euros(50))
        with pytest.raises(Refused):
            accept_split(alice, offer)
        decline_split(bob, offer)
        with pytest.raises(Conflict):
            accept_split(bob, SplitOffer.objects.get(pk=offer.pk))

    def test_before_the_answer_nobody_offers(self, dispute: Dispute, bob: Any) -> None:
        with pytest.raises(Conflict):
            offer_split(bob, dispute, to_client=euros(100))

    def test_the_rounds_end_with_staff_and_take_open_offers_along(self, talking: Dispute, alice: Any, bob: Any) -> None:
        first = talking.deadline_at
        offer = offer_split(alice, talking, to_client=euros(100))
        with clock.at(first - TICK):
            assert sweep_deadlines() == 0
        with clock.at(first):
            assert sweep_deadlines() == 1
            talking.refresh_from_db()
            assert (talking.status, talking.round) == ("negotiating", 2)
            offer_split(bob, talking, to_client=euros(250))
        with clock.at(talking.deadline_at):
            assert sweep_deadlines() == 1
            assert sweep_deadlines() == 0
        talking.refresh_from_db()
        assert (talking.status, talking.deadline_at) == ("with_staff", None)
        assert set(talking.offers.values_list("status", flat=True)) == {"lapsed"}
        with pytest.raises(Conflict):
            accept_split(bob, SplitOffer.objects.get(pk=offer.pk))

    def test_an_unanswered_dispute_goes_to_staff(self, dispute: Dispute) -> None:
        with clock.at(dispute.deadline_at):
            sweep_deadlines()
        dispute.refresh_from_db()
        assert dispute.status == "with_staff"


class TestStatements:
    def test_the_answer_begins_the_rounds_and_the_openers_word_does_not(
        self, dispute: Dispute, alice: Any, bob: Any
    ) -> None:
        state_case(bob, dispute, text="I add this.")
        dispute.refresh_from_db()
        assert dispute.status == "open"
        said = state_case(alice, dispute, text="No.")
        assert state_case(alice, dispute, text="No.") == said
        dispute.refresh_from_db()
        assert (dispute.status, dispute.round) == ("negotiating", 1)

    def test_files_go_with_it(self, dispute: Dispute, alice: Any) -> None:
        said = state_case(alice, dispute, text="See this.", files=[SimpleUploadedFile("log.txt", b"12 May")])
        assert said.files.get().file.read() == b"12 May"

    def test_the_database_keeps_what_was_said(self, dispute: Dispute) -> None:
        with pytest.raises(Exception, match="append_only"), transaction.atomic():
            dispute.statements.update(text="I never said that")

    def test_each_side_has_a_number_of_words(self, dispute: Dispute, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(policy, "DISPUTE_STATEMENTS_MAXIMUM", 1)
        with pytest.raises(Refused):
            state_case(bob, dispute, text="One more thing.")


class TestTakingBack:
    def test_everything_goes_on_with_what_was_left(self, submitted: Milestone, alice: Any, bob: Any) -> None:
        opened = submitted.auto_release_at - timedelta(days=2)
        with clock.at(opened):
            dispute = complain(bob, submitted, 30_000)
        with clock.at(opened + timedelta(days=4)):
            with pytest.raises(Refused):
                withdraw_dispute(alice, dispute)
            withdraw_dispute(bob, dispute)
            withdraw_dispute(bob, dispute)
        milestone = fresh(submitted)
        assert milestone.status == "submitted"
        assert milestone.auto_release_at == opened + timedelta(days=6)
        assert milestone.due_at == submitted.due_at + timedelta(days=4)
        with clock.at(milestone.auto_release_at):
            sweep_deadlines()
        assert fresh(submitted).status == "releasing"

    def test_it_cannot_be_opened_again_by_the_same_side(self, dispute: Dispute, alice: Any, bob: Any) -> None:
        withdraw_dispute(bob, dispute)
        with pytest.raises(Refused):
            complain(bob, dispute.milestone, 0)
        assert complain(alice, dispute.milestone, 0).status == "open"

    def test_in_work_the_creators_time_goes_on(self, funded: Milestone, bob: Any) -> None:
        dispute = complain(bob, funded, 30_000)
        with clock.at(dispute.opened_at + timedelta(days=1)):
            withdraw_dispute(bob, dispute)
        assert (fresh(funded).status, fresh(funded).due_at) == ("funded", funded.due_at + timedelta(days=1))

    def test_a_version_that_broke_meanwhile_does_not_wait_again(self, funded: Milestone, bob: Any) -> None:
        delivery = hand_over(funded, ready=False)
        dispute = complain(bob, funded, 30_000)
        from contracts.tests.conftest import break_film

        break_film(delivery.video_links.get().video)
        withdraw_dispute(bob, dispute)
        assert fresh(funded).status == "funded"


class TestDecision:
    def test_staff_split_the_escrow(self, with_staff: Dispute, mod: Any, alice: Any, bob: Any) -> None:
        decide_dispute(mod, with_staff, to_client=euros(75), decision="The brief was met, late.")
        decide_dispute(mod, with_staff, to_client=euros(75), decision="The brief was met, late.")
        milestone = with_staff.milestone
        on_its_way = room_of(bob, milestone.contract)
        sums = (euros(225), Money(2_250, "EUR"), Money(20_250, "EUR"))
        assert (on_its_way.total, on_its_way.fee, on_its_way.net) == sums
        demo.settle()
        milestone = fresh(milestone)
        arrived = room_of(bob, milestone.contract)
        assert (arrived.total, arrived.fee, arrived.net) == sums
        assert (milestone.status, milestone.released, milestone.refunded) == ("resolved", euros(225), euros(75))
        assert payable(alice) == Money(20_250, "EUR")
        entry = AuditEntry.objects.get(action="contracts.dispute_decided")
        assert (entry.actor, entry.reason) == (mod, "The brief was met, late.")
        assert Notification.objects.filter(kind="contracts.resolve").count() == 2
        assert_the_books_are_right()

    def test_nobody_decides_before_the_two_had_their_time(self, talking: Dispute, mod: Any) -> None:
        with pytest.raises(Conflict):
            decide_dispute(mod, talking, to_client=euros(0), decision="Quick.")
        talking.refresh_from_db()
        assert talking.status == "negotiating"

    def test_nor_their_own(self, with_staff: Dispute, bob: Any) -> None:
        with pytest.raises(Refused):
            decide_dispute(bob, with_staff, to_client=euros(300), decision="Mine.")

    def test_a_refund_that_comes_back_is_not_resolved_any_more(self, with_staff: Dispute, mod: Any) -> None:
        from payments.actions.settle import apply_answer
        from payments.gateways.base import Answer
        from payments.models import Operation

        decide_dispute(mod, with_staff, to_client=euros(100), decision="A third back.")
        demo.settle()
        refund = Operation.objects.get(kind="refund")
        apply_answer(refund, Answer(refund.gateway_id, "failed", refund.amount, code="closed", message="Card closed"))
        milestone = fresh(with_staff.milestone)
        assert (milestone.status, milestone.refunded, milestone.released) == ("resolving", euros(0), euros(200))
        assert ContractEvent.objects.filter(kind="fail_refund").exists()
        assert_the_books_are_right()


class TestAfterRelease:
    def test_the_earning_is_held_and_does_not_clear(self, released: Milestone, alice: Any, bob: Any) -> None:
        complain(bob, released, 30_000)
        with clock.at(released.released_at + policy.CLEARING + timedelta(days=1)):
            assert clear_earnings() == 0
        (purse,) = earnings(alice)
        assert (purse.available, purse.clearing, purse.held) == (euros(0), euros(0), euros(270))
        assert_the_books_are_right()

    def test_until_the_window_is_over(self, released: Milestone, bob: Any) -> None:
        ends = released.released_at + timedelta(days=released.contract.dispute_days)
        with clock.at(ends), pytest.raises(Conflict):
            complain(bob, released, 30_000)
        with clock.at(ends - TICK):
            assert complain(bob, released, 30_000).was_released

    def test_what_goes_back_takes_its_fee_along(self, released: Milestone, alice: Any, bob: Any, mod: Any) -> None:
        dispute = complain(bob, released, 30_000)
        with clock.at(dispute.deadline_at):
            sweep_deadlines()
        decide_dispute(mod, dispute, to_client=euros(100), decision="A third was missing.")
        demo.settle()
        milestone = fresh(released)
        assert (milestone.status, milestone.released, milestone.refunded) == ("resolved", euros(200), euros(100))
        assert (milestone.fee, payable(alice)) == (euros(20), euros(180))
        assert Earning.objects.get().status == "clearing"
        assert_the_books_are_right()

    def test_in_the_creators_favour_nothing_moves(self, released: Milestone, alice: Any, bob: Any) -> None:
        dispute = complain(bob, released, 0)
        accept_split(alice, dispute.offers.get())
        assert demo.settle() == 0
        assert fresh(released).status == "resolved"
        assert Earning.objects.get().status == "clearing"
        assert payable(alice) == euros(270)

    def test_taken_back_it_clears_as_it_would_have(self, released: Milestone, bob: Any) -> None:
        withdraw_dispute(bob, complain(bob, released, 30_000))
        assert fresh(released).status == "released"
        with clock.at(released.released_at + policy.CLEARING):
            assert clear_earnings() == 1

    def test_the_two_stay_in_touch(self, released: Milestone, bob: Any) -> None:
        contract = released.contract
        assert not Contract.objects.live().filter(pk=contract.pk).exists()
        complain(bob, released, 30_000)
        assert Contract.objects.live().filter(pk=contract.pk).exists()
