"""Load and authorise: the first line of every view. A stranger's contract does not exist."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from contracts.models import (
    CancellationRequest,
    ChangeOrder,
    Contract,
    DeliveryFile,
    DeliveryVideo,
    Dispute,
    DisputeFile,
    Milestone,
    SplitOffer,
)
from contracts.transitions import Party

_UP_FROM_DISPUTE = ("milestone__contract__client", "milestone__contract__creator", "milestone__contract__conversation")


def contract_for(user: User, public_id: UUID) -> Contract:
    """The contract, if `user` is a party of it; else 404."""
    found = Contract.objects.of(user).select_related("client", "creator", "gig", "conversation")
    return _or_404(found.filter(public_id=public_id).first())


def milestone_for(user: User, public_id: UUID, *, as_party: Party | None = None) -> Milestone:
    """The milestone with its contract, if `user` is a party (that party, where one is named); else 404.

    Nothing is locked here: the action locks and looks again.
    """
    found = Milestone.objects.select_related("contract__client", "contract__creator", "contract__conversation")
    found = found.filter(contract__in=Contract.objects.of(user), public_id=public_id)
    if as_party is not None:
        found = found.filter(**{f"contract__{as_party.value}": user})
    return _or_404(found.first())


def cancellation_for(user: User, public_id: UUID) -> CancellationRequest:
    """The wish to cancel, if it is about a contract of `user`'s; else 404."""
    found = CancellationRequest.objects.select_related("milestone__contract")
    return _or_404(found.filter(milestone__contract__in=Contract.objects.of(user), public_id=public_id).first())


def change_for(user: User, public_id: UUID) -> ChangeOrder:
    """The change order, if it is about a contract of `user`'s; else 404."""
    found = ChangeOrder.objects.select_related("milestone__contract")
    return _or_404(found.filter(milestone__contract__in=Contract.objects.of(user), public_id=public_id).first())


def dispute_for(user: User, public_id: UUID) -> Dispute:
    """The dispute, if it is about a contract of `user`'s; else 404."""
    found = Dispute.objects.of(user).select_related("opened_by", *_UP_FROM_DISPUTE)
    return _or_404(found.filter(public_id=public_id).first())


def split_for(user: User, public_id: UUID) -> SplitOffer:
    """The split offer, if it is about a contract of `user`'s; else 404."""
    found = SplitOffer.objects.filter(dispute__in=Dispute.objects.of(user), public_id=public_id)
    return _or_404(found.select_related(*(f"dispute__{name}" for name in _UP_FROM_DISPUTE)).first())


def dispute_file_for(user: User, public_id: UUID) -> DisputeFile:
    """A file of the evidence: for both sides, and for staff who may read disputes; else 404."""
    disputes = Dispute.objects.all() if user.has_perm("contracts.view_dispute") else Dispute.objects.of(user)
    return _or_404(DisputeFile.objects.filter(statement__dispute__in=disputes, public_id=public_id).first())


def delivered_video_for(user: User, public_id: UUID) -> DeliveryVideo:
    """A delivered video whose original `user` may have now; else 404."""
    found = DeliveryVideo.objects.select_related("delivery__milestone__contract", "video")
    link = _or_404(
        found.filter(delivery__milestone__contract__in=Contract.objects.of(user), video__public_id=public_id).first()
    )
    if not may_have_originals(user, link.delivery.milestone):
        raise Http404
    return link


def delivered_file_for(user: User, public_id: UUID) -> DeliveryFile:
    """A delivered file `user` may download now; else 404."""
    found = DeliveryFile.objects.select_related("delivery__milestone__contract")
    file = _or_404(
        found.filter(
            delivery__milestone__contract__in=Contract.objects.of(user),
            public_id=public_id,
        ).first()
    )
    if not may_have_originals(user, file.delivery.milestone):
        raise Http404
    return file


def may_have_originals(user: User, milestone: Milestone) -> bool:
    """The creator always, the client from the release on: what is not paid out is not handed out."""
    return milestone.contract.creator_id == user.pk or milestone.is_paid_out


def _or_404[Row](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
