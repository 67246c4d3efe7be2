"""What reviews tells people."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, register

register(Event(kind="reviews.invited", title=_("A contract to review"), essential=False))
register(Event(kind="reviews.written", title=_("A review waits for yours"), essential=False))
register(Event(kind="reviews.published", title=_("A review about you"), essential=False))
register(Event(kind="reviews.answered", title=_("An answer to your review"), essential=False))
