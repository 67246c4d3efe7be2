"""One resource, one view."""

from contracts.views.acceptances import acceptance_create
from contracts.views.briefs import brief_update
from contracts.views.cancellations import (
    cancellation_accept,
    cancellation_create,
    cancellation_decline,
    cancellation_withdraw,
)
from contracts.views.contracts import contract_detail, contract_list
from contracts.views.deliveries import delivery_create
from contracts.views.downloads import file_download, original_download
from contracts.views.fundings import funding_create
from contracts.views.orders import order_create
from contracts.views.revisions import revision_create

__all__ = [
    "acceptance_create",
    "brief_update",
    "cancellation_accept",
    "cancellation_create",
    "cancellation_decline",
    "cancellation_withdraw",
    "contract_detail",
    "contract_list",
    "delivery_create",
    "file_download",
    "funding_create",
    "order_create",
    "original_download",
    "revision_create",
]
