"""Staff say whether somebody is who they say they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import hooks
from accounts.models import IdentityCheck, User
from reelbyte import audit, clock, policy
from reelbyte.errors import Conflict, Refused


def approve_identity(actor: User, check: IdentityCheck, reason: str = "") -> IdentityCheck:
    """The person is verified, for as long as policy says. `reason` is staff's own note, not shown."""
    return _decide(actor, check, IdentityCheck.Status.APPROVED, reason)


def reject_identity(actor: User, check: IdentityCheck, reason: str) -> IdentityCheck:
    """The person reads `reason` and may send better pictures. Raises Refused without one."""
    if not reason.strip():
        raise Refused(_("Say why: the person reads it and can send better pictures."))
    return _decide(actor, check, IdentityCheck.Status.REJECTED, reason)


@transaction.atomic
def _decide(actor: User, given: IdentityCheck, status: str, reason: str) -> IdentityCheck:
    person = User.objects.select_for_update().get(pk=given.user_id)
    check = IdentityCheck.objects.select_for_update().get(pk=given.pk)
    if person.pk == actor.pk:
        raise Refused(_("Somebody else decides about you."))
    if check.status == status:
        return check
    if check.status != IdentityCheck.Status.WAITING:
        raise Conflict
    now = clock.now()
    check.status, check.decided_at, check.decided_by, check.reason = status, now, actor, reason.strip()[:500]
    check.files_until = now + policy.IDENTITY_FILES_KEPT
    if status == IdentityCheck.Status.APPROVED:
        check.valid_until = now + policy.IDENTITY_VALID
        mark_verified(person, now)
    check.save()
    audit.record(actor, f"accounts.identity_{status}", check, check.reason)
    hooks.identity_decided(check)
    return check


def mark_verified(person: User, at: datetime | None) -> None:
    """Set or take the mark, and tell those who keep a copy of it. Call it in the transaction that locked `person`."""
    person.identity_verified_at = at
    person.save(update_fields=["identity_verified_at"])
    hooks.verified_changed(person)
