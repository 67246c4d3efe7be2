"""One resource, one view."""

from contracts.views.acceptances import acceptance_create
from contracts.views.briefs import brief_update
from contracts.views.cancellations import (
    cancellation_accept,
    cancellation_create,
    cancellation_decline,
    cancellation_withdraw,
)
from contracts.views.changes import change_accept, change_create, change_decline, change_withdraw, extension_create
from contracts.views.contracts import contract_detail, contract_list
from contracts.views.deliveries import delivery_create
from contracts.views.disputes import (
    dispute_create,
    dispute_detail,
    dispute_file,
    dispute_withdraw,
    split_accept,
    split_create,
    split_decline,
    statement_create,
)
from contracts.views.downloads import file_download, original_download
from contracts.views.fundings import funding_create, funding_of_several
from contracts.views.milestones import agreement_create, milestone_create, milestone_edit
from contracts.views.offers import offer_acceptance_create
from contracts.views.orders import order_create
from contracts.views.revisions import revision_create
from contracts.views.thanks import repeat_create, tip_create

__all__ = [
    "acceptance_create",
    "agreement_create",
    "brief_update",
    "cancellation_accept",
    "cancellation_create",
    "cancellation_decline",
    "cancellation_withdraw",
    "change_accept",
    "change_create",
    "change_decline",
    "change_withdraw",
    "contract_detail",
    "contract_list",
    "delivery_create",
    "extension_create",
    "dispute_create",
    "dispute_detail",
    "dispute_file",
    "dispute_withdraw",
    "file_download",
    "funding_create",
    "funding_of_several",
    "milestone_create",
    "milestone_edit",
    "offer_acceptance_create",
    "order_create",
    "original_download",
    "repeat_create",
    "revision_create",
    "tip_create",
    "split_accept",
    "split_create",
    "split_decline",
    "statement_create",
]
