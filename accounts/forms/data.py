"""The last question before an account is gone."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeletionForm(forms.Form):
    """Nobody deletes themselves by a slip."""

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"), error_messages={"required": _("Say that you know.")}
    )
