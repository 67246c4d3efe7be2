"""Parse and validate, nothing else."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from contracts.models import BriefAnswer, Contract, Dispute, Milestone
from contracts.rules import Way
from contracts.transitions import MilestoneStatus
from creators.fields import AmountField, minor_of
from gigs.models import Extra, Gig, Package
from gigs.quote import QUANTITY_MAXIMUM
from reelbyte import policy
from reelbyte.fields import MomentInput, MultipleFileField
from reelbyte.money import Money
from videos.forms import VideoField
from videos.models import Video

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class OrderChoiceForm(forms.Form):
    """What was chosen on the gig's page, from the address: `?package=<id>&extras=<id>,<id>&quantity=2`."""

    package = forms.UUIDField()
    extras = forms.CharField(required=False)
    quantity = forms.IntegerField(required=False, min_value=1, max_value=QUANTITY_MAXIMUM)

    def __init__(self, data: Any, *, viewer: User) -> None:
        super().__init__(data)
        self.viewer = viewer

    def clean_package(self) -> Package:
        gigs = Gig.objects.visible_to(self.viewer)
        found = Package.objects.select_related("gig__creator__user", "gig__category").filter(gig__in=gigs)
        package = found.filter(public_id=self.cleaned_data["package"]).first()
        if package is None:
            raise forms.ValidationError(_("This package is not offered any more."))
        return package

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1

    def clean_extras(self) -> list[Extra]:
        package = self.cleaned_data.get("package")
        wanted = dict.fromkeys(value for text in self._texts("extras") for value in text.split(",") if value)
        try:
            ids = [UUID(value) for value in wanted]
        except ValueError:
            raise forms.ValidationError(_("One of the extras is not offered any more.")) from None
        extras = list(Extra.objects.filter(gig=package.gig, public_id__in=ids)) if package is not None else []
        if len(extras) != len(ids):
            raise forms.ValidationError(_("One of the extras is not offered any more."))
        return extras

    def _texts(self, name: str) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return getlist(name) if getlist is not None else [self.data.get(name, "")]


class OrderForm(forms.Form):
    """The press of the button: its key, and the total that the page showed (minor units), only compared."""

    order_key = forms.UUIDField(widget=forms.HiddenInput)
    seen_minor = forms.IntegerField(widget=forms.HiddenInput)


class BriefForm(forms.Form):
    """One field a question, of the kind the creator asked for."""

    def __init__(self, questions: list[BriefAnswer], data: Any = None) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            self.fields[self.name(question)] = _field(question)

    @staticmethod
    def name(question: BriefAnswer) -> str:
        return f"answer_{question.position}"

    def answers(self) -> dict[int, str]:
        """By position, as the action wants them."""
        return {question.position: str(self.cleaned_data[self.name(question)] or "") for question in self.questions}


def _field(question: BriefAnswer) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.question,
        "required": question.required,
        "initial": question.answer,
    }
    if question.kind == "yes_no":
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **common)
    if question.kind == "link":
        return forms.URLField(max_length=500, assume_scheme="https", **common)
    if question.kind == "short":
        return forms.CharField(max_length=300, **common)
    return forms.CharField(max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}), **common)


class DeliveryForm(forms.Form):
    """Videos as ids of uploads or as files, other files with the form."""

    videos = VideoField(
        Video.Purpose.DELIVERY,
        multiple=True,
        maximum=policy.DELIVERY_VIDEOS_MAXIMUM,
        label=gettext_lazy("Videos"),
        help_text=gettext_lazy("What the client watches before paying out."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the client"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What is new in this version, and what to look at."),
    )
    files = MultipleFileField(  # type: ignore[assignment]
        label=gettext_lazy("Files that go with it"),
        required=False,
        help_text=gettext_lazy("Captions, stills, project files. The client gets them with the release."),
    )

    def __init__(self, creator: User, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["videos"].owner = creator  # type: ignore[attr-defined]

    def clean_files(self) -> list[UploadedFile]:
        files = self.cleaned_data["files"]
        if len(files) > policy.DELIVERY_FILES_MAXIMUM:
            raise forms.ValidationError(_("At most %(most)s files.") % {"most": policy.DELIVERY_FILES_MAXIMUM})
        return files


class VersionForm(forms.Form):
    """Which version the client looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class RevisionForm(VersionForm):
    """What to change."""

    text = forms.CharField(
        label=gettext_lazy("What should change?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Name the moments, like 0:12, and say what you want to see instead."),
    )


class StatementForm(forms.Form):
    """What one side says, with the files that show it."""

    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The other side and our staff read this. Name versions and moments."),
    )
    files = MultipleFileField(  # type: ignore[assignment]
        label=gettext_lazy("Files that show it"),
        required=False,
        help_text=gettext_lazy("Brief, deliveries, messages and payments are there already."),
    )


class ShareForm(forms.Form):
    """How much of a whole the client gets: nothing and all of it are answers too."""

    share = AmountField(label=gettext_lazy("Goes to the client"))

    def __init__(self, whole: Money, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.whole = whole
        self.fields["share"].help_text = _("Between 0 and %(whole)s. The rest goes to the creator, less the fee.") % {
            "whole": whole.short
        }

    def clean_share(self) -> Money:
        try:
            share = Money.parse(self.cleaned_data["share"], self.whole.currency)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="amount") from error
        if not 0 <= share.minor <= self.whole.minor:
            raise forms.ValidationError(_("Between nothing and %(whole)s.") % {"whole": self.whole.short}, code="share")
        return share


class DisputeForm(ShareForm, StatementForm):
    """Opening a dispute: why, what happened, and what one would agree to."""

    reason = forms.ChoiceField(label=gettext_lazy("What is wrong?"), choices=Dispute.Reason, widget=forms.RadioSelect)
    field_order = ("reason", "text", "files", "share")


class DecisionForm(ShareForm):
    """The staff's word on a dispute."""

    decision = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Both sides read this."),
    )


