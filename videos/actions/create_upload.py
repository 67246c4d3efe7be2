"""Begin an upload: the row before the file."""

import secrets
import unicodedata
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from reelbyte import clock, policy
from reelbyte.errors import Refused, TooMany
from videos.limits import limits_for
from videos.models import Video, VideoEvent

NAME_LONGEST = 200
CREATORS_ONLY = (Video.Purpose.PORTFOLIO, Video.Purpose.SAMPLE, Video.Purpose.DELIVERY)


def create_upload(owner: AbstractBaseUser, purpose: str, *, filename: str, size: int) -> Video:
    """A row for a file of `size` bytes, under a key of our own; `filename` is only ever shown.

    Raises Refused (size, purpose) and TooMany (uploads open, uploads or bytes in a day).
    """
    _check_file(owner, purpose, size)
    with transaction.atomic():
        # The person's row is the lock under which their uploads are counted.
        get_user_model().objects.select_for_update(no_key=True).get(pk=owner.pk)
        _check_quota(owner, size)
        video = Video.objects.create(
            owner_id=owner.pk,
            purpose=purpose,
            original_key=f"originals/{secrets.token_hex(16)}",
            original_name=shown_name(filename),
            size=size,
        )
        VideoEvent.objects.create(video=video, actor_id=owner.pk, to_status=video.status)
    return video


def shown_name(filename: str) -> str:
    """The last part of what the browser called it, without anything that is not printed."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip()
    return name[-NAME_LONGEST:] or _("video")


def _check_file(owner: AbstractBaseUser, purpose: str, size: int) -> None:
    if purpose not in Video.Purpose.values:
        raise Refused(_("Videos are not uploaded for that."))
    if purpose in CREATORS_ONLY and not owner.is_creator:  # type: ignore[attr-defined]
        raise Refused(_("Only creators upload these. Add the creator role in your settings first."))
    if size <= 0:
        raise Refused(_("This file is empty."))
    most = limits_for(purpose).size
    if size > most:
        raise Refused(
            _("This file is too large: %(size)s, where at most %(most)s are taken.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)}
        )


def _check_quota(owner: AbstractBaseUser, size: int) -> None:
    theirs = Video.objects.filter(owner_id=owner.pk)
    if theirs.filter(status=Video.Status.UPLOADING).count() >= policy.UPLOADS_OPEN_MAXIMUM:
        raise TooMany(
            _("You have %(count)d unfinished uploads. Finish or cancel one of them first.")
            % {"count": policy.UPLOADS_OPEN_MAXIMUM}
        )
    today = theirs.filter(created_at__gt=clock.now() - timedelta(days=1))
    if today.count() >= policy.UPLOADS_A_DAY:
        raise TooMany(_("That is enough for one day: go on tomorrow."))
    if (today.aggregate(total=Sum("size"))["total"] or 0) + size > policy.UPLOAD_BYTES_A_DAY:
        raise TooMany(
            _("You may upload %(most)s in a day: go on tomorrow.") % {"most": filesizeformat(policy.UPLOAD_BYTES_A_DAY)}
        )
