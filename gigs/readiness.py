"""What a gig still lacks before anybody can order it."""

from django.utils.translation import gettext as _

from gigs.models import Gig
from reelbyte.errors import Refused

DESCRIPTION_MINIMUM_CHARACTERS = 80


def missing(gig: Gig) -> list[str]:
    """Sentences that say what to do; empty when it is whole."""
    lacks = []
    if not gig.packages.all():
        lacks.append(_("Offer at least one package with its price."))
    videos = [sample.video for sample in gig.samples.all()]
    if not videos:
        lacks.append(_("Add a film that shows what you make."))
    elif not any(video.is_ready for video in videos):
        lacks.append(_("Your film is still being processed. It only takes a moment."))
    if len(gig.description) < DESCRIPTION_MINIMUM_CHARACTERS:
        lacks.append(_("Describe the gig in %(count)s characters or more.") % {"count": DESCRIPTION_MINIMUM_CHARACTERS})
    return lacks


def require_whole(gig: Gig) -> None:
    """Raises Refused with everything that is missing."""
    if lacks := missing(gig):
        raise Refused(" ".join(lacks))
