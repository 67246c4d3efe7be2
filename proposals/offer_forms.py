"""What is typed into an offer."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from creators.fields import AmountField, minor_of
from creators.models.profile import CURRENCY_CHOICES
from creators.rows import forgive, one_more
from gigs.models import Licence
from proposals.offer_terms import Part, Sums, Terms
from reelbyte import policy
from reelbyte.money import Money

PREFIX = "milestones"


class OfferForm(forms.Form):
    """The offer itself; its milestones are rows of their own."""

    offer_key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Three vertical films for a bike launch")}),
    )
    scope = forms.CharField(
        label=_("What is agreed"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What is handed over, in which formats, and what each side brings. This becomes the contract."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCY_CHOICES)
    licence = forms.ChoiceField(label=_("Usage licence"), choices=Licence.choices, initial=Licence.ORGANIC)
    revisions = forms.IntegerField(
        label=_("Rounds of changes"),
        min_value=0,
        max_value=20,
        required=False,
        initial=2,
        help_text=_("For each milestone. Empty: as many as it takes."),
    )
    message = forms.CharField(
        label=_("A word with it"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OfferMilestoneForm(forms.Form):
    """A part of the work, with its part of the price. A row after the first that is left empty is none."""

    title = forms.CharField(label=_("Milestone"), max_length=200)
    price = AmountField(label=_("Price"))
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=policy.DELIVERY_DAYS_MAXIMUM)

    def part(self, currency: str) -> Part | None:
        """The milestone, or None with what is wrong said."""
        minor = minor_of(self, "price", currency)
        if minor is None or self.errors:
            return None
        return Part(self.cleaned_data["title"], Money(minor, currency), self.cleaned_data["days"])


OfferMilestoneFormSet = forms.formset_factory(
    OfferMilestoneForm,
    extra=0,
    min_num=1,
    max_num=policy.MILESTONES_MAXIMUM,
    validate_max=True,
    absolute_max=policy.MILESTONES_MAXIMUM + 2,
)


class OfferEditor:
    """The page of an offer as one thing. `terms`: what it starts from; `data`: what was typed."""

    def __init__(self, *, initial: dict[str, Any], parts: list[dict[str, Any]], data: QueryDict | None = None) -> None:
        self.form = OfferForm(data, initial={"offer_key": uuid4()} | initial)
        self.started_with = parts
        self.rows: forms.BaseFormSet = OfferMilestoneFormSet(
            data, prefix=PREFIX, initial=parts if data is None else None
        )
        self.terms: Terms | None = None

    @classmethod
    def with_row(cls, data: QueryDict) -> "OfferEditor":
        """What was typed so far, with one more row; nothing is scolded."""
        editor = cls(initial={}, parts=[], data=one_more(data, PREFIX, policy.MILESTONES_MAXIMUM))
        _read = editor.parts  # read before it is forgotten what is wrong
        forgive([editor.form, editor.rows])
        return editor

    def is_valid(self) -> bool:
        """Reads everything, so that every mistake is told at once; then `terms` is what was typed."""
        whole = self.form.is_valid()
        if not self.parts:
            if not any(self.rows.errors):
                self.form.add_error(None, forms.ValidationError(_("An offer has one milestone at least.")))
            return False
        if not whole:
            return False
        given = self.form.cleaned_data
        self.terms = Terms(
            title=given["title"],
            scope=given["scope"],
            parts=self.parts,
            licence=given["licence"],
            revisions=given["revisions"],
            message=given["message"],
        )
        return True

    @cached_property
    def parts(self) -> list[Part]:
        """The milestones as typed, or as the page starts with them; none while one of them is missing something."""
        if self.rows.is_bound:
            self.form.is_valid()
            currency = self.form.cleaned_data.get("currency")
            forms_of_rows = [row for row in self.rows.forms if row.has_changed() or not row.empty_permitted]
            read = self.rows.is_valid()
        else:
            currency = self.form.initial.get("currency")
            forms_of_rows = [OfferMilestoneForm(part) for part in self.started_with]
            read = all([row.is_valid() for row in forms_of_rows])
        parts = [row.part(currency if currency in policy.CURRENCIES else policy.CURRENCIES[0]) for row in forms_of_rows]
        return [part for part in parts if part is not None] if read and None not in parts else []

    @property
    def sums(self) -> Sums | None:
        """What it comes to, once the milestones can be read."""
        return Sums([part.amount for part in self.parts], sum(part.days for part in self.parts)) if self.parts else None

    @property
    def was_shown(self) -> bool:
        """Whether the page that was sent had this sum and its fee on it: nobody commits to what they have not seen."""
        return self.sums is not None and self.form.data.get("seen") == f"{self.sums.total.minor} {self.sums.days}"


class OfferRefusalForm(forms.Form):
    """Why not; it may stay empty."""

    reason = forms.CharField(label=_("Why?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
