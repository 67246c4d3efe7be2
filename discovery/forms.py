"""Small forms of what people keep."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ListForm(forms.Form):
    """A list's name."""

    name = forms.CharField(label=_("Name"), max_length=60)
