"""What reviews tells people."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register
from reviews.mails import fresh

kind = partial(Event, group=Group.MARKET, email_template="reviews/review", fresh=fresh)

register(kind("reviews.invited", _("A contract to review"), button=_("Write a review")))
register(kind("reviews.written", _("A review waits for yours"), button=_("Write yours")))
register(kind("reviews.published", _("A review about you"), button=_("Read it")))
register(kind("reviews.answered", _("An answer to your review"), button=_("Read it")))
