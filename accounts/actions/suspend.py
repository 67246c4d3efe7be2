"""Stop somebody from signing in, or let them in again. Staff only; the reason is kept."""

from django.db import transaction

from accounts import hooks
from accounts.models import User
from accounts.standing import check_may_sanction
from reelbyte import audit
from reelbyte.errors import Conflict


def suspend(actor: User, user: User, reason: str) -> User:
    """End `user`'s sessions and open pages at once. Raises Refused as `check_may_sanction` does."""
    return _stop(actor, user, reason, User.Status.SUSPENDED)


def ban(actor: User, user: User, reason: str) -> User:
    """The same, and meant to last: a suspended person can be banned, too."""
    return _stop(actor, user, reason, User.Status.BANNED)


@transaction.atomic
def _stop(actor: User, user: User, reason: str, status: str) -> User:
    # Without the key: rows that point at the person are written meanwhile, by who holds what the hooks then wait for.
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_may_sanction(actor, person, reason)
    if person.status == status:
        return person
    stoppable = {User.Status.ACTIVE, User.Status.LIMITED}
    if status == User.Status.BANNED:
        stoppable.add(User.Status.SUSPENDED)
    if person.status not in stoppable:
        raise Conflict
    before, person.status = person.status, status
    person.save(update_fields=["status"])
    audit.record(actor, f"accounts.{status}", person, reason, before=before)
    hooks.suspended(person)
    return person


@transaction.atomic
def reinstate(actor: User, user: User, reason: str) -> User:
    """Let a suspended or banned person in again, or take a limited one's limits away."""
    person = User.objects.select_for_update().get(pk=user.pk)
    if person.status == User.Status.ACTIVE:
        return person
    if person.status not in (User.Status.SUSPENDED, User.Status.BANNED, User.Status.LIMITED):
        raise Conflict
    before, person.status = person.status, User.Status.ACTIVE
    person.save(update_fields=["status"])
    audit.record(actor, "accounts.reinstated", person, reason, before=before)
    hooks.person_changed(person)
    return person
