"""Keep the contract's total what its milestones come to."""

from django.db.models import Sum

from contracts.models import Contract
from contracts.transitions import MilestoneStatus


def retotal(contract: Contract) -> None:
    """Write the sum of the agreed milestones of a locked contract.

    What was called off before it was paid for and what is only proposed do not count. When nothing is left, the
    total stays what was last agreed: that much was called off.
    """
    agreed = contract.milestones.exclude(status__in=[MilestoneStatus.DRAFT, MilestoneStatus.CANCELLED])
    total = agreed.aggregate(total=Sum("amount_minor"))["total"]
    if total and total != contract.total_minor:
        contract.total_minor = total
        contract.save(update_fields=["total_minor"])
