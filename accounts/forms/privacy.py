"""Who sees a person, and who may write to them first."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

SEEN_BY = (
    (User.Visibility.PUBLIC, _("Everybody, search engines too")),
    (User.Visibility.MEMBERS, _("Only members who are signed in")),
    (User.Visibility.HIDDEN, _("Nobody: I am not to be found")),
)
WRITTEN_TO_BY = (
    (User.ContactFrom.EVERYONE, _("Every member")),
    (User.ContactFrom.WORKED_WITH, _("Only people I have worked with")),
    (User.ContactFrom.NOBODY, _("Nobody")),
)


class PrivacyForm(forms.Form):
    """Two choices."""

    profile_visibility = forms.ChoiceField(
        label=_("Who sees you"),
        choices=SEEN_BY,
        widget=forms.RadioSelect,
        help_text=_("Your profile, films, gigs and jobs, in every list, search, feed and link."),
    )
    contact_from = forms.ChoiceField(
        label=_("Who may write to you first"),
        choices=WRITTEN_TO_BY,
        widget=forms.RadioSelect,
        help_text=_("Conversations you already have, and the room of a contract, stay open."),
    )
