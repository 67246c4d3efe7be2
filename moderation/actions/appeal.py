"""Answer a sanction, and have it looked at again by somebody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.suspend import reinstate
from accounts.models import User
from moderation import announcements, targets
from moderation.models import Sanction
from reelbyte import audit, clock
from reelbyte.errors import Conflict, Refused

Status = Sanction.Status
HOLDING = (Sanction.Kind.LIMIT, Sanction.Kind.SUSPEND, Sanction.Kind.BAN)


def appeal(sanction: Sanction, *, text: str) -> Sanction:
    """The person's own words, once. Raises `Conflict` when it was decided already."""
    with transaction.atomic():
        sanction = _locked(sanction)
        if sanction.status == Status.APPEALED and sanction.appeal == text:
            return sanction
        if not sanction.may_appeal:
            raise Conflict(_("An appeal can be made once, and this one has been."))
        sanction.status, sanction.appeal, sanction.appealed_at = Status.APPEALED, text, clock.now()
        sanction.save(update_fields=["status", "appeal", "appealed_at"])
        audit.record(sanction.user, "moderation.appealed", sanction)
        return sanction


def confirm(sanction: Sanction, *, staff: User, answer: str) -> Sanction:
    """It stands after all."""
    return _decide(sanction, Status.CONFIRMED, staff, answer, sources=(Status.APPEALED,))


def lift(sanction: Sanction, *, staff: User, answer: str) -> Sanction:
    """It is taken back: a thing is where it was, an account as free as the sanctions that still stand leave it."""
    return _decide(sanction, Status.LIFTED, staff, answer, sources=(Status.APPEALED, Status.STANDING))


def _locked(sanction: Sanction) -> Sanction:
    return Sanction.objects.select_for_update(of=("self",)).select_related("user", "report").get(pk=sanction.pk)


def _decide(sanction: Sanction, status: str, staff: User, answer: str, *, sources: tuple[str, ...]) -> Sanction:
    with transaction.atomic():
        sanction = _locked(sanction)
        if sanction.status == status:
            return sanction
        if sanction.status not in sources:
            raise Conflict(_("This was decided meanwhile."))
        if not answer.strip():
            raise Refused(_("Say why: the person reads it."))
        if status == Status.CONFIRMED and sanction.issued_by_id == staff.pk:
            raise Refused(_("Somebody else looks at an appeal than who issued the sanction."))
        sanction.status, sanction.answer = status, answer.strip()
        sanction.decided_by, sanction.decided_at = staff, clock.now()
        sanction.save(update_fields=["status", "answer", "decided_by", "decided_at"])
        audit.record(staff, f"moderation.sanction_{status}", sanction, sanction.answer)
        if status == Status.LIFTED:
            _undo(sanction, staff)
        announcements.appeal_decided(sanction)
        return sanction


def _undo(sanction: Sanction, staff: User) -> None:
    """Another sanction that still stands holds the account where it is."""
    if sanction.report is not None and sanction.kind == Sanction.Kind.REMOVE:
        target, thing = targets.get(sanction.report.kind), sanction.report.target
        if target is not None and target.restore is not None and thing is not None:
            target.restore(thing, actor=staff, reason=sanction.answer)
        return
    others = Sanction.objects.filter(user=sanction.user, kind__in=HOLDING).exclude(status=Status.LIFTED)
    if sanction.kind in HOLDING and not others.exists():
        reinstate(staff, sanction.user, sanction.answer)
