"""Where a creator's money is sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import creator_required, step_up_required
from payments import queries
from payments.access import method_for
from payments.actions.add_payout_method import add_payout_method
from payments.actions.remove_payout_method import remove_payout_method
from payments.forms import PayoutMethodForm
from payments.gateways.base import Unreachable
from reelbyte.errors import Refused


@never_cache
@require_safe
@creator_required
def method_list(request: HttpRequest) -> HttpResponse:
    return render(request, "payments/payout_methods.html", {"methods": queries.methods(request.user)})


@sensitive_post_parameters("number")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@creator_required
@step_up_required
def create(request: HttpRequest) -> HttpResponse:
    """Add a bank account. A stolen session must prove itself again."""
    form = PayoutMethodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            method = add_payout_method(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("number", str(refusal))
        except Unreachable:
            form.add_error(None, _("The payment service does not answer right now. Try again in a moment."))
        else:
            messages.success(request, _("%(method)s was added.") % {"method": method})
            return redirect("payments:payout-method-list")
    status = 422 if request.method == "POST" else 200
    return render(request, "payments/payout_method_form.html", {"form": form}, status=status)


@require_POST
@creator_required
@step_up_required
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stop using a bank account."""
    method = method_for(request.user, public_id)
    remove_payout_method(request.user, method)
    messages.success(request, _("%(method)s was removed.") % {"method": method})
    return redirect("payments:payout-method-list")
