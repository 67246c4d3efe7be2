"""Form fields of the market: amounts as people type them, lists of words, lists of lines."""

from typing import Any

from babel.numbers import format_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from reelbyte.money import Money


class AmountField(forms.CharField):
    """Text until the currency beside it is known: then `minor_of` reads it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **options)

    @staticmethod
    def typed(amount: Money | None) -> str:
        """An amount as its owner would type it: "150" or "150.5" in their notation, without the currency."""
        if amount is None:
            return ""
        return str(format_decimal(amount.units, format="0.###", locale=to_locale(get_language() or "en")))


def minor_of(form: forms.BaseForm, name: str, currency: str) -> int | None:
    """The minor units of what was typed into `name`; None for nothing, and for what is no positive amount.

    The sentence that says what to type instead lands on the field.
    """
    text = (form.cleaned_data.get(name) or "").strip()
    if not text or name in form.errors:
        return None
    try:
        minor = Money.parse(text, currency).minor
        if minor <= 0:
            raise ValueError(_("Enter more than nothing."))
    except ValueError as error:
        form.add_error(name, ValidationError(str(error), code="amount"))
        return None
    return minor


class WordsField(forms.CharField):
    """Words between commas: a list of small-lettered, single ones. `most` of them, each up to `longest` characters."""

    def __init__(self, *, most: int, longest: int = 30, **options: Any) -> None:
        self.most, self.longest = most, longest
        options.setdefault("widget", forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = super().to_python(value) or ""
        words = [" ".join(word.split()).lower().lstrip("#") for word in text.split(",")]
        return list(dict.fromkeys(filter(None, words)))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(_("Use %(most)s at most."), code="many", params={"most": self.most})
        if any(len(word) > self.longest for word in value):
            raise ValidationError(
                _("Keep each one under %(longest)s letters."), code="long", params={"longest": self.longest}
            )

    def run_validators(self, value: list[str]) -> None:
        for word in value:
            super().run_validators(word)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class LinesField(forms.CharField):
    """One thing a line: a list of lines."""

    def __init__(self, *, most: int, longest: int = 80, **options: Any) -> None:
        self.most, self.longest = most, longest
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**options)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [" ".join(line.split()) for line in (super().to_python(value) or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most or any(len(line) > self.longest for line in value):
            raise ValidationError(
                _("Use %(most)s lines at most, %(longest)s letters each."),
                code="lines",
                params={"most": self.most, "longest": self.longest},
            )

    def run_validators(self, value: list[str]) -> None:
        for line in value:
            super().run_validators(line)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value
