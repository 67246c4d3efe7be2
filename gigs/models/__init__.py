"""Gigs and what is in them."""

from gigs.models.content import FAQ, BriefQuestion, GigSample
from gigs.models.gig import Gig, GigEvent
from gigs.models.package import Aspect, Extra, Licence, Package, Resolution, Sound
from gigs.models.views import DailyViews

__all__ = [
    "FAQ",
    "Aspect",
    "BriefQuestion",
    "DailyViews",
    "Extra",
    "Gig",
    "GigEvent",
    "GigSample",
    "Licence",
    "Package",
    "Resolution",
    "Sound",
]
