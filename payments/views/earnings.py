"""What a creator has earned, and where it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import creator_required
from payments import queries
from payments.actions.request_withdrawal import minimum
from reelbyte import policy
from reelbyte.charts import money_chart

WITHDRAWALS_SHOWN = 5


@never_cache
@require_safe
@creator_required
def overview(request: HttpRequest) -> HttpResponse:
    """Balances, the last twelve months, clients and withdrawals, in one currency at a time."""
    found = queries.earnings(request.user)
    codes = [one.currency for one in found]
    asked = request.GET.get("currency", "")
    currency = asked if asked in codes else next(iter(codes), policy.CURRENCIES[0])
    context = {
        "earnings": next((one for one in found if one.currency == currency), None),
        "currency": currency,
        "tabs": [{"url": f"?currency={code}", "label": code, "current": code == currency} for code in codes],
        "chart": money_chart(queries.earned_by_month(request.user).get(currency) or queries.no_months(currency)),
        "clients": queries.by_client(request.user, currency),
        "withdrawals": queries.withdrawals(request.user).filter(currency=currency)[:WITHDRAWALS_SHOWN],
        "minimum": minimum(currency),
    }
    return render(request, "payments/earnings.html", context)
