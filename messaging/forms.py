"""Parse what a composer posts."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte import policy

LARGEST_NUMBER = 2**63 - 1
ACCEPT = "image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by `store_attachment`."""

    def clean(self, data: Any, initial: Any = None) -> list:
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        if len(files) > policy.ATTACHMENTS_A_MESSAGE:
            raise forms.ValidationError(
                _("At most %(most)s files go with one message.") % {"most": policy.ATTACHMENTS_A_MESSAGE}
            )
        return files


class MessageForm(forms.Form):
    """A message: its text, its files, and the id its browser gave it."""

    text = forms.CharField(
        label=_("Message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": policy.MESSAGE_MAXIMUM_CHARACTERS}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    answers = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPT, "multiple": True}),
        help_text=_("Pictures, PDF or plain text."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("text") or "").strip() and not cleaned.get("files") and not self.errors:
            self.add_error("text", _("Write something first."))
        return cleaned


class EditForm(forms.Form):
    """What a message shall say instead."""

    text = forms.CharField(
        label=_("Message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": policy.MESSAGE_MAXIMUM_CHARACTERS}),
    )


class FirstMessageForm(MessageForm):
    """The first message to somebody says something, and answers nothing."""

    answers = None  # type: ignore[assignment]

    text = forms.CharField(
        label=_("Message"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": policy.MESSAGE_MAXIMUM_CHARACTERS}),
    )

    def hint_while_typing(self, person: Any) -> None:
        """Ask, as it is typed, whether it looks like a way around ReelByte (`messaging.views.hints`)."""
        self.fields["text"].widget.attrs |= {
            "hx-post": f"{reverse('messaging:first-contact-hint')}?to={person.public_id}",
            "hx-trigger": "input changed delay:600ms",
            "hx-target": "#contact-hint",
            "hx-swap": "outerHTML",
            "hx-sync": "this:replace",
            "hx-encoding": "application/x-www-form-urlencoded",
        }
