"""A gig's cover when the film on it was taken down."""

from gigs import hooks
from gigs.actions.pause import pause
from gigs.models import Gig
from videos.models import Video


def leave_film(video: Video) -> None:
    """The next film of each gig that shows `video` becomes its cover; a gig without another takes no orders.

    Runs inside the transaction that takes the film down.
    """
    for gig in Gig.objects.select_for_update(of=("self",)).filter(samples__video=video).order_by("pk"):
        others = gig.samples.filter(video__status=Video.Status.READY).exclude(video=video).select_related("video")
        if (other := others.first()) is not None:
            if gig.cover_id == video.pk:
                gig.cover = other.video
                gig.save(update_fields=["cover"])
            hooks.changed(gig.pk)
        elif gig.is_live:
            pause(gig, actor=None, reason="film taken down")
