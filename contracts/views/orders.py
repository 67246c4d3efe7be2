"""The review of an order before it is placed, and the placing."""

from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import client_required
from contracts.actions.order import check_order, place_order
from contracts.forms import OrderChoiceForm, OrderForm
from gigs.quote import quote
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.money import Money


@require_http_methods(["GET", "POST"])
@client_required
def order_create(request: HttpRequest) -> HttpResponse:
    """GET shows the server's quote for what the address names; POST places it, once per key."""
    choice = OrderChoiceForm(request.GET, viewer=request.user)
    if not choice.is_valid():
        raise Refused(_("This offer has changed. Choose again on the gig's page."))
    package, extras, quantity = (choice.cleaned_data[name] for name in ("package", "extras", "quantity"))
    offer = quote(package, extras, quantity)
    if request.method == "POST":
        form = OrderForm(request.POST)
        if not form.is_valid():
            raise Refused(_("This page is out of date. Load it again."))
        contract = place_order(
            request.user,
            package,
            extras=extras,
            quantity=quantity,
            order_key=form.cleaned_data["order_key"],
            seen=Money(form.cleaned_data["seen_minor"], offer.currency),
        )
        return redirect(contract)
    check_order(request.user, package.gig)
    form = OrderForm(initial={"order_key": uuid4(), "seen_minor": offer.total.minor})
    context = {
        "gig": package.gig,
        "offer": offer,
        "form": form,
        "questions": package.gig.brief_questions.count(),
        "rows": [
            (f"{line.title} × {line.quantity}" if line.quantity > 1 else line.title, line.amount)
            for line in offer.lines
        ],
        "fee_percent": policy.FEE_BPS / 100,
        "action": f"{request.path}?{urlencode(_address(request))}",
    }
    return render(request, "contracts/order.html", context)


def _address(request: HttpRequest) -> list[tuple[str, str]]:
    """What was chosen, in an address of our own making."""
    return [(key, value) for key in ("package", "extras", "quantity") for value in request.GET.getlist(key)]
