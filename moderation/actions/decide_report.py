"""Staff look at a report."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from moderation import announcements
from moderation.actions.sanction import remove
from moderation.models import Report
from reelbyte import audit, clock
from reelbyte.errors import Conflict, Refused


def dismiss(report: Report, *, staff: User, decision: str) -> Report:
    """No rule was broken. Raises `Refused` without a reason, `Conflict` when it was upheld."""
    with transaction.atomic():
        report = _locked(report)
        if report.status != Report.Status.DISMISSED:
            _decide(report, Report.Status.DISMISSED, staff, decision)
        return report


def uphold(report: Report, *, staff: User, decision: str, take_down: bool = False) -> Report:
    """A rule was broken. With `take_down` the thing goes off the market by its own app's action, and its owner is
    told the rule and `decision`, and may appeal. Every open report of the same thing is upheld with it.

    Raises `Refused` without a reason and for what cannot be taken down, `Conflict` when it was dismissed.
    """
    with transaction.atomic():
        report = _locked(report)
        if report.status == Report.Status.UPHELD:
            return report
        if take_down:
            remove(staff, report, decision)
        same = Report.objects.select_for_update().filter(
            content_type=report.content_type_id, object_id=report.object_id, status=Report.Status.OPEN
        )
        for one in same.exclude(pk=report.pk):
            _decide(one, Report.Status.UPHELD, staff, decision)
        _decide(report, Report.Status.UPHELD, staff, decision)
        return report


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("reporter", "owner").get(pk=report.pk)


def _decide(report: Report, status: str, staff: User, decision: str) -> None:
    if report.status != Report.Status.OPEN:
        raise Conflict(_("This report was decided meanwhile."))
    if not decision.strip():
        raise Refused(_("Say why: whoever reported it is told that you looked, and the reason is kept."))
    report.status, report.decided_by, report.decided_at = status, staff, clock.now()
    report.decision = decision.strip()
    report.save(update_fields=["status", "decided_by", "decided_at", "decision"])
    audit.record(staff, f"moderation.report_{status}", report, report.decision, kind=report.kind)
    announcements.decided(report)