class CancellationForm(forms.Form):
    """`way` is what the page offered when it was opened."""

    way = forms.ChoiceField(choices=[(way.value, way.value) for way in Way], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The other side reads this."),
    )


class MilestoneForm(forms.Form):
    """A milestone as one side proposes it, or rewords it: then without price and days."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Rough cut")}),
    )
    scope = forms.CharField(
        label=gettext_lazy("What it covers"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What is handed over, and by what you will know that it is done."),
    )
    price = AmountField(label=gettext_lazy("Price"))
    days = forms.IntegerField(
        label=gettext_lazy("Days to deliver"),
        min_value=1,
        max_value=policy.DELIVERY_DAYS_MAXIMUM,
        help_text=gettext_lazy("They run from its payment."),
    )

    def __init__(self, *args: Any, currency: str, words_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        if words_only:
            del self.fields["price"], self.fields["days"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "price" in self.fields:
            cleaned["amount"] = _amount(self, "price", self.currency)
        return cleaned


class AgreementForm(forms.Form):
    """What the page showed when it was agreed to: minor units, days."""

    amount_minor = forms.IntegerField(min_value=1)
    days = forms.IntegerField(min_value=1)


class FundingForm(forms.Form):
    """Which milestones of a contract are paid for at once."""

    milestones = forms.ModelMultipleChoiceField(Milestone.objects.none(), to_field_name="public_id")

    def __init__(self, data: Any, *, contract: Contract) -> None:
        super().__init__(data)
        self.fields["milestones"].queryset = contract.milestones.order_by("position")  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """Another price, another time. What is left as it stands is no change."""

    price = AmountField(label=gettext_lazy("Price"))
    days = forms.IntegerField(
        label=gettext_lazy("Days to deliver"), min_value=1, max_value=policy.DELIVERY_DAYS_MAXIMUM
    )
    due = forms.DateTimeField(label=gettext_lazy("Deadline"), widget=MomentInput())
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The other side reads this."),
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.milestone = milestone
        paid = bool(milestone.funded_minor)
        if not milestone.waits_for_creator:
            del self.fields["due"]
        if milestone.due_at is not None or milestone.status == MilestoneStatus.SUBMITTED:
            del self.fields["days"]
        if paid:
            self.fields["price"].help_text = _(
                "What is in escrow stays. A higher price makes the difference a milestone of its own."
            )

    def clean(self) -> dict[str, Any]:
        """`due` as it stands to the minute is the deadline as it stands."""
        cleaned = super().clean() or {}
        due, present = cleaned.get("due"), self.milestone.due_at
        if due is not None and present is not None and due == present.replace(second=0, microsecond=0):
            due = present
        cleaned |= {"amount": _amount(self, "price", self.milestone.currency), "due_at": due}
        return cleaned


class ExtensionForm(forms.Form):
    """Until when, and why."""

    due_at = forms.DateTimeField(label=gettext_lazy("New deadline"), widget=MomentInput())
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The client reads this."),
    )


class TipForm(forms.Form):
    """How much, and what one says with it."""

    amount = AmountField(label=gettext_lazy("Amount"))
    words = forms.CharField(
        label=gettext_lazy("A line with it"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return cleaned | {"money": _amount(self, "amount", self.currency)}


def _amount(form: forms.BaseForm, name: str, currency: str) -> Money | None:
    minor = minor_of(form, name, currency)
    return None if minor is None else Money(minor, currency)
