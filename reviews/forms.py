"""Parse a review, and an answer to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models import CATEGORIES, Review

STAR_CHOICES = [(n, str(n)) for n in range(1, 6)]


class ReviewForm(forms.Form):
    """Stars for each category of a direction, and words."""

    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What would the next person like to know?"),
    )

    def __init__(self, direction: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = CATEGORIES[direction]
        for name in self.categories:
            label = Review._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name] = forms.TypedChoiceField(
                label=str(label).capitalize(),
                choices=STAR_CHOICES,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose 1 to 5 stars.")},
            )
        self.order_fields([*self.categories, "text"])

    @property
    def stars(self) -> dict[str, int]:
        """The ratings of a valid form, by category."""
        return {name: self.cleaned_data[name] for name in self.categories}


class ResponseForm(forms.Form):
    """The one public answer."""

    text = forms.CharField(
        label=_("Your public answer"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
