"""What we ask beyond allauth's e-mail and password. A base of both its sign-up forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """Name and role; `AccountAdapter.save_user` writes them."""

    field_order = ("role", "name", "email", "password1", "terms")
    ROLES = (("client", _("Hire creators")), ("creator", _("Sell my work")), ("both", _("Both")))

    role = forms.ChoiceField(label=_("What brings you here?"), choices=ROLES, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    # The app that keeps the terms records it (`user_signed_up`).
    terms = forms.BooleanField(
        label=_("I agree to the terms of use"), error_messages={"required": _("An account needs your agreement.")}
    )

    def signup(self, request: Any, user: Any) -> None:
        """allauth wants it; the adapter has done it."""
