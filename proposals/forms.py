"""What a creator types into a proposal, and what is said about one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators.fields import AmountField, minor_of
from creators.models import PortfolioItem
from jobs.models import Job, JobQuestion
from jobs.references import Reference, inspect
from proposals.models import Proposal, ProposalTemplate
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.fields import MultipleFileField
from reelbyte.money import Money
from videos.forms import VideoField
from videos.models import Video

FILES = ".jpg,.jpeg,.png,.webp,.gif,.pdf,.txt"
WHOLE, MILESTONES = "whole", "milestones"
NO_DAYS = _("Say how many days it takes.")


def _days(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=policy.PROPOSAL_DAYS_MAXIMUM,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class ProposalForm(forms.Form):
    """The bid itself; milestones are rows of their own, answers fields named by their question."""

    terms = forms.ChoiceField(
        label=_("How you are paid"),
        choices=[(WHOLE, _("Once, at the end")), (MILESTONES, _("In milestones"))],
        widget=forms.RadioSelect,
        initial=WHOLE,
    )
    # Asked for only when there is one price: see `__init__`.
    price = AmountField(label=_("Price"), error_messages={"required": _("Say what it costs.")})
    days = _days(error_messages={"required": NO_DAYS})
    cover_letter = forms.CharField(
        label=_("Cover letter"),
        max_length=policy.PROPOSAL_LETTER_MAXIMUM_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("How you would make this film, and why you. The first two lines are what is read first."),
    )
    samples = forms.ModelMultipleChoiceField(
        label=_("Films of yours"),
        queryset=PortfolioItem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        to_field_name="public_id",
    )
    pitch = VideoField(Video.Purpose.MESSAGE, label=_("Video pitch"), required=False)
    files = MultipleFileField(  # type: ignore[assignment]
        label=_("Files"), required=False, help_text=_("A treatment, a storyboard: pictures, PDF or text, 25 MB each.")
    )

    def __init__(self, *args: Any, job: Job, proposal: Proposal, **kwargs: Any) -> None:
        self.job, self.proposal = job, proposal
        self.own_files = proposal.current_files if proposal.pk else []
        self.questions: list[JobQuestion] = list(job.questions.all())
        super().__init__(*args, **{**kwargs, "initial": {**self._initial(), **kwargs.get("initial", {})}})
        for name in ("price", "days"):
            self.fields[name].required = self["terms"].value() != MILESTONES
        owner: User = proposal.creator
        self.fields["pitch"].owner = owner  # type: ignore[attr-defined]
        self.fields["files"].widget.attrs["accept"] = FILES
        self.fields["samples"].queryset = (  # type: ignore[attr-defined]
            PortfolioItem.objects.filter(profile__user=owner, video__status=Video.Status.READY)
            .select_related("video")
            .prefetch_related("video__renditions")
        )
        for question in self.questions:
            self.fields[f"answer_{question.pk}"] = forms.CharField(
                label=question.text,
                max_length=1_000,
                required=question.required,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _initial(self) -> dict[str, Any]:
        proposal = self.proposal
        if not proposal.pk:
            return {}
        answers = {answer.question_id: answer.text for answer in proposal.answers.all()}
        return {
            "terms": MILESTONES if proposal.milestones.all() else WHOLE,
            "price": AmountField.typed(proposal.price),
            "days": proposal.days,
            "cover_letter": proposal.cover_letter,
            "samples": [item.public_id for item in proposal.samples.all()],
            "pitch": proposal.pitch,
            **{f"answer_{question.pk}": answers.get(question.pk, "") for question in self.questions},
        }

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[f"answer_{question.pk}"] for question in self.questions]

    @property
    def own_samples(self) -> list[tuple[PortfolioItem, bool]]:
        """(film, chosen) of the portfolio. Two queries."""
        chosen = {str(value) for value in self["samples"].value() or []}
        return [(item, str(item.public_id) in chosen) for item in self.fields["samples"].queryset]  # type: ignore[attr-defined]

    @property
    def kept_files(self) -> list[tuple[Any, bool]]:
        """(file, stays) of what is attached; on the first showing all of it stays."""
        if not self.is_bound:
            return [(row, True) for row in self.own_files]
        kept = set(self._kept_ids())
        return [(row, str(row.public_id) in kept) for row in self.own_files]

    @property
    def answers(self) -> dict[int, str]:
        """By question, once valid."""
        return {question.pk: self.cleaned_data[f"answer_{question.pk}"] for question in self.questions}

    def clean_samples(self) -> list[PortfolioItem]:
        samples = list(self.cleaned_data["samples"])
        if len(samples) > policy.PROPOSAL_SAMPLES_MAXIMUM:
            raise ValidationError(
                _("Choose %(most)s at most.") % {"most": policy.PROPOSAL_SAMPLES_MAXIMUM}, code="many"
            )
        return samples

    def clean_files(self) -> list[Reference]:
        """What they are is decided by what is in them."""
        return [_inspected(upload) for upload in self.cleaned_data["files"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["price_minor"] = None
        if cleaned.get("terms") == WHOLE:
            cleaned["price_minor"] = priced(self, "price", self.proposal.currency)
        cleaned["kept"] = [row for row in self.own_files if str(row.public_id) in set(self._kept_ids())]
        if len(cleaned["kept"]) + len(cleaned.get("files") or []) > policy.PROPOSAL_FILES_MAXIMUM:
            most = {"most": policy.PROPOSAL_FILES_MAXIMUM}
            self.add_error("files", _("A proposal has at most %(most)s files.") % most)
        return cleaned

    def _kept_ids(self) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return getlist("kept") if getlist is not None else list(self.data.get("kept", []))


def priced(form: forms.Form, name: str, currency: str) -> int | None:
    """The minor units in `name`, within policy; the sentence that says what to type instead lands on the field."""
    minor = minor_of(form, name, currency)
    if minor is None:
        return None
    least, most = (Money.of(units, currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS))
    if not least.minor <= minor <= most.minor:
        form.add_error(name, _("Between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
        return None
    return minor


def _inspected(upload: UploadedFile) -> Reference:
    try:
        return inspect(upload)
    except Refused as refusal:
        raise ValidationError(f"{upload.name}: {refusal.message}", code="file") from None


class MilestoneForm(forms.Form):
    """A part of the work; a row in which nothing was typed is left out."""

    title = forms.CharField(label=_("Milestone"), max_length=120, error_messages={"required": _("Say what it is.")})
    amount = AmountField(label=_("Price"), error_messages={"required": _("Say what it costs.")})
    days = _days(error_messages={"required": NO_DAYS})

    def __init__(self, *args: Any, currency: str = "EUR", **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        minor = priced(self, "amount", self.currency)
        cleaned["row"] = {"title": cleaned.get("title"), "amount_minor": minor, "days": cleaned.get("days")}
        return cleaned


class BaseMilestoneFormSet(forms.BaseFormSet):
    """Every row may be emptied, also one that was there before: then it goes."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()


