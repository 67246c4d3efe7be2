"""The sandbox gateway's own pages: as if they were another company's, but in our dress."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from payments import hooks
from payments.access import checkout_for
from payments.forms import CardForm
from payments.gateways import sandbox_cards
from payments.gateways.base import Declined, Unreachable
from payments.models import PaymentIntent, SandboxObject
from payments.models.intent import bill
from reelbyte.money import Money

OPEN = (SandboxObject.Status.OPEN, SandboxObject.Status.AUTHENTICATING)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def detail(request: HttpRequest, gid: str) -> HttpResponse:
    """The checkout: what is paid, which test card, one button."""
    intent = checkout_for(request.user, gid)
    payment = SandboxObject.objects.get(gid=gid)
    if payment.status not in OPEN:
        return redirect(payment.data["return_url"])
    form = CardForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, intent, form, status=422 if request.method == "POST" else 200)
    try:
        payment = sandbox_cards.pay(gid, form.cleaned_data["card"], base_url=request.build_absolute_uri("/"))
    except (Declined, Unreachable) as error:
        form.add_error(None, str(error))
        return _page(request, intent, form, status=422 if isinstance(error, Declined) else 503)
    if payment.status == SandboxObject.Status.AUTHENTICATING:
        return redirect("payments:checkout-authentication", gid=gid)
    return redirect(payment.data["return_url"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def authentication(request: HttpRequest, gid: str) -> HttpResponse:
    """The bank asks the cardholder."""
    intent = checkout_for(request.user, gid)
    payment = SandboxObject.objects.get(gid=gid)
    if payment.status != SandboxObject.Status.AUTHENTICATING:
        return redirect("payments:checkout-detail", gid=gid)
    if request.method != "POST":
        context = {"intent": intent, "amount": payment.amount, "last4": payment.data.get("last4", "")}
        return render(request, "payments/authentication.html", context)
    approved = request.POST.get("answer") == "approve"
    payment = sandbox_cards.confirm(gid, approved=approved)
    if not approved:
        form = CardForm({"card": sandbox_cards.AUTHENTICATION})
        form.add_error(None, sandbox_cards.NOT_CONFIRMED)
        return _page(request, intent, form, status=422)
    return redirect(payment.data["return_url"])


def _page(request: HttpRequest, intent: PaymentIntent, form: CardForm, *, status: int) -> HttpResponse:
    chosen = form["card"].value() or sandbox_cards.GOOD
    parts = intent.together
    context = {
        "intent": intent,
        "form": form,
        "cards": sandbox_cards.CARDS,
        "chosen": chosen,
        "rows": [(part.description, part.amount) for part in parts],
        "amount": bill(parts),
        "is_passed_on": hooks.is_passed_on(intent.escrow_ref),
        "extra": Money.zero(intent.currency),
    }
    return render(request, "payments/checkout.html", context, status=status)
