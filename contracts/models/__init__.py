"""The work itself, as rows."""

from contracts.models.brief import BriefAnswer
from contracts.models.cancellation import CancellationRequest
from contracts.models.change import ChangeOrder
from contracts.models.contract import Contract, ContractQuerySet
from contracts.models.delivery import (
    Delivery,
    DeliveryFile,
    DeliveryVideo,
    RevisionRequest,
)
from contracts.models.dispute import Dispute, DisputeFile, DisputeStatement, SplitOffer
from contracts.models.event import ContractEvent
from contracts.models.milestone import Milestone
from contracts.models.tip import Tip

__all__ = [
    "BriefAnswer",
    "CancellationRequest",
    "ChangeOrder",
    "Contract",
    "ContractEvent",
    "ContractQuerySet",
    "Delivery",
    "DeliveryFile",
    "DeliveryVideo",
    "Dispute",
    "DisputeFile",
    "DisputeStatement",
    "Milestone",
    "RevisionRequest",
    "Tip",
    "SplitOffer",
]
