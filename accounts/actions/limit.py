"""Let somebody finish what is under way and begin nothing new. Staff only; the reason is kept."""

from django.db import transaction

from accounts import hooks
from accounts.models import User
from accounts.standing import check_may_sanction
from reelbyte import audit
from reelbyte.errors import Conflict


@transaction.atomic
def limit(actor: User, user: User, reason: str) -> User:
    """From active to limited (see `accounts.standing`). Raises Refused as `check_may_sanction` does."""
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_may_sanction(actor, person, reason)
    if person.status == User.Status.LIMITED:
        return person
    if person.status != User.Status.ACTIVE:
        raise Conflict
    person.status = User.Status.LIMITED
    person.save(update_fields=["status"])
    audit.record(actor, "accounts.limited", person, reason)
    hooks.person_changed(person)
    return person
