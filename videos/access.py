"""Load and authorise: whose video is it. A stranger gets 404."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from videos.models import Video


def video_for(user: AbstractBaseUser | AnonymousUser, public_id: UUID, *, lock: bool = False) -> Video:
    """The person's own video. `lock` inside a transaction. Raises Http404."""
    videos = Video.objects.select_for_update(no_key=True) if lock else Video.objects.with_renditions()
    try:
        return videos.get(owner_id=user.pk, public_id=public_id)
    except Video.DoesNotExist:
        raise Http404 from None


def owned_videos(user: AbstractBaseUser, public_ids: Iterable[str | UUID], purpose: str) -> list[Video]:
    """The person's own completely uploaded videos of that purpose, in the order of `public_ids`.

    They may still be processing. Raises ValidationError if one is not theirs, of another purpose, unfinished or
    failed: a form shows it as its field's error.
    """
    wanted = list(dict.fromkeys(_uuid(value) for value in public_ids))
    own = Video.objects.filter(owner_id=user.pk, purpose=purpose, status__in=Video.USABLE)
    found = {video.public_id: video for video in own.filter(public_id__in=wanted)}
    if len(found) != len(wanted):
        raise ValidationError(
            _("One of these videos is not ready to be used: upload it again."),
            code="video",
        )
    return [found[public_id] for public_id in wanted]


def _uuid(value: str | UUID) -> UUID:
    try:
        return value if isinstance(value, UUID) else UUID(value)
    except ValueError:
        raise ValidationError(_("That is not a video of yours."), code="video") from None
