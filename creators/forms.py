"""What a creator types about themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators import languages, links
from creators.actions.save_profile import ProfileContent
from creators.fields import AmountField, WordsField, minor_of
from creators.handles import validate_handle
from creators.models import Category, CreatorProfile, PortfolioItem, ProfileLanguage, Skill
from creators.models.profile import CURRENCY_CHOICES
from creators.queries import grouped_skills
from reelbyte import clock, policy
from reelbyte.money import Money
from videos.forms import VideoField


class ProfileForm(forms.Form):
    """The whole edit page but the languages, which are rows of their own."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=30,
        help_text=_("Your address here: reelbyte / creators / handle"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    headline = forms.CharField(
        label=_("Headline"), max_length=90, help_text=_("What you make, in one line. It stands under your name.")
    )
    bio = forms.CharField(
        label=_("About you"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    location = forms.CharField(
        label=_("Where you work"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    skills = forms.ModelMultipleChoiceField(
        label=_("Skills"), queryset=Skill.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCY_CHOICES)
    hourly = AmountField(label=_("Hourly rate"), required=False)
    project = AmountField(label=_("Projects from"), required=False)
    availability = forms.ChoiceField(
        label=_("Availability"), choices=CreatorProfile.Availability.choices, widget=forms.RadioSelect
    )
    available_from = forms.DateField(
        label=_("Available from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, profile: CreatorProfile, **kwargs: Any) -> None:
        self.profile = profile
        super().__init__(*args, **{**kwargs, "initial": _initial(profile)})
        for place in links.PLACES:
            self.fields[f"link_{place.kind}"] = forms.CharField(
                label=place.label,
                max_length=links.LONGEST,
                required=False,
                initial=profile.links.get(place.kind, ""),
                widget=forms.URLInput(
                    attrs={"placeholder": f"https://{place.hosts[0]}/" if place.hosts else "https://"}
                ),
            )
        most = Money.of(policy.PRICE_MAXIMUM_UNITS, profile.currency)
        self.fields["hourly"].help_text = _("Shown on your profile. Up to %(most)s.") % {"most": most.short}

    @property
    def link_fields(self) -> list[forms.BoundField]:
        return [self[f"link_{place.kind}"] for place in links.PLACES]

    @property
    def skill_groups(self) -> list[tuple[Category, list[Skill], int]]:
        """Top categories with their skills and how many of them are chosen. Two queries."""
        return grouped_skills(self.chosen_skills)

    @property
    def chosen_skills(self) -> set[str]:
        return {str(value) for value in self["skills"].value() or []}

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"].strip().lstrip("@").lower()
        validate_handle(handle)
        taken = CreatorProfile.objects.filter(handle__iexact=handle).exclude(pk=self.profile.pk)
        if taken.exists():
            raise ValidationError(_("That handle is taken. Choose another."), code="taken")
        return handle

    def clean_skills(self) -> list[Skill]:
        skills = list(self.cleaned_data["skills"])
        if len(skills) > policy.SKILLS_MAXIMUM:
            raise ValidationError(
                _("Choose %(most)s at most: the ones you want to be hired for."),
                code="many",
                params={"most": policy.SKILLS_MAXIMUM},
            )
        return skills

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in links.PLACES:
            if url := cleaned.get(f"link_{place.kind}"):
                try:
                    links.clean_link(url, place.hosts)
                except ValidationError as error:
                    self.add_error(f"link_{place.kind}", error)
        if cleaned.get("availability") == CreatorProfile.Availability.FROM_DATE:
            if not cleaned.get("available_from"):
                self.add_error("available_from", _("Say from which day."))
            elif cleaned["available_from"] < clock.today():
                self.add_error("available_from", _("Choose a day that has not passed."))
        currency = cleaned.get("currency") or self.profile.currency
        most = Money.of(policy.PRICE_MAXIMUM_UNITS, currency).minor
        for name in ("hourly", "project"):
            cleaned[f"{name}_minor"] = minor = minor_of(self, name, currency)
            if minor is not None and minor > most:
                self.add_error(name, _("That is more than can be charged here."))
        return cleaned

    def content(self, spoken: list[tuple[str, str]]) -> ProfileContent:
        """What to save, once valid."""
        data = self.cleaned_data
        names = (
            "handle",
            "headline",
            "bio",
            "location",
            "currency",
            "hourly_minor",
            "project_minor",
            "availability",
        )
        fields = {name: data[name] for name in names}
        dated = data["availability"] == CreatorProfile.Availability.FROM_DATE
        fields["available_from"] = data["available_from"] if dated else None
        fields["links"] = {
            place.kind: data[f"link_{place.kind}"].strip() for place in links.PLACES if data[f"link_{place.kind}"]
        }
        return ProfileContent(fields, data["skills"], spoken)


class LanguageForm(forms.Form):
    """One row; without a language it is left out."""

    code = forms.ChoiceField(label=_("Language"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=ProfileLanguage.Level.choices, initial="fluent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("None")), *languages.choices()]  # type: ignore[attr-defined]


class BaseLanguageFormSet(forms.BaseFormSet):
    """Rows of languages, each language once."""

    def clean(self) -> None:
        codes = [code for code, _level in self.spoken]
        if len(codes) != len(set(codes)):
            raise ValidationError(_("Name each language once."), code="twice")

    @property
    def spoken(self) -> list[tuple[str, str]]:
        rows = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [(row["code"], row["level"]) for row in rows if row.get("code")]


LanguageFormSet: type[BaseLanguageFormSet] = forms.formset_factory(  # type: ignore[assignment]
    LanguageForm,
    formset=BaseLanguageFormSet,
    extra=1,
    max_num=policy.LANGUAGES_MAXIMUM,
    validate_max=True,
    absolute_max=policy.LANGUAGES_MAXIMUM + 2,
)


class FilmsForm(forms.Form):
    """Films to put into the portfolio: uploaded already, or sent with the form."""

    video = VideoField("portfolio", multiple=True, label=_("Films"))

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["video"].owner = owner  # type: ignore[attr-defined]


class ItemForm(forms.ModelForm):
    """A film of the portfolio."""

    tags = WordsField(
        label=_("Tags"),
        most=policy.PORTFOLIO_TAGS_MAXIMUM,
        required=False,
        help_text=_("Between commas: macro, night, one take"),
    )

    class Meta:
        model = PortfolioItem
        fields = ["title", "description", "tags", "role", "client_name", "link"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "link": forms.URLInput(attrs={"placeholder": "https://"}),
            "role": forms.TextInput(attrs={"placeholder": _("Director, editor, colourist")}),
        }

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        return links.clean_link(link) if link else ""


def _initial(profile: CreatorProfile) -> dict[str, Any]:
    return {
        "handle": profile.handle,
        "headline": profile.headline,
        "bio": profile.bio,
        "location": profile.location,
        "skills": list(profile.skills.values_list("pk", flat=True)),
        "currency": profile.currency,
        "hourly": AmountField.typed(profile.hourly_rate),
        "project": AmountField.typed(profile.project_rate),
        "availability": profile.availability,
        "available_from": profile.available_from,
    }
