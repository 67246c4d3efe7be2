"""What this app gives along when somebody takes their data, and forgets when they leave."""

from accounts import hooks
from accounts.exporting import Enclosed, Part, rows, safe
from accounts.models import User
from reelbyte.errors import Conflict, Refused
from reelbyte.storages import private_storage
from videos.actions.delete_video import delete_video
from videos.models import Video


def register() -> None:
    """Called once by `VideosConfig.ready`."""
    hooks.export("videos", _videos)
    hooks.anonymise(_forget)


def _videos(user: User) -> Part:
    own = Video.objects.filter(owner=user)
    told = rows(
        own, "public_id", "purpose", "title", "status", "original_name", "size", "sha256", "duration_ms", "width",
        "height", "codec", "ready_at",
    )  # fmt: skip
    storage = private_storage()
    return Part(
        {"videos": told},
        (
            Enclosed(f"{video.public_id}-{safe(video.original_name)}", storage, video.original_key, video.size)
            for video in own.filter(status__in=Video.WHOLE).order_by("size")
            if storage.exists(video.original_key)
        ),
    )


def _forget(user: User) -> None:
    """Films that nothing shows any more. What was delivered belongs to a contract, and stays."""
    for public_id in Video.objects.filter(owner=user, status__in=Video.WHOLE).values_list("public_id", flat=True):
        try:
            delete_video(user, public_id)
        except (Refused, Conflict):
            continue
