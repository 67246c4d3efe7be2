"""A creator takes money out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import creator_required
from payments import queries
from payments.access import withdrawal_for
from payments.actions.request_withdrawal import minimum, request_withdrawal
from payments.actions.retry_operation import retry_operation
from payments.actions.return_withdrawal import return_withdrawal
from payments.errors import WithdrawalRefused
from payments.forms import WithdrawalForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@creator_required
def create(request: HttpRequest) -> HttpResponse:
    """How much, to where."""
    methods = list(queries.methods(request.user))
    usable = [method for method in methods if method.is_usable]
    initial = {"method": usable[0]} if len(usable) == 1 else {}
    form = WithdrawalForm(request.POST or None, methods=queries.methods(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            operation = request_withdrawal(request.user, data["money"], data["method"], key=str(data["key"]))
        except WithdrawalRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(amount)s is on its way.") % {"amount": operation.amount})
            return redirect("payments:earnings")
    earnings = queries.earnings(request.user)
    context = {
        "form": form,
        "methods": methods,
        "usable": usable,
        "earnings": earnings,
        "minimums": [(one.currency, minimum(one.currency)) for one in earnings],
    }
    return render(request, "payments/withdrawal_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@creator_required
def retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A failed withdrawal once more, to the same account."""
    operation = retry_operation(withdrawal_for(request.user, public_id).pk, actor=request.user)
    messages.success(request, _("%(amount)s is on its way again.") % {"amount": operation.amount})
    return redirect("payments:earnings")


@require_POST
@creator_required
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A failed withdrawal back into the balance."""
    operation = return_withdrawal(withdrawal_for(request.user, public_id).pk, actor=request.user)
    messages.success(request, _("%(amount)s is back in your earnings.") % {"amount": operation.amount})
    return redirect("payments:earnings")
