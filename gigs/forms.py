"""What a creator types about a gig: one page, one form, rows for what repeats."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators.fields import AmountField, LinesField, WordsField, minor_of
from creators.models import Category
from creators.models.profile import CURRENCY_CHOICES
from creators.queries import category_choices
from gigs.models import Aspect, BriefQuestion, Gig, Licence, Package, Resolution, Sound
from gigs.readiness import DESCRIPTION_MINIMUM_CHARACTERS
from reelbyte import policy
from reelbyte.money import Money
from videos.forms import VideoField

DAYS_LONGEST = 180
EXTRAS_MAXIMUM = 8
FAQ_MAXIMUM = 10
QUESTIONS_MAXIMUM = 10
SAMPLES_MAXIMUM = 8


class GigForm(forms.ModelForm):
    """The offer itself."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.none(), empty_label=_("Choose one")
    )
    tags = WordsField(
        label=_("Tags"), most=policy.GIG_TAGS_MAXIMUM, required=False, help_text=_("Up to five, between commas.")
    )

    video = VideoField("sample", multiple=True, maximum=SAMPLES_MAXIMUM, label=_("Films"), required=False)

    class Meta:
        model = Gig
        fields = ["title", "category", "tags", "description", "currency", "queue_limit"]
        widgets = {
            "title": forms.TextInput(attrs={"placeholder": _("I will film your product like a trailer")}),
            "description": forms.Textarea(attrs={"rows": 8}),
            "currency": forms.Select(choices=CURRENCY_CHOICES),
        }
        help_texts = {
            "title": _("Say what the client will hold in their hands."),
            "description": _("What you make, how you work, what you need from the client."),
            "queue_limit": _("When this many are open, the order button says the queue is full."),
        }

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["video"].owner = owner  # type: ignore[attr-defined]
        # A draft may lack what the published gig needs.
        whole = _("(%(count)s characters to publish)") % {"count": DESCRIPTION_MINIMUM_CHARACTERS}
        self.fields["description"].needed = whole  # type: ignore[attr-defined]
        field = self.fields["category"]
        field.queryset = Category.objects.filter(parent__isnull=False)  # type: ignore[attr-defined]
        field.choices = [("", _("Choose one")), *category_choices()]  # type: ignore[attr-defined]


class PackageForm(forms.ModelForm):
    """One tier. All three are on the page; a tier that is not offered is left out."""

    offered = forms.BooleanField(label=_("Offer this tier"), required=False)
    price = AmountField(label=_("Price"))
    deliverables = LinesField(
        label=_("What is delivered"),
        most=8,
        required=False,
        help_text=_("One thing a line: 3 vertical films, 15 seconds each"),
    )
    aspect_ratios = forms.MultipleChoiceField(
        label=_("Shapes"), choices=Aspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Package
        fields = [
            "title", "description", "delivery_days", "revisions", "deliverables", "footage_minutes", "running_seconds",
            "aspect_ratios", "resolution", "sound", "has_captions", "has_source_files", "licence",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    NEEDED = ("title", "price", "delivery_days", "revisions")
    DETAILS = ("footage_minutes", "running_seconds", "resolution", "sound", "licence", "aspect_ratios", "has_captions",
               "has_source_files")  # fmt: skip

    def __init__(self, *args: Any, tier: str, **kwargs: Any) -> None:
        self.tier = tier
        package = kwargs.get("instance")
        kwargs.setdefault("initial", {}).update(
            offered=package is not None or tier == Package.Tier.BASIC,
            price=AmountField.typed(package.price) if package else "",
        )
        super().__init__(*args, **{**kwargs, "prefix": tier})
        for name in self.Meta.fields:
            self.fields[name].required = name in self.NEEDED
        self.fields["resolution"].choices = Resolution.choices  # type: ignore[attr-defined]
        self.fields["sound"].choices = Sound.choices  # type: ignore[attr-defined]
        self.fields["licence"].choices = Licence.choices  # type: ignore[attr-defined]
        self.fields["delivery_days"].widget.attrs.update(min=1, max=DAYS_LONGEST)
        if tier == Package.Tier.BASIC:
            del self.fields["offered"]

    @property
    def label(self) -> str:
        return str(Package.Tier(self.tier).label)

    @property
    def is_offered(self) -> bool:
        return "offered" not in self.fields or bool(self["offered"].value())

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.DETAILS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "offered" in self.fields and not cleaned.get("offered"):
            self._errors = ErrorDict()  # whatever was typed in a tier that is not offered is not a mistake
            return cleaned
        days = cleaned.get("delivery_days")
        if days is not None and not 1 <= days <= DAYS_LONGEST:
            self.add_error("delivery_days", _("Between 1 and %(most)s days.") % {"most": DAYS_LONGEST})
        return cleaned

    def _post_clean(self) -> None:
        """Rows are written by the action, not by this form: the model's own checks are the database's."""

    def price_in(self, currency: str) -> int | None:
        """Minor units of the price, once valid and within policy."""
        minor = minor_of(self, "price", currency)
        least, most = (Money.of(units, currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS))
        if minor is not None and not least.minor <= minor <= most.minor:
            self.add_error("price", _("Between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
        return minor

    def row(self, price_minor: int) -> dict[str, Any]:
        """The package's columns."""
        columns = {name: self.cleaned_data[name] for name in self.Meta.fields}
        for name in ("resolution", "sound", "licence"):
            columns[name] = columns[name] or getattr(Package(), name)
        return {**columns, "tier": self.tier, "price_minor": price_minor}


class ExtraForm(forms.Form):
    """A priced add-on; a row without a name is left out."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Extra"), max_length=60, required=False)
    price = AmountField(label=_("Price"), required=False)
    days_delta = forms.IntegerField(
        label=_("Days"), required=False, initial=0, min_value=-DAYS_LONGEST, max_value=DAYS_LONGEST,
        help_text=_("Added to the delivery; −2 makes it two days faster."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("price"):
            self.add_error("price", _("This is needed."))
        return cleaned


class FAQForm(forms.Form):
    """A question answered in advance; a row without a question is left out."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    question = forms.CharField(label=_("Question"), max_length=120, required=False)
    answer = forms.CharField(
        label=_("Answer"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("question") and not cleaned.get("answer"):
            self.add_error("answer", _("Answer it, or leave the row empty."))
        return cleaned


class QuestionForm(forms.Form):
    """Asked at the order; a row without a question is left out."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Answered with"), choices=BriefQuestion.Kind.choices, initial="long")
    required = forms.BooleanField(label=_("Needed to start"), required=False, initial=True)


def _rows(form: type[forms.Form], most: int) -> type[forms.BaseFormSet]:
    return forms.formset_factory(form, extra=0, max_num=most, validate_max=True, absolute_max=most + 2)


ExtraFormSet = _rows(ExtraForm, EXTRAS_MAXIMUM)
FAQFormSet = _rows(FAQForm, FAQ_MAXIMUM)
QuestionFormSet = _rows(QuestionForm, QUESTIONS_MAXIMUM)


class RejectionForm(forms.Form):
    """Why a gig goes back: its creator reads this."""

    reason = forms.CharField(label=_("What has to change"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_reason(self) -> str:
        if not (reason := self.cleaned_data["reason"].strip()):
            raise ValidationError(_("This is needed."))
        return reason
