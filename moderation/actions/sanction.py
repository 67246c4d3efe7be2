"""Staff do something about a person, or take down a thing of theirs, by a rule."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.limit import limit
from accounts.actions.suspend import ban, suspend
from accounts.models import User
from accounts.standing import check_may_sanction
from moderation import announcements, targets
from moderation.models import Report, Sanction
from reelbyte import audit
from reelbyte.errors import Refused

ABOUT_THE_PERSON = {Sanction.Kind.LIMIT: limit, Sanction.Kind.SUSPEND: suspend, Sanction.Kind.BAN: ban}


@transaction.atomic
def sanction(staff: User, person: User, *, kind: str, rule: str, reason: str, report: Report | None = None) -> Sanction:
    """Warn, limit, suspend or ban `person`, who is told the rule, the reason and how to appeal.

    Raises `Refused` as `check_may_sanction` does; `Conflict` as the account says.
    """
    check_may_sanction(staff, person, reason)
    if (action := ABOUT_THE_PERSON.get(Sanction.Kind(kind))) is not None:
        action(staff, person, reason)
    return _issue(staff, person, kind, rule, reason, report)


@transaction.atomic
def remove(staff: User, report: Report, reason: str) -> Sanction:
    """Take what was reported down by its own app's action; its owner is told the rule and the reason, and may appeal.

    Raises `Refused` as `check_may_sanction` does and for what cannot be taken down; `Conflict` as the thing says.
    """
    check_may_sanction(staff, report.owner, reason)
    target, thing = targets.get(report.kind), report.target
    if target is None or target.take_down is None or thing is None:
        raise Refused(_("This cannot be taken down. Decide about the person instead."))
    target.take_down(thing, actor=staff, reason=reason)
    return _issue(staff, report.owner, Sanction.Kind.REMOVE, report.rule, reason, report)


def _issue(staff: User, person: User, kind: str, rule: str, reason: str, report: Report | None) -> Sanction:
    made = Sanction.objects.create(
        user=person, kind=kind, rule=rule, reason=reason.strip(), report=report, issued_by=staff
    )
    made.refresh_from_db(fields=["public_id"])
    audit.record(staff, "moderation.sanctioned", person, reason, kind=kind, rule=rule)
    announcements.sanctioned(made)
    return made
