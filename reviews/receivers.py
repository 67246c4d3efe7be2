"""When a contract ends, both sides are asked how it went."""

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.hooks import on_ended
from contracts.models import Contract
from notifications import notify


@on_ended
def invite(contract: Contract) -> None:
    """Ask both parties of a contract that was funded and has ended."""
    if contract.funded_at is None:
        return
    for person, other in (
        (contract.client, contract.creator),
        (contract.creator, contract.client),
    ):
        notify(
            "reviews.invited",
            person,
            key=str(contract.public_id),
            url=reverse("reviews:review-create", args=[contract.public_id]),
            text=_("How was working with %(name)s? Reviews stay hidden until you both have written.")
            % {"name": other.display_name},
        )
