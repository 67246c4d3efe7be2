"""Hand over a version."""

from collections.abc import Sequence
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.actions.mark_playable import start_silence
from contracts.keeping import keep_files
from contracts.models import Delivery, DeliveryFile, DeliveryVideo, Milestone
from contracts.models.delivery import file_key
from contracts.transitions import MilestoneStatus
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from videos.models import Video


def deliver(
    creator: User,
    milestone: Milestone,
    *,
    videos: Sequence[Video],
    files: Sequence[UploadedFile] = (),
    note: str = "",
) -> Delivery:
    """The next version, with `videos` of the creator's (purpose delivery) in their order. The clock stops.

    Sent twice with the same videos, it is the version of the first time. Delivered again before an answer, it
    replaces the version that waits. Raises `Refused` for videos that cannot be delivered, `Conflict` when
    nothing can be delivered now.
    """
    check(videos, files)
    with transaction.atomic():
        # Videos first: one that becomes ready brings its own lock and then asks for the contract's.
        videos = _lock_videos(creator, videos)
        milestone = locks.lock(milestone.pk)
        if (delivered := _delivered(milestone, videos)) is not None:
            return delivered
        was_waiting = milestone.status == MilestoneStatus.SUBMITTED
        if not was_waiting:
            milestone.submitted_at = clock.now()
        milestone.auto_release_at = milestone.remind_at = None
        milestone.deliveries.filter(status=Delivery.Status.WAITING).update(status=Delivery.Status.REPLACED)
        delivery = Delivery.objects.create(milestone=milestone, version=_next_version(milestone), note=note)
        event = moving.make(
            t.DELIVER,
            milestone,
            milestone.contract.party_of(creator),
            actor=creator,
            fields=["submitted_at", "auto_release_at", "remind_at"],
            version=delivery.version,
            delivery=str(delivery.public_id),
        )
        DeliveryVideo.objects.bulk_create(
            DeliveryVideo(delivery=delivery, video=video, position=position) for position, video in enumerate(videos)
        )
        playable = all(video.is_ready for video in videos)
        if playable:
            start_silence(milestone, delivery)
        keep_files(files, partial(DeliveryFile.objects.create, delivery=delivery), file_key)
        if event is not None:
            # One notice for one version: the client is called when there is something to watch.
            announcements.announce(event, to=[milestone.contract.client] if playable else [])
        return delivery


def check(videos: Sequence[Video], files: Sequence[UploadedFile]) -> None:
    """`Refused`, in words, for too little or too much."""
    if not videos:
        raise Refused(_("Add at least one video: it is what the client watches before paying out."))
    if len(videos) > policy.DELIVERY_VIDEOS_MAXIMUM or len(files) > policy.DELIVERY_FILES_MAXIMUM:
        raise Refused(
            _("A version has at most %(videos)s videos and %(files)s files.")
            % {"videos": policy.DELIVERY_VIDEOS_MAXIMUM, "files": policy.DELIVERY_FILES_MAXIMUM}
        )
    for file in files:
        if (file.size or 0) > policy.DELIVERY_FILE_MAXIMUM_BYTES:
            raise Refused(
                _("%(name)s is too large: a file beside the videos has at most %(most)s MB.")
                % {"name": file.name, "most": policy.DELIVERY_FILE_MAXIMUM_BYTES // 1024**2}
            )


def _lock_videos(creator: User, videos: Sequence[Video]) -> list[Video]:
    """The creator's videos as they are now, locked, in the order given."""
    wanted = [video.pk for video in videos]
    found = (
        Video.objects.select_for_update()
        .filter(pk__in=wanted, owner=creator, purpose=Video.Purpose.DELIVERY)
        .order_by("pk")
    )
    by_pk = {video.pk: video for video in found}
    if len(by_pk) != len(set(wanted)):
        raise Refused(_("One of the videos is not yours to deliver."))
    locked = [by_pk[pk] for pk in dict.fromkeys(wanted)]
    if any(video.status == Video.Status.UPLOADING for video in locked):
        raise Refused(_("A video is still being uploaded. Wait until it is complete."))
    if any(video.status == Video.Status.FAILED for video in locked):
        raise Refused(_("A video could not be processed. Take it out, or try it again."))
    return locked


def _delivered(milestone: Milestone, videos: Sequence[Video]) -> Delivery | None:
    """The version these very videos were delivered with; Conflict when they went elsewhere."""
    links = DeliveryVideo.objects.filter(video__in=videos).select_related("delivery")
    if not links:
        return None
    latest = milestone.deliveries.first()
    if latest is not None and len(links) == len(videos) and all(link.delivery_id == latest.pk for link in links):
        return latest
    raise Conflict(_("One of these videos has been delivered before. A new version needs a new upload."))


def _next_version(milestone: Milestone) -> int:
    return milestone.deliveries.count() + 1
