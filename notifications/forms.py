"""How somebody wants to be told, parsed and checked."""

import base64
import binascii
from datetime import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.settings import timezones
from notifications import registry
from notifications.models import Schedule
from notifications.models.preference import ALL, about_group
from notifications.push import services

POINT_BYTES = 65
SECRET_BYTES = 16


def pairs() -> list[tuple[str, str]]:
    """Every (kind, channel) that is up to choice."""
    return [(event.kind, channel) for event in registry.events() if not event.essential for channel in event.channels]


class ChoicesForm(forms.Form):
    """The whole table: `on` lists the pairs that are ticked, as "kind|channel"."""

    on = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [(f"{kind}|{channel}", "") for kind, channel in pairs()]  # type: ignore[attr-defined]

    def clean_on(self) -> set[tuple[str, str]]:
        return {(kind, channel) for kind, _, channel in (value.partition("|") for value in self.cleaned_data["on"])}


class SwitchForm(forms.Form):
    """One channel on or off for a group, or for all that is optional."""

    about = forms.ChoiceField(choices=[(value, "") for value in (ALL, *map(about_group, registry.Group))])
    channel = forms.ChoiceField(choices=[(channel, "") for channel in registry.CHANNELS])
    is_on = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


HOURS = [(hour, time(hour).strftime("%H:%M")) for hour in range(24)]


class ScheduleForm(forms.ModelForm):
    """Digest and quiet hours."""

    digest_hour = forms.TypedChoiceField(label=_("At"), choices=HOURS, coerce=int)
    quiet_from = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    zone = forms.ChoiceField(label=_("Hours in"), required=False)

    class Meta:
        model = Schedule
        fields = ("digest", "digest_weekday", "digest_hour", "quiet_from", "quiet_to", "zone")
        widgets = {"digest": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = _("My time zone (%(zone)s)") % {"zone": self.instance.user.timezone}
        self.fields["zone"].choices = [("", own), *timezones()]  # type: ignore[attr-defined]
        self.fields["digest_weekday"].label = _("On")
        self.fields["digest"].label = _("Optional e-mail")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("quiet_from"), data.get("quiet_to")
        if (start is None) != (end is None) and not {"quiet_from", "quiet_to"} & set(self.errors):
            self.add_error("quiet_to" if end is None else "quiet_from", _("Quiet hours need both ends."))
        elif start is not None and start == end:
            self.add_error("quiet_to", _("That is the whole day. To hear nothing, switch the channel off instead."))
        return data


class PushForm(forms.Form):
    """What a browser's PushSubscription says. The endpoint is one of a service that we call, and no other."""

    endpoint = forms.CharField(max_length=1_000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_endpoint(self) -> str:
        endpoint = self.cleaned_data["endpoint"]
        if not services.is_allowed(endpoint):
            raise forms.ValidationError(_("This browser uses a push service that we do not know."))
        return endpoint

    def clean_p256dh(self) -> str:
        point = _decoded(self.cleaned_data["p256dh"], POINT_BYTES)
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        except ValueError:
            raise forms.ValidationError(_("That is no key.")) from None
        return self.cleaned_data["p256dh"]

    def clean_auth(self) -> str:
        _decoded(self.cleaned_data["auth"], SECRET_BYTES)
        return self.cleaned_data["auth"]


def _decoded(text: str, length: int) -> bytes:
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        value = b""
    if len(value) != length:
        raise forms.ValidationError(_("That is no key."))
    return value
