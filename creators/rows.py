"""Forms with rows that repeat: one more row on asking, without a word about what is not filled in yet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict


def one_more(data: QueryDict, prefix: str, most: int) -> QueryDict:
    """What was posted, with one more row (of `most`) in the formset `prefix`; a count that is no number is none."""
    data = data.copy()
    try:
        rows = int(data.get(f"{prefix}-TOTAL_FORMS") or 0)
    except ValueError:
        rows = 0
    data[f"{prefix}-TOTAL_FORMS"] = str(min(max(rows, 0) + 1, most))
    return data


def forgive(some: Iterable[Any]) -> None:
    """Take every error off these forms and formsets: nobody is scolded for asking for a row."""
    for form in some:
        if isinstance(form, forms.BaseFormSet):
            form._errors = [{} for _row in form.forms]  # type: ignore[attr-defined]
            form._non_form_errors = form.error_class()  # type: ignore[attr-defined]
            forgive(form.forms)
        else:
            form._errors = ErrorDict()
