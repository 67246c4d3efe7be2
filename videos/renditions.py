"""Which files are made for which purpose, and where they go."""

from django.core.files.storage import storages

from videos import placement
from videos.models import Rendition, Video

Kind = Rendition.Kind

KINDS: dict[str, tuple[str, ...]] = {
    Video.Purpose.PORTFOLIO: (Kind.POSTER, Kind.POSTER_SMALL, Kind.PREVIEW, Kind.MP4_720),
    Video.Purpose.SAMPLE: (Kind.POSTER, Kind.POSTER_SMALL, Kind.PREVIEW, Kind.MP4_720),
    Video.Purpose.MESSAGE: (Kind.POSTER, Kind.MP4_720),
    Video.Purpose.JOB: (Kind.POSTER, Kind.MP4_720),
    # The poster is taken from the review copy: what a client sees before release carries the watermark, all of it.
    Video.Purpose.DELIVERY: (Kind.WATERMARKED_1080, Kind.POSTER, Kind.MP4_720),
}
SUFFIXES: dict[str, str] = {
    Kind.POSTER: "webp",
    Kind.POSTER_SMALL: "webp",
    Kind.PREVIEW: "mp4",
    Kind.MP4_720: "mp4",
    Kind.WATERMARKED_1080: "mp4",
    Kind.STORYBOARD: "webp",
}
CONTENT_TYPES = {"mp4": "video/mp4", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


def kinds_for(purpose: str) -> tuple[str, ...]:
    return KINDS[purpose]


def place_of(video: Video, kind: str, suffix: str = "") -> tuple[str, str]:
    """Storage and key of that rendition: known beforehand, the same in every run."""
    storage = "public" if video.is_public else "private"
    return storage, f"{video.folder}/{kind}.{suffix or SUFFIXES[kind]}"


def remove(video: Video) -> None:
    """Delete what a run may have put into storage before it failed; rows of a ready video keep theirs."""
    if Video.objects.filter(pk=video.pk, status__in=Video.WHOLE).exists():
        return
    for kind in kinds_for(video.purpose):
        storage, key = place_of(video, kind)
        if storages[storage].exists(key):
            placement.remove(storage, key)
