"""Let go of identity files whose time is over, and of marks whose term is."""

from django.db import transaction

from accounts import hooks, identity_files
from accounts.actions.decide_identity import mark_verified
from accounts.models import IdentityCheck, User
from reelbyte import audit, clock

BATCH = 100


def delete_due_files() -> int:
    """Delete the files of checks whose appeal window has closed. Returns how many checks.

    The row forgets its folder only after the storage has: a worker killed in between finds it due again.
    """
    done = 0
    for check_id in _due(files_until__lte=clock.now()).exclude(folder="").values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            check = IdentityCheck.objects.select_for_update(skip_locked=True).filter(pk=check_id).first()
            if check is None or not check.has_files:
                continue
            forget_files(check)
            done += 1
    return done


def expire_due() -> int:
    """Take the mark of those whose check is too old. Returns how many."""
    done = 0
    due = _due(valid_until__lte=clock.now(), status=IdentityCheck.Status.APPROVED)
    for check_id, user_id in due.values_list("pk", "user_id")[:BATCH]:
        with transaction.atomic():
            person = User.objects.select_for_update().get(pk=user_id)
            check = IdentityCheck.objects.select_for_update().get(pk=check_id)
            if check.status != IdentityCheck.Status.APPROVED:
                continue
            check.status = IdentityCheck.Status.EXPIRED
            check.save(update_fields=["status"])
            mark_verified(person, None)
            audit.record(None, "accounts.identity_expired", check)
            hooks.identity_decided(check)
            done += 1
    return done


def forget_files(check: IdentityCheck) -> None:
    """Delete both files now, and say so in the trail. Needs the row locked."""
    identity_files.remove(check)
    check.folder = ""
    check.save(update_fields=["folder"])
    audit.record(None, "accounts.identity_files_deleted", check)


def _due(**columns: object):  # noqa: ANN202 - a queryset
    return IdentityCheck.objects.filter(**columns).order_by("pk")
