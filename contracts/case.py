"""A dispute as one side sees it: whose word is waited for, what was said and offered, what this person may do."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from contracts.disputes import DisputeStatus as S
from contracts.models import Dispute, DisputeStatement, SplitOffer
from contracts.steps import Step
from contracts.transitions import Party
from reelbyte import clock, policy
from reelbyte.money import Money, fee_of_part


@dataclass(frozen=True)
class Offered:
    """A split offer on the page. `net` is what the creator would get of it after the fee."""

    offer: SplitOffer
    mine: bool
    answerable: bool
    net: Money


@dataclass
class Case:
    """What `contracts/dispute.html` draws: four queries, however much was said."""

    dispute: Dispute
    viewer: User
    now: datetime = field(default_factory=clock.now)

    def __post_init__(self) -> None:
        self.milestone = self.dispute.milestone
        self.contract = self.milestone.contract
        self.party = self.contract.party_of(self.viewer)
        self.is_client = self.party == Party.CLIENT
        self.counterparty = self.contract.counterparty_of(self.viewer)
        self.is_mine = self.dispute.opened_by_id == self.viewer.pk

    @property
    def id(self) -> str:
        """Prefix of the ids of this page's fragments: a push to another page finds nothing to swap."""
        return f"dispute-{self.dispute.public_id}"

    @cached_property
    def statements(self) -> list[DisputeStatement]:
        return list(self.dispute.statements.select_related("author").prefetch_related("files"))

    @cached_property
    def offers(self) -> list[Offered]:
        """The newest first."""
        rows = self.dispute.offers.select_related("offered_by").order_by("-pk")
        return [
            Offered(
                offer=row,
                mine=row.offered_by_id == self.viewer.pk,
                answerable=row.status == SplitOffer.Status.OPEN and row.offered_by_id != self.viewer.pk,
                net=self.net(row.to_creator),
            )
            for row in rows
        ]

    def net(self, to_creator: Money) -> Money:
        """What of a creator's part is theirs after the fee."""
        fee = fee_of_part(released_before=0, part=to_creator.minor, bps=self.contract.fee_bps, taken_before=0)
        return to_creator - Money(fee, to_creator.currency)

    @property
    def outcome(self) -> list[tuple[str, Money]]:
        """Who gets what, once it is known."""
        to_client, to_creator = self.dispute.to_client, self.dispute.to_creator
        if to_client is None or to_creator is None:
            return []
        return [
            (self.contract.client.display_name, to_client),
            (_("%(name)s, after the fee") % {"name": self.contract.creator.display_name}, self.net(to_creator)),
        ]

    @property
    def may_state(self) -> bool:
        said = sum(row.author_id == self.viewer.pk for row in self.statements)
        return self.dispute.is_live and said < policy.DISPUTE_STATEMENTS_MAXIMUM

    @property
    def must_answer(self) -> bool:
        return self.dispute.status == S.OPEN and not self.is_mine

    @property
    def may_offer(self) -> bool:
        made = any(row.mine and row.offer.round == self.dispute.round for row in self.offers)
        return self.dispute.status == S.NEGOTIATING and not made

    @property
    def may_withdraw(self) -> bool:
        return self.is_mine and self.dispute.is_live

    @property
    def step(self) -> Step:
        """What is waited for, in words for this side."""
        status, until = self.dispute.status, self.dispute.deadline_at
        if status == S.OPEN:
            return self._open(until)
        if status == S.NEGOTIATING:
            title = _("Look for a split, round %(number)s of %(rounds)s") % {
                "number": self.dispute.round,
                "rounds": len(self.dispute.round_hours),
            }
            return Step(
                title, _("Each side may make one offer. Without a split our staff decide."), True, until, "warn"
            )
        if status == S.WITH_STAFF:
            return Step(
                _("With our staff"),
                _("They decide on what is in the room and what both have said. You are told at once."),
                kind="warn",
            )
        return {
            S.SETTLED: Step(_("Settled"), _("You both agreed. The money goes where the split says."), kind="good"),
            S.DECIDED: Step(_("Decided"), _("Our staff have decided. The money goes where the decision says.")),
            S.WITHDRAWN: Step(_("Taken back"), _("It ended without an outcome.")),
        }[S(status)]

    def _open(self, until: datetime | None) -> Step:
        if self.is_mine:
            text = _("%(name)s has until then to answer. Without an answer our staff decide.")
            return Step(_("Waiting for the answer"), text % {"name": self.counterparty.display_name}, False, until)
        return Step(
            _("Answer the dispute"),
            _("Say how you see it, or agree to what is asked for. Without an answer our staff decide."),
            True,
            until,
            "warn",
        )
