"""Staff do something about a person, by a rule."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.limit import limit
from accounts.actions.suspend import ban, suspend
from accounts.models import User
from moderation import announcements
from moderation.models import Report, Sanction
from reelbyte import audit
from reelbyte.errors import Refused


def sanction(staff: User, person: User, *, kind: str, rule: str, reason: str, report: Report | None = None) -> Sanction:
    """Warn, limit, suspend or ban `person`, who is told the rule, the reason and how to appeal.

    Raises `Refused` for oneself, other staff's superiors and without a reason; `Conflict` as the account says.
    """
    if staff.pk == person.pk:
        raise Refused(_("You cannot sanction yourself."))
    if not reason.strip():
        raise Refused(_("Say why: the person reads it."))
    with transaction.atomic():
        if kind == Sanction.Kind.LIMIT:
            limit(staff, person, reason)
        elif kind == Sanction.Kind.SUSPEND:
            suspend(staff, person, reason)
        elif kind == Sanction.Kind.BAN:
            ban(staff, person, reason)
        made = Sanction.objects.create(
            user=person, kind=kind, rule=rule, reason=reason.strip(), report=report, issued_by=staff
        )
        made.refresh_from_db(fields=["public_id"])
        audit.record(staff, "moderation.sanctioned", person, reason, kind=kind, rule=rule)
        announcements.sanctioned(made)
        return made
