"""The audit trail: one call, append-only."""

from django.db.models import Model

from reelbyte.models import AuditEntry


def record(actor: Model | None, action: str, target: Model | None = None, reason: str = "", **data: object) -> None:
    """Append an entry. `action` is a namespaced verb ("gigs.approved"); `data` must be JSON.

    `actor` None means the system itself. Call it inside the transaction of what it records.
    """
    AuditEntry.objects.create(
        actor_id=actor.pk if actor is not None else None,
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(getattr(target, "public_id", None) or target.pk) if target is not None else "",
        reason=reason,
        data=data,
    )
