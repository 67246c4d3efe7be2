"""A document and a face."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.settings import PictureField, countries
from accounts.models import IdentityCheck
from reelbyte import policy


class IdentityForm(forms.Form):
    """Both pictures are drawn anew: what a camera wrote beside them (place, device) stays outside."""

    document = forms.ChoiceField(
        label=_("Which document"), choices=IdentityCheck.Document.choices, widget=forms.RadioSelect
    )
    country = forms.ChoiceField(label=_("Which country issued it"), choices=countries)
    document_file = PictureField(label=_("Picture of the document"), side=policy.IDENTITY_PICTURE_SIDE, required=True)
    selfie_file = PictureField(label=_("Picture of you holding it"), side=policy.IDENTITY_PICTURE_SIDE, required=True)
