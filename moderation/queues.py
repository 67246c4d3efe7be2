"""What waits for staff everywhere, with the age of the oldest: one query for all queues together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityCheck
from contracts.disputes import DisputeStatus
from contracts.models import Dispute
from gigs.models import Gig
from messaging.models import HeldMessage
from moderation import waits
from moderation.models import Report, Sanction
from payments.models import Operation, PaymentIntent
from support.models import Ticket


@dataclass(frozen=True)
class Queue:
    """`model` named "app_model" for its desk; `waiting` picks the rows, `since` names the column of their age.

    `waits` is what ever waited there, as in `moderation.waits`.
    """

    title: Any
    model: str
    waiting: Callable[[], QuerySet[Any]]
    since: str
    narrowed: str
    waits: Callable[[], QuerySet[Any]]

    @property
    def right(self) -> str:
        app, model = self.model.split("_")
        return f"{app}.view_{model}"

    @property
    def url(self) -> str:
        return f"{reverse(f'admin:{self.model}_changelist')}?{self.narrowed}"


QUEUES = (
    Queue(
        _("Disputes to decide"),
        "contracts_dispute",
        lambda: Dispute.objects.filter(status=DisputeStatus.WITH_STAFF),
        "updated_at",
        "status__exact=with_staff",
        waits.disputes,
    ),
    Queue(
        _("Reports"),
        "moderation_report",
        lambda: Report.objects.filter(status=Report.Status.OPEN),
        "created_at",
        "status__exact=open",
        lambda: waits.columns(Report, "created_at", "decided_at"),
    ),
    Queue(
        _("Held messages"),
        "messaging_heldmessage",
        lambda: HeldMessage.objects.filter(status=HeldMessage.Status.WAITING),
        "held_at",
        "status__exact=waiting",
        lambda: waits.columns(HeldMessage, "held_at", "decided_at"),
    ),
    Queue(
        _("Appeals"),
        "moderation_sanction",
        lambda: Sanction.objects.filter(status=Sanction.Status.APPEALED),
        "appealed_at",
        "status__exact=appealed",
        lambda: waits.columns(Sanction, "appealed_at", "decided_at"),
    ),
    Queue(
        _("Verifications"),
        "accounts_identitycheck",
        lambda: IdentityCheck.objects.filter(status=IdentityCheck.Status.WAITING),
        "created_at",
        "status__exact=waiting",
        lambda: waits.columns(IdentityCheck, "created_at", "decided_at"),
    ),
    Queue(
        _("Gigs in review"),
        "gigs_gig",
        lambda: Gig.objects.filter(status=Gig.Status.IN_REVIEW),
        "updated_at",
        "status__exact=in_review",
        waits.gigs,
    ),
    Queue(
        _("Questions"),
        "support_ticket",
        lambda: Ticket.objects.filter(status=Ticket.Status.OPEN),
        "turned_at",
        "status__exact=open",
        waits.questions,
    ),
    Queue(
        _("Payouts and refunds held up"),
        "payments_operation",
        lambda: Operation.objects.filter(status=Operation.Status.FAILED),
        "updated_at",
        "status__exact=failed",
        waits.operations,
    ),
    Queue(
        _("Payments in quarantine"),
        "payments_paymentintent",
        lambda: PaymentIntent.objects.filter(status=PaymentIntent.Status.QUARANTINED),
        "updated_at",
        "status__exact=quarantined",
        waits.payments,
    ),
)


@dataclass(frozen=True)
class Waiting:
    """A queue as it stands. `oldest` is None when nothing waits."""

    title: Any
    url: str
    count: int
    oldest: datetime | None


def waiting(user: Any) -> list[Waiting]:
    """The queues whose desk `user` may read, each with what waits. One query."""
    shown = [queue for queue in QUEUES if user.has_perm(queue.right)]
    counted = [
        queue.waiting()
        .order_by()
        .annotate(queue=Value(queue.model))
        .values("queue")
        .annotate(count=Count("pk"), oldest=Min(queue.since))
        .values_list("queue", "count", "oldest")
        .order_by()
        for queue in shown
    ]
    found = {}
    if counted:
        found = {model: (count, oldest) for model, count, oldest in counted[0].union(*counted[1:], all=True).order_by()}
    return [Waiting(queue.title, queue.url, *found.get(queue.model, (0, None))) for queue in shown]
