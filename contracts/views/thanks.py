"""After the work: a tip, or the same again."""

from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import member_required
from contracts.access import contract_for
from contracts.actions.give_tip import give_tip
from contracts.forms import TipForm
from contracts.models import Contract
from contracts.transitions import Party
from creators.fields import AmountField
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.money import Money, share


@require_http_methods(["GET", "POST"])
@member_required
def tip_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How much; then on to the checkout."""
    contract = contract_for(request.user, public_id)
    if contract.party_of(request.user) != Party.CLIENT:
        raise Http404
    released = contract.milestones.aggregate(minor=Sum("released_minor", default=0))["minor"]
    offered = _offered(Money(released, contract.currency))
    form = TipForm(
        request.POST or None, currency=contract.currency, initial={"amount": AmountField.typed(offered[1][1])}
    )
    if request.method == "POST" and form.is_valid():
        room = contract.get_absolute_url()
        given = form.cleaned_data
        try:
            intent = give_tip(
                request.user, contract, amount=given["money"], words=given["words"], return_url=room, cancel_url=room
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(intent.checkout_url)
    context = {
        "contract": contract,
        "form": form,
        "offered": offered,
        "is_open": released > 0,
        "fee_percent": policy.TIP_FEE_BPS / 100,
    }
    return render(request, "contracts/tip.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@member_required
def repeat_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same again: on to the order of the package as it is sold now, or to an offer filled in from this one."""
    contract = contract_for(request.user, public_id)
    if contract.party_of(request.user) != Party.CLIENT:
        raise Http404
    if contract.package is not None and contract.gig is not None:
        return redirect(f"{reverse('contracts:order-create')}?{urlencode({'package': contract.package.public_id})}")
    return redirect(f"{reverse('proposals:offer-create')}?{urlencode(_as_offer(contract))}")


def _as_offer(contract: Contract) -> list[tuple[str, str]]:
    """What was agreed, as the form of an offer takes it from an address. Its milestones as they ended up."""
    first = contract.milestones.order_by("position")[0]
    filled = [
        ("to", str(contract.creator.public_id)),
        ("title", contract.title),
        ("scope", contract.terms.get("scope", "")[:2_000]),
        ("currency", contract.currency),
        ("licence", contract.terms.get("licence", "")),
        ("revisions", "" if first.revisions_agreed is None else str(first.revisions_agreed)),
    ]
    for milestone in contract.milestones.exclude(status__in=["cancelled", "draft"]):
        filled += [
            ("part", milestone.title),
            ("price", AmountField.typed(milestone.amount)),
            ("days", str(milestone.delivery_days)),
        ]
    return filled


def _offered(released: Money) -> list[tuple[int, Money]]:
    """Percent of what was released, and amount, of the tips that are offered as a start, in whole units."""
    unit = Money.of(1, released.currency).minor
    least = Money.of(policy.TIP_MINIMUM_UNITS, released.currency).minor
    most = Money.of(policy.TIP_MAXIMUM_UNITS, released.currency).minor
    return [
        (
            percent,
            Money(
                min(max(round(share(released.minor, percent * 100) / unit) * unit, least), most),
                released.currency,
            ),
        )
        for percent in policy.TIP_SHARES
    ]
