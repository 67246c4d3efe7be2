"""What people and staff type here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import Rule, Sanction


class ReportForm(forms.Form):
    """Which rule, and what is wrong."""

    rule = forms.ChoiceField(label=_("What is wrong?"), choices=Rule, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Tell us more"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only our staff read this."),
    )


class AppealForm(forms.Form):
    """The person's own words."""

    text = forms.CharField(
        label=_("How do you see it?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Somebody else of our staff reads this and looks at it again."),
    )


class DecisionForm(forms.Form):
    """What staff decide about a report; where the thing can go off the market, whether it does."""

    decision = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its owner reads this when it is taken down; it is kept in the trail."),
    )


class SanctionForm(forms.Form):
    """About the person."""

    kind = forms.ChoiceField(
        label=_("What to do"), choices=[(kind, Sanction.Kind(kind).label) for kind in Sanction.PERSONAL]
    )
    rule = forms.ChoiceField(label=_("By which rule"), choices=Rule)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this, and may appeal."),
    )


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    answer = forms.CharField(label=_("Answer"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