MilestoneFormSet = forms.formset_factory(
    MilestoneForm,
    formset=BaseMilestoneFormSet,
    extra=0,
    max_num=policy.PROPOSAL_MILESTONES_MAXIMUM,
    validate_max=True,
    absolute_max=policy.PROPOSAL_MILESTONES_MAXIMUM + 2,
)


class TemplateForm(forms.ModelForm):
    """A cover letter to begin from."""

    class Meta:
        model = ProposalTemplate
        fields = ("name", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "name": _("Only you see it."),
            "text": _("Leave gaps for what is special about a job: a letter that names it is answered more often."),
        }

    def clean_name(self) -> str:
        """The owner is not a field of the form, so the model's own check does not see that a name is taken."""
        name = self.cleaned_data["name"].strip()
        others = ProposalTemplate.objects.filter(owner_id=self.instance.owner_id, name=name).exclude(
            pk=self.instance.pk
        )
        if others.exists():
            raise ValidationError(_("You have a letter of this name."), code="taken")
        return name


class DeclineForm(forms.Form):
    """A no with its reason; the creator reads both."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[choice for choice in Proposal.Reason.choices if choice[0] != Proposal.Reason.OTHER_HIRED],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("A word to them"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line helps them with the next one."),
    )


class NoteForm(forms.Form):
    """For the client's eyes only."""

    text = forms.CharField(
        label=_("Private note"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _slot(label: Any, **options: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), **options
    )


class InterviewForm(forms.Form):
    """Times in the client's own zone, which is the one that is active."""

    first = _slot(_("First choice"), error_messages={"required": _("Say when.")})
    second = _slot(_("Second choice"), required=False)
    third = _slot(_("Third choice"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("Length"),
        coerce=int,
        initial=30,
        choices=[(count, format_lazy(_("{count} minutes"), count=count)) for count in (15, 30, 45, 60)],
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=300,
        required=False,
        help_text=_("A link to a call, a phone number, or leave it open and agree in the chat."),
    )
    note = forms.CharField(
        label=_("What about"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def starts(self) -> list[Any]:
        """The times that were chosen, once valid."""
        return [at for name in ("first", "second", "third") if (at := self.cleaned_data[name]) is not None]


class ReasonForm(forms.Form):
    """Why not, in a line."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
