"""The page of a proposal as one thing: its form, its milestones and what they come to; saved by one action."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from creators.fields import AmountField
from creators.rows import forgive, one_more
from jobs.models import Job
from proposals.content import ProposalContent
from proposals.forms import MILESTONES, MilestoneFormSet, ProposalForm
from proposals.models import Proposal
from reelbyte import policy
from reelbyte.money import Money, share

PREFIX = "milestones"


@dataclass(frozen=True)
class Sum:
    """What a client would pay, what we would keep, what would reach the creator."""

    price: Money
    days: int

    @property
    def fee(self) -> Money:
        return Money(share(self.price.minor, policy.FEE_BPS), self.price.currency)

    @property
    def net(self) -> Money:
        return self.price - self.fee


class ProposalEditor:
    """`data` None: the proposal as it is. With data: what was typed; `is_valid()`, then `content`."""

    def __init__(
        self,
        job: Job,
        proposal: Proposal,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        letter: str = "",
    ) -> None:
        self.job, self.proposal = job, proposal
        initial = {"cover_letter": letter} if letter else {}
        self.form = ProposalForm(data, files, job=job, proposal=proposal, initial=initial)
        self.rows: forms.BaseFormSet = MilestoneFormSet(
            data, prefix=PREFIX, initial=self._first_rows() if data is None else [],
            form_kwargs={"currency": proposal.currency},
        )  # fmt: skip

    @classmethod
    def unfinished(
        cls, job: Job, proposal: Proposal, data: QueryDict, files: MultiValueDict, letter: str = ""
    ) -> "ProposalEditor":
        """What was typed so far, with one more row or another letter; nothing is scolded, films that came are kept."""
        data = data.copy()
        if data.get("add") == PREFIX:
            data = one_more(data, PREFIX, policy.PROPOSAL_MILESTONES_MAXIMUM)
        if letter:
            data["cover_letter"] = letter
        editor = cls(job, proposal, data, files)
        _read = editor.sum  # read before it is forgotten what is wrong; that receives the films, too
        forgive([editor.form, editor.rows])
        return editor

    def is_valid(self) -> bool:
        """Reads everything, so that every mistake is told at once."""
        both = [self.form.is_valid(), not self.in_milestones or self.rows.is_valid()]
        if all(both) and self.in_milestones and not self._milestones():
            self.form.add_error("terms", forms.ValidationError(_("Plan one milestone at least."), code="required"))
            return False
        return all(both)

    @property
    def in_milestones(self) -> bool:
        return self.form["terms"].value() == MILESTONES

    @cached_property
    def sum(self) -> Sum | None:
        """What it comes to, as far as what was typed says; None while a part of it is missing or is no amount."""
        if not self.form.is_bound:
            return Sum(self.proposal.price, self.proposal.days) if self.proposal.pk else None
        self.form.is_valid()
        currency = self.proposal.currency
        if self.in_milestones:
            rows = self._milestones() if self.rows.is_valid() else []
            return self._sum_of(rows) if rows else None
        minor, days = (self.form.cleaned_data.get(name) for name in ("price_minor", "days"))
        return Sum(Money(minor, currency), days or 0) if minor else None

    @property
    def was_shown(self) -> bool:
        """Whether the page had the price and its fee on it when it was sent: nobody commits to what they have not seen.

        Without script the first press shows them, and the second sends.
        """
        known = self.sum
        return known is not None and self.form.data.get("seen") == str(known.price.minor)

    @property
    def content(self) -> ProposalContent:
        """What to save, once valid."""
        data = self.form.cleaned_data
        rows = self._milestones() if self.in_milestones else []
        whole = self._sum_of(rows) if rows else Sum(Money(data["price_minor"], self.proposal.currency), data["days"])
        return ProposalContent(
            price_minor=whole.price.minor,
            days=whole.days,
            cover_letter=data["cover_letter"],
            milestones=rows,
            answers=self.form.answers,
            samples=data["samples"],
            pitch=data["pitch"],
            kept=data["kept"],
            added=data["files"],
        )

    @property
    def may_add(self) -> bool:
        return len(self.rows.forms) < policy.PROPOSAL_MILESTONES_MAXIMUM

    @property
    def lost_files(self) -> bool:
        """Whether files came with a form that is shown again: a browser does not keep them."""
        return bool(self.form.is_bound and self.form.files.getlist("files"))  # type: ignore[attr-defined]

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """(element id, label, sentence) of everything wrong, for the summary at the top."""
        shown = (self.form, *self.rows.forms) if self.in_milestones else (self.form,)
        found: list[tuple[str, str, Any]] = []
        for form in shown:
            for name, errors in form.errors.items():
                bound = form[name] if name in form.fields else None
                found += [
                    (bound.id_for_label if bound else "", str(bound.label) if bound else "", str(error))
                    for error in errors
                ]
        return found

    def _milestones(self) -> list[dict[str, Any]]:
        return [row for form in self.rows.forms if (row := form.cleaned_data.get("row"))]

    def _sum_of(self, rows: list[dict[str, Any]]) -> Sum:
        minor = sum(row["amount_minor"] for row in rows)
        return Sum(Money(minor, self.proposal.currency), sum(row["days"] for row in rows))

    def _first_rows(self) -> list[dict[str, Any]]:
        """What is there; for a new proposal two empty ones, since one milestone is no plan."""
        if not self.proposal.pk:
            return [{}, {}]
        rows = self.proposal.milestones.all()
        return [{"title": row.title, "amount": AmountField.typed(row.amount), "days": row.days} for row in rows]
