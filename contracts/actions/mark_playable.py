"""A delivered video can be watched, or never will be: videos says so, in the transaction that knows."""

from contracts import announcements, locks, moving, rules
from contracts import transitions as t
from contracts.actions.start_clock import start_clock
from contracts.models import Delivery, DeliveryVideo, Milestone
from contracts.transitions import MilestoneStatus, Party
from reelbyte import clock, policy
from videos.models import Video


def mark_playable(video: Video) -> None:
    """Once every video of a version can be watched, the client's time to answer begins.

    A version that had failed and is mended by a second try waits for its answer again.
    """
    delivery, milestone = _locked(video)
    if delivery is None or milestone is None or delivery.playable_at is not None or not _is_whole(delivery):
        return
    if delivery.status == Delivery.Status.FAILED and _is_latest(milestone, delivery):
        if moving.make(t.RESTORE_DELIVERY, milestone, Party.SYSTEM, version=delivery.version) is None:
            return
        delivery.status = Delivery.Status.WAITING
        delivery.save(update_fields=["status"])
    if delivery.status == Delivery.Status.WAITING and milestone.status == MilestoneStatus.SUBMITTED:
        start_silence(milestone, delivery)
        event = moving.tell(
            milestone.contract,
            "playable",
            milestone=milestone,
            version=delivery.version,
            delivery=str(delivery.public_id),
        )
        announcements.announce(event, to=[milestone.contract.client])
    else:
        delivery.playable_at = clock.now()
        delivery.save(update_fields=["playable_at"])


def fail_delivery(video: Video) -> None:
    """A preview that cannot be made is no delivery: the milestone is in work again, under its old deadline."""
    delivery, milestone = _locked(video)
    if delivery is None or milestone is None or delivery.status != Delivery.Status.WAITING:
        return
    delivery.status = Delivery.Status.FAILED
    delivery.save(update_fields=["status"])
    if milestone.status != MilestoneStatus.SUBMITTED:
        return  # called off meanwhile: there is no work to go on with
    event = moving.make(
        t.FAIL_DELIVERY,
        milestone,
        Party.SYSTEM,
        version=delivery.version,
        delivery=str(delivery.public_id),
        why=video.failure,
    )
    start_clock(milestone)  # where the brief was answered meanwhile, there is none yet
    if event is not None:
        announcements.announce(event, to=[milestone.contract.creator])


def start_silence(milestone: Milestone, delivery: Delivery) -> None:
    """From now on the client can watch `delivery`, and silence accepts it at a moment that is written down."""
    now = clock.now()
    delivery.playable_at = now
    delivery.save(update_fields=["playable_at"])
    milestone.auto_release_at = now + milestone.contract.auto_accept
    milestone.remind_at = rules.next_reminder(now, now, policy.AUTO_ACCEPT_REMINDERS)
    milestone.save(update_fields=["auto_release_at", "remind_at"])


def _locked(video: Video) -> tuple[Delivery | None, Milestone | None]:
    link = DeliveryVideo.objects.filter(video=video).select_related("delivery").first()
    if link is None:
        return None, None  # uploaded, and not delivered yet
    milestone = locks.lock(link.delivery.milestone_id)
    return milestone.deliveries.get(pk=link.delivery_id), milestone


def _is_whole(delivery: Delivery) -> bool:
    return not delivery.video_links.exclude(video__status=Video.Status.READY).exists()


def _is_latest(milestone: Milestone, delivery: Delivery) -> bool:
    restorable = milestone.status in (MilestoneStatus.FUNDED, MilestoneStatus.REVISION_REQUESTED)
    return restorable and not milestone.deliveries.filter(version__gt=delivery.version).exists()
