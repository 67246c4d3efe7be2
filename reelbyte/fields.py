"""Form fields that several apps use."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class MomentInput(forms.DateTimeInput):
    """The browser's own picker for a day and a time, in the viewer's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MultipleFileInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """Several files of one input."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        one = super().clean
        return [one(file, initial) for file in data] if data else []
