"""What came to each queue, and when it was dealt with: rows annotated with `came` and, once they went, `went`.

What keeps no such columns is read from its own append-only events: it waited from the event that brought it there
until the next one.
"""

from typing import Any

from django.db.models import Case, F, Min, Model, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from contracts.models import ContractEvent, Dispute
from gigs.models import Gig, GigEvent
from payments.models import MoneyEvent, Operation, PaymentIntent
from support.models import Ticket, TicketMessage


def columns(model: type[Model], came: str, went: str) -> QuerySet[Any]:
    """Of rows that remember both themselves."""
    rows = model._default_manager.filter(**{f"{came}__isnull": False})
    return rows.annotate(came=F(came), went=F(went))


def disputes() -> QuerySet[Any]:
    """From when the two had found no split by themselves."""
    closed = Dispute.objects.filter(milestone=OuterRef("milestone"), opened_at__lte=OuterRef("at"))
    went = Subquery(closed.order_by("-opened_at").values("closed_at")[:1])
    return ContractEvent.objects.filter(kind="dispute_with_staff").annotate(came=F("at"), went=went)


def gigs() -> QuerySet[Any]:
    """Each time one was handed in."""
    return _until_next(GigEvent.objects.filter(to_status=Gig.Status.IN_REVIEW), "gig")


def operations() -> QuerySet[Any]:
    """Each time the gateway had refused for good."""
    return _until_next(
        MoneyEvent.objects.filter(to_status=Operation.Status.FAILED, operation__isnull=False), "operation"
    )


def payments() -> QuerySet[Any]:
    """From when money came that nothing waited for any more."""
    quarantined = MoneyEvent.objects.filter(to_status=PaymentIntent.Status.QUARANTINED, intent__isnull=False)
    return _until_next(quarantined, "intent")


def questions() -> QuerySet[Any]:
    """Until staff wrote next; or the person found the answer alone."""
    answers = TicketMessage.objects.filter(ticket=OuterRef("ticket"), is_staff=True, pk__gt=OuterRef("pk"))
    alone = Case(When(~Q(ticket__status=Ticket.Status.OPEN), then=F("ticket__turned_at")))
    answered = Subquery(answers.order_by("pk").values("created_at")[:1])
    return TicketMessage.objects.filter(is_staff=False).annotate(came=F("created_at"), went=Coalesce(answered, alone))


def _until_next(events: QuerySet[Any], of: str) -> QuerySet[Any]:
    later = events.model._default_manager.order_by().filter(**{of: OuterRef(of), "pk__gt": OuterRef("pk")})
    return events.annotate(came=F("at"), went=Subquery(later.values(of).annotate(first=Min("at")).values("first")))
