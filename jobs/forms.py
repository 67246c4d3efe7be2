"""What a client types about a job, and what is said around it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators.fields import AmountField, LinesField, minor_of
from creators.models import Category, Skill
from creators.models.profile import CURRENCY_CHOICES
from creators.queries import category_choices, grouped_skills
from jobs.models import Job
from jobs.readiness import DESCRIPTION_MINIMUM_CHARACTERS
from jobs.references import Reference, inspect
from reelbyte import clock, policy
from reelbyte.errors import Refused
from reelbyte.fields import MultipleFileField
from reelbyte.money import Money
from videos.forms import VideoField
from videos.models import Video

DELIVERABLES_MAXIMUM = 12
FILES = ".jpg,.jpeg,.png,.webp,.gif,.pdf,.txt"


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JobForm(forms.Form):
    """The posting itself; questions are rows of their own."""

    title = forms.CharField(
        label=_("Title"),
        max_length=90,
        help_text=_("What you need, in one line: creators read it first."),
        widget=forms.TextInput(attrs={"placeholder": _("Three vertical films for a bike launch")}),
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.none(), empty_label=_("Choose one")
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("What it is for, who watches it and where, what there is already, and what good looks like."),
    )
    deliverables = LinesField(
        label=_("Deliverables"),
        most=DELIVERABLES_MAXIMUM,
        longest=120,
        required=False,
        help_text=_("One thing a line: 3 vertical films, 20 seconds each"),
    )
    skills = forms.ModelMultipleChoiceField(
        label=_("Skills"), queryset=Skill.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCY_CHOICES)
    budget_min = AmountField(label=_("From"), required=False)
    budget_max = AmountField(label=_("To"), required=False)
    start = forms.DateField(label=_("Start"), required=False, widget=_day(), help_text=_("When work can begin."))
    deadline = forms.DateField(
        label=_("Deadline"), required=False, widget=_day(), help_text=_("When the films have to be there.")
    )
    video = VideoField(
        Video.Purpose.JOB, multiple=True, maximum=policy.JOB_VIDEOS_MAXIMUM, label=_("Films"), required=False
    )
    files = MultipleFileField(  # type: ignore[assignment]
        label=_("Files"), required=False, help_text=_("Pictures, PDF or plain text, up to 25 MB each.")
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Job.Visibility.choices, widget=forms.RadioSelect, initial=Job.Visibility.PUBLIC
    )
    nda_required = forms.BooleanField(
        label=_("Ask for an NDA first"), required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )
    nda_text = forms.CharField(
        label=_("What creators agree to"),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In plain words. We keep who agreed to which wording, and when."),
    )

    def __init__(self, *args: Any, job: Job, owner: User, **kwargs: Any) -> None:
        self.job = job
        self.own_files = [row for row in job.files.all() if row.file] if job.pk else []
        super().__init__(*args, **{**kwargs, "initial": {**self._initial(), **kwargs.get("initial", {})}})
        self.fields["video"].owner = owner  # type: ignore[attr-defined]
        self.fields["files"].widget.attrs["accept"] = FILES
        # A draft may lack what the published job needs.
        whole = _("(%(count)s characters to publish)") % {"count": DESCRIPTION_MINIMUM_CHARACTERS}
        self.fields["description"].needed = whole  # type: ignore[attr-defined]
        for end in ("budget_min", "budget_max"):
            self.fields[end].needed = _("(one is enough)")  # type: ignore[attr-defined]
        field = self.fields["category"]
        field.queryset = Category.objects.filter(parent__isnull=False)  # type: ignore[attr-defined]
        field.choices = [("", _("Choose one")), *category_choices()]  # type: ignore[attr-defined]

    def _initial(self) -> dict[str, Any]:
        job = self.job
        if not job.pk:
            return {"currency": job.currency}
        names = ["title", "category", "description", "deliverables", "currency", "start", "deadline", "visibility",
                 "nda_required", "nda_text"]  # fmt: skip
        return {
            **{name: getattr(job, name) for name in names},
            "skills": [skill.pk for skill in job.skills.all()],
            "budget_min": AmountField.typed(job.budget_min),
            "budget_max": AmountField.typed(job.budget_max),
            "video": [row.video for row in job.files.all() if row.video_id],
        }

    @property
    def chosen_skills(self) -> set[str]:
        return {str(value) for value in self["skills"].value() or []}

    @property
    def skill_groups(self) -> list[tuple[Category, list[Skill], int]]:
        """Two queries."""
        return grouped_skills(self.chosen_skills)

    @property
    def kept_files(self) -> list[tuple[Any, bool]]:
        """(file, stays) of the job's files; on the first showing all of them stay."""
        if not self.is_bound:
            return [(row, True) for row in self.own_files]
        kept = set(self._kept_ids())
        return [(row, str(row.public_id) in kept) for row in self.own_files]

    def clean_skills(self) -> list[Skill]:
        skills = list(self.cleaned_data["skills"])
        if len(skills) > policy.JOB_SKILLS_MAXIMUM:
            raise ValidationError(_("Choose %(most)s at most.") % {"most": policy.JOB_SKILLS_MAXIMUM}, code="many")
        return skills

    def clean_files(self) -> list[Reference]:
        """What they are is decided by what is in them."""
        return [_inspected(upload) for upload in self.cleaned_data["files"]]

    def clean_nda_text(self) -> str:
        text = self.cleaned_data["nda_text"].strip()
        if self.cleaned_data.get("nda_required") and not text:
            raise ValidationError(_("Write what creators agree to, or ask for no NDA."), code="required")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_dates(cleaned)
        self._clean_budget(cleaned)
        cleaned["kept"] = [row for row in self.own_files if str(row.public_id) in set(self._kept_ids())]
        if len(cleaned["kept"]) + len(cleaned.get("files") or []) > policy.JOB_FILES_MAXIMUM:
            self.add_error("files", _("A job has at most %(most)s files.") % {"most": policy.JOB_FILES_MAXIMUM})
        return cleaned

    def _clean_dates(self, cleaned: dict[str, Any]) -> None:
        start, deadline = cleaned.get("start"), cleaned.get("deadline")
        if start and deadline and deadline < start:
            self.add_error("deadline", _("This is before the start."))
        elif deadline and deadline < clock.today() and "deadline" in self.changed_data:
            self.add_error("deadline", _("Choose a day that has not passed."))

    def _clean_budget(self, cleaned: dict[str, Any]) -> None:
        """One end alone is a fixed price."""
        currency = cleaned.get("currency") or self.job.currency
        least, most = (minor_of(self, name, currency) for name in ("budget_min", "budget_max"))
        least, most = least or most, most or least
        cleaned["budget_min_minor"], cleaned["budget_max_minor"] = least, most
        if least is None or most is None:
            return
        if most < least:
            self.add_error("budget_max", _("This is less than where the budget begins."))
        ends = [Money.of(units, currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS)]
        for name, minor in (("budget_min", least), ("budget_max", most)):
            if cleaned.get(name) and not ends[0].minor <= minor <= ends[1].minor and name not in self.errors:
                self.add_error(
                    name, _("Between %(least)s and %(most)s.") % {"least": ends[0].short, "most": ends[1].short}
                )

    def _kept_ids(self) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return getlist("kept") if getlist is not None else list(self.data.get("kept", []))


def _inspected(upload: UploadedFile) -> Reference:
    try:
        return inspect(upload)
    except Refused as refusal:
        raise ValidationError(f"{upload.name}: {refusal.message}", code="file") from None


class QuestionForm(forms.Form):
    """Asked of everybody who proposes; a row without a question is left out."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=200, required=False)
    required = forms.BooleanField(label=_("Needs an answer"), required=False, initial=True)


QuestionFormSet = forms.formset_factory(
    QuestionForm,
    extra=0,
    max_num=policy.JOB_QUESTIONS_MAXIMUM,
    validate_max=True,
    absolute_max=policy.JOB_QUESTIONS_MAXIMUM + 2,
)


class InvitationForm(forms.Form):
    """What a client says to who they invite."""

    message = forms.CharField(
        label=_("A word to them"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why them? A line of it is answered more often."),
    )


class AnswerForm(forms.Form):
    """Yes, or no with a reason of their own choosing."""

    answer = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    reason = forms.CharField(max_length=300, required=False)


class NdaForm(forms.Form):
    """Which wording was on the page, and that it was agreed to."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("I have read this and agree to it"),
        error_messages={"required": _("Tick the box: it is your signature here.")},
    )
