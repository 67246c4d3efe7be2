"""What the two sides of an offer are told. Each belongs inside the transaction of what it tells about."""

from django.utils.translation import gettext as _

from accounts.models import User
from notifications import notify
from proposals.models import Offer


def made(offer: Offer) -> None:
    """Who answers it: here it is, or here is another for yours."""
    kind = "proposals.offer_countered" if offer.counter_of_id else "proposals.offer_made"
    sentence = (
        _("%(name)s answers your offer with another: “%(title)s” for %(total)s.")
        if offer.counter_of_id
        else _("%(name)s offers you “%(title)s” for %(total)s.")
    )
    _tell(offer, kind, _other(offer), sentence, actor=offer.made_by, quote=offer.message or offer.scope[:400])


def declined(offer: Offer) -> None:
    """Who made it: no, and why."""
    sentence = _("%(name)s declined your offer “%(title)s”.")
    _tell(offer, "proposals.offer_declined", offer.made_by, sentence, actor=_other(offer), quote=offer.reason)


def withdrawn(offer: Offer) -> None:
    """Who would have answered it: it is off the table."""
    sentence = _("The offer “%(title)s” was taken back.")
    _tell(offer, "proposals.offer_withdrawn", _other(offer), sentence, actor=offer.made_by, quote=offer.reason)


def expired(offer: Offer) -> None:
    """Both: nobody answered in time."""
    sentence = _("The offer “%(title)s” was not answered in time.")
    for person in (offer.client, offer.creator):
        _tell(offer, "proposals.offer_expired", person, sentence, actor=None)


def _tell(offer: Offer, kind: str, to: User, sentence: str, *, actor: User | None, quote: str = "") -> None:
    name = actor.display_name if actor is not None else ""
    notify(
        kind,
        to,
        key=str(offer.public_id),
        url=offer.get_absolute_url(),
        text=sentence % {"name": name, "title": offer.title, "total": offer.total},
        actor=actor,
        context={
            "title": offer.title,
            "facts": [[str(_("Price")), str(offer.total)]],
            "quote": quote,
            "quote_from": name if quote else "",
        },
    )


def _other(offer: Offer) -> User:
    return offer.creator if offer.made_by_id == offer.client_id else offer.client
