"""What video templates need of Python."""

from django import template
from django.utils.translation import gettext as _

from videos.limits import Limits, limits_for
from videos.models import Rendition, Video
from videos.signing import signed_url

register = template.Library()


@register.simple_tag
def upload_limits(purpose: str) -> Limits:
    """`size` in bytes and `seconds` that may be uploaded for that purpose."""
    return limits_for(purpose)


@register.filter
def minutes(seconds: int) -> str:
    """180 -> "3 minutes"."""
    return _("%(minutes)d minutes") % {"minutes": seconds // 60}


@register.filter
def film_url(video: Video, kind: str = "") -> str:
    """Where the owner watches it: the public address, or a signed one for what is private; "" until it is ready.

    Only for pages that have authorised the viewer. `kind` "" is the best there is to watch.
    """
    if not video.is_whole:
        return ""
    kind = kind or (Rendition.Kind.MP4_720 if video.rendition(Rendition.Kind.MP4_720) else "")
    rendition = video.rendition(kind)
    if rendition is None:
        return ""
    return rendition.public_url or signed_url(video, kind)


@register.filter
def status_kind(video: Video) -> str:
    """The badge's colour."""
    kinds = {Video.Status.READY: "good", Video.Status.FAILED: "bad", Video.Status.TAKEN_DOWN: "bad"}
    return kinds.get(video.status, "info")  # type: ignore[call-overload]
