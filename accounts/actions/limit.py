"""Let somebody finish what is under way and begin nothing new. Staff only; the reason is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import hooks
from accounts.models import User
from reelbyte import audit
from reelbyte.errors import Conflict, Refused


@transaction.atomic
def limit(actor: User, user: User, reason: str) -> User:
    """From active to limited (see `accounts.standing`). Raises Refused for oneself or without a reason."""
    if actor.pk == user.pk:
        raise Refused(_("You cannot limit yourself."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept."))
    person = User.objects.select_for_update().get(pk=user.pk)
    if person.is_superuser and not actor.is_superuser:
        raise Refused(_("Only a superuser can limit another."))
    if person.status == User.Status.LIMITED:
        return person
    if person.status != User.Status.ACTIVE:
        raise Conflict
    person.status = User.Status.LIMITED
    person.save(update_fields=["status"])
    audit.record(actor, "accounts.limited", person, reason)
    hooks.person_changed(person)
    return person
