"""Count how busy a creator and a gig are, exactly."""

from django.db.models import QuerySet

from contracts.models import Contract
from contracts.transitions import ContractStatus
from creators.actions.record import record_work as record_for_profile
from creators.models import CreatorProfile
from gigs.actions.record import record_work as record_for_gig
from gigs.models import Gig


def recount(contract: Contract) -> None:
    """Write the queue and the finished contracts of this contract's creator and gig. Needs a transaction.

    In the queue are contracts that are paid for and live. The rows are locked before the counting, so that of
    two contracts that end at once the later count sees both.
    """
    profile = CreatorProfile.objects.select_for_update().filter(user_id=contract.creator_id).first()
    if profile is not None:
        record_for_profile(profile.pk, **_counts(Contract.objects.filter(creator_id=contract.creator_id)))
    gig = Gig.objects.select_for_update().filter(pk=contract.gig_id).first() if contract.gig_id else None
    if gig is not None:
        record_for_gig(gig.pk, **_counts(Contract.objects.filter(gig_id=gig.pk)))


def _counts(contracts: QuerySet[Contract]) -> dict[str, int]:
    funded = contracts.filter(funded_at__isnull=False)
    return {
        "queue_length": funded.filter(status=ContractStatus.ACTIVE).count(),
        "finished_count": funded.filter(status=ContractStatus.COMPLETED).count(),
    }
