"""The form's field: ids of what a script has uploaded, or the files themselves."""

from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from videos.forms import VideoField
from videos.models import Video
from videos.tests.test_models import make_video

pytestmark = pytest.mark.django_db


class ItemForm(forms.Form):
    title = forms.CharField()
    video = VideoField("portfolio")
    samples = VideoField("sample", multiple=True, maximum=2, required=False)

    def __init__(self, *arguments: Any, owner: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("video", "samples"):
            self.fields[name].owner = owner


def form(owner: Any, query: str, **files: list) -> ItemForm:
    return ItemForm(QueryDict(query), MultiValueDict(files), owner=owner)


def uploaded(owner: Any, **fields: Any) -> Video:
    return make_video(owner, **{"status": "uploaded", "received": 10, **fields})


def test_it_takes_the_persons_own_uploads_in_their_order(alice: Any) -> None:
    one, two = uploaded(alice, purpose="sample"), uploaded(alice, purpose="sample")
    reel = uploaded(alice)
    made = form(alice, f"title=x&video={reel.public_id}&samples={two.public_id}&samples={one.public_id}")
    assert made.is_valid(), made.errors
    assert made.cleaned_data["video"] == reel
    assert made.cleaned_data["samples"] == [two, one]


def test_the_last_one_chosen_counts(alice: Any) -> None:
    old, new = uploaded(alice), uploaded(alice)
    made = form(alice, f"title=x&video={old.public_id}&video={new.public_id}")
    assert made.is_valid()
    assert made.cleaned_data["video"] == new


@pytest.mark.parametrize(
    "fields",
    [{"status": "uploading"}, {"purpose": "message"}, {"status": "failed", "failure": "No", "failure_kind": "broken"}],
)
def test_it_takes_nothing_that_is_not_usable(alice: Any, fields: dict) -> None:
    video = uploaded(alice, **fields)
    assert not form(alice, f"title=x&video={video.public_id}").is_valid()


def test_it_takes_nothing_of_others_and_nothing_made_up(alice: Any, carol: Any) -> None:
    theirs = uploaded(carol)
    for value in (theirs.public_id, "x", "00000000-0000-0000-0000-000000000000", theirs.pk):
        assert "video" in form(alice, f"title=x&video={value}").errors


def test_it_asks_for_one_and_bounds_how_many(alice: Any) -> None:
    assert form(alice, "title=x").errors["video"] == ["Choose a video."]
    many = "&".join(f"samples={uploaded(alice, purpose='sample').public_id}" for _ in range(3))
    assert form(alice, f"title=x&{many}").errors["samples"] == ["At most 2 videos."]


def test_without_script_it_receives_the_file_and_keeps_it_when_another_field_is_wrong(alice: Any, clips: Path) -> None:
    file = SimpleUploadedFile("reel.mkv", (clips / "small.mkv").read_bytes())
    made = form(alice, "title=", video_file=[file])
    assert not made.is_valid()
    video = Video.objects.get()
    assert (video.status, made.cleaned_data["video"]) == ("uploaded", video)
    assert f'value="{video.public_id}"' in made.as_p()


def test_without_script_a_refusal_is_the_fields_error(alice: Any) -> None:
    made = form(alice, "title=x", video_file=[SimpleUploadedFile("a.mp4", b"<svg xmlns='x'></svg>")])
    assert "not a video we can read" in made.errors["video"][0]
    assert not Video.objects.exists()


def test_it_renders_what_is_attached(alice: Any) -> None:
    video = uploaded(alice, title="Sea & sand")
    page = ItemForm(owner=alice, initial={"video": video}).as_p()
    assert "Sea &amp; sand" in page
    assert 'data-purpose="portfolio"' in page
    assert 'name="video_file"' in page
    assert "500" in page
    assert ItemForm(owner=alice).is_multipart()


def test_it_knows_whether_it_was_changed(alice: Any) -> None:
    video, other = uploaded(alice), uploaded(alice)
    options = {"owner": alice, "initial": {"video": video, "title": "x"}}
    assert ItemForm(QueryDict(f"title=x&video={video.public_id}"), **options).changed_data == []
    assert ItemForm(QueryDict(f"title=x&video={other.public_id}"), **options).changed_data == ["video"]
