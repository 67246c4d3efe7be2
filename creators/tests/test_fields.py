"""What is typed as words and as lines."""

from django import forms

from creators.fields import LinesField, WordsField


class Sample(forms.Form):
    tags = WordsField(most=3)
    parts = LinesField(most=3)


def test_lines_are_typed_into_a_box_that_keeps_them() -> None:
    form = Sample({"tags": "drone, night", "parts": "One film\nCaptions"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["parts"] == ["One film", "Captions"]
    box = str(form["parts"])
    assert box.startswith("<textarea")
    assert "One film\nCaptions" in box


def test_tags_are_typed_without_a_capital() -> None:
    form = Sample({"tags": "Drone, #Night", "parts": "One film"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["tags"] == ["drone", "night"]
    assert 'autocapitalize="none"' in str(form["tags"])
