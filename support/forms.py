"""Questions, answers, and the words of pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from reelbyte import policy
from support import numbers, text
from support.models import Page, PageVersion, Ticket, TicketMessage

TEXT_MOST = TicketMessage._meta.get_field("text").max_length


def _file() -> forms.FileField:
    return forms.FileField(
        label=_("A picture or PDF that shows it"),
        required=False,
        help_text=format_lazy(
            _("JPEG, PNG, WebP, GIF, PDF or plain text, up to {size} MB."),
            size=policy.ATTACHMENT_MAXIMUM_BYTES // 1024**2,
        ),
    )


class TicketForm(forms.Form):
    """A first question. Visitors say who they are."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Our answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    category = forms.ChoiceField(label=_("What is it about?"), choices=Ticket.Category.choices)
    subject = forms.CharField(label=_("In one line"), max_length=120)
    text = forms.CharField(
        label=_("What happened, and what did you expect?"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    file = _file()

    def __init__(self, *args: Any, is_member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_member:
            del self.fields["name"], self.fields["email"]


class AnswerForm(forms.Form):
    """More words in a ticket."""

    text = forms.CharField(label=_("Your answer"), max_length=TEXT_MOST, widget=forms.Textarea(attrs={"rows": 5}))
    file = _file()


class PageVersionForm(forms.ModelForm):
    """A draft. Its placeholders are known, or it is not saved."""

    class Meta:
        model = PageVersion
        fields = ("page", "title", "summary", "body", "changes", "effective_at")
        widgets = {"body": forms.Textarea(attrs={"rows": 30, "cols": 100})}

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].replace("\r\n", "\n").strip()
        text.check(body, numbers.today())
        return body

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        page = data.get("page")
        if self.instance.pk is None and page and page.versions.filter(status=PageVersion.Status.DRAFT).exists():
            raise ValidationError(_("There is a draft of this page already. Go on with that one."))
        return data


class PageForm(forms.ModelForm):
    """A new address of the help centre. Legal pages are made with the site."""

    class Meta:
        model = Page
        fields = ("slug", "topic", "position")

    def clean_topic(self) -> str:
        if self.cleaned_data["topic"] == Page.Topic.LEGAL:
            raise ValidationError(_("Legal pages come with the site."))
        return self.cleaned_data["topic"]
