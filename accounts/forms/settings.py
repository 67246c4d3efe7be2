"""A person's own settings and their company."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from accounts.images import clean_image
from accounts.models import ClientProfile, User
from reelbyte import policy

COUNTRY_LETTERS = 2  # Babel also lists world regions, by number


@cache
def timezones() -> list[tuple[str, str]]:
    """IANA zones by place, without the old aliases that name none."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", " / ")) for name in places)]


def countries() -> list[tuple[str, str]]:
    """ISO 3166 countries by their name in the reader's language."""
    names = Locale.parse(to_locale(get_language() or "en")).territories
    known = [
        (code, name) for code, name in names.items() if len(code) == COUNTRY_LETTERS and code not in _NOT_COUNTRIES
    ]
    return [("", _("Not said")), *sorted(known, key=lambda pair: pair[1])]


_NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "XK", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


class PictureField(forms.FileField):
    """An image: what it really is decides, and what comes out is made by us (WebP, no metadata)."""

    def __init__(self, *, side: int, **kwargs: Any) -> None:
        self.side = side
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            format_lazy(_("JPEG, PNG or WebP, up to {size} MB."), size=policy.IMAGE_MAXIMUM_BYTES // 1024**2),
        )
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        return clean_image(upload, side=self.side) if upload is data and upload else upload


class SettingsForm(forms.ModelForm):
    """What others see of a person, and how the site counts their days."""

    avatar = PictureField(label=_("Picture"), side=512)
    remove_avatar = forms.BooleanField(label=_("Remove the picture"), required=False)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=timezones)
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)

    class Meta:
        model = User
        fields = ("name", "avatar", "timezone", "country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.order_fields(("name", "avatar", "remove_avatar", "timezone", "country"))
        if not self.instance.avatar:
            del self.fields["remove_avatar"]


class ClientProfileForm(forms.ModelForm):
    """Who hires: shown to creators beside a job, an order and a message."""

    logo = PictureField(label=_("Logo"), side=512)
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)

    class Meta:
        model = ClientProfile
        fields = ("kind", "company_name", "logo", "website", "size", "industry", "country", "about")
        widgets = {
            "kind": forms.RadioSelect,
            "about": forms.Textarea(attrs={"rows": 5}),
            "website": forms.URLInput(attrs={"autocomplete": "url"}),
            "company_name": forms.TextInput(attrs={"autocomplete": "organization"}),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ClientProfile.Kind.COMPANY and not data.get("company_name"):
            self.add_error("company_name", _("Say what the company is called."))
        return data
