"""What this app gives along when somebody takes their data, and what stands in the way of leaving."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from contracts.models import (
    ChangeOrder,
    Contract,
    ContractEvent,
    Delivery,
    Dispute,
    Milestone,
    RevisionRequest,
    Tip,
)


def register() -> None:
    """Called once by `ContractsConfig.ready`."""
    hooks.export("contracts", _contracts)
    hooks.veto_deletion(_running)
    hooks.veto_deletion(_disputed)


def _contracts(user: User) -> Part:
    own = Contract.objects.filter(Q(client=user) | Q(creator=user))
    deliveries = Delivery.objects.filter(milestone__contract__in=own)
    return Part(
        {
            "contracts": rows(own, "public_id", "client__name", "creator__name", "title", "terms", "status", "currency",
                              "total_minor", "fee_bps", "created_at", "funded_at", "ended_at"),
            "milestones": rows(Milestone.objects.filter(contract__in=own), "public_id", "contract__public_id", "title",
                               "status", "amount_minor", "funded_minor", "released_minor", "refunded_minor", "due_at",
                               "released_at"),
            "deliveries": rows(deliveries, "public_id", "milestone__public_id", "version", "note", "created_at"),
            "rounds_of_changes": rows(RevisionRequest.objects.filter(delivery__in=deliveries), "delivery__public_id",
                                      "number", "text", "created_at"),
            "disputes": rows(Dispute.objects.of(user), "milestone__public_id", "reason", "status", "amount_minor",
                             "currency", "created_at"),
            "changes": rows(ChangeOrder.objects.filter(milestone__contract__in=own), "milestone__public_id", "kind",
                            "reason", "amount_minor", "delivery_days", "due_at", "status", "created_at"),
            "tips": rows(Tip.objects.filter(contract__in=own), "contract__public_id", "amount_minor", "currency",
                         "words", "status", "created_at"),
            "events": rows(ContractEvent.objects.filter(contract__in=own), "contract__public_id", "kind", "at"),
        }
    )  # fmt: skip


def _running(user: User) -> str:
    """A contract that runs holds another person's money or work."""
    count = Contract.objects.live().filter(Q(client=user) | Q(creator=user)).count()
    if not count:
        return ""
    first = ngettext("%(count)d contract of yours is running.", "%(count)d contracts of yours are running.", count)
    return f"{first % {'count': count}} {_('Finish or cancel what runs first: somebody is waiting for you.')}"


def _disputed(user: User) -> str:
    """Also after the contract has ended: money is divided by it."""
    if not Dispute.objects.live().of(user).exists():
        return ""
    return _("A disagreement of yours is open. It has to be settled or decided first.")
