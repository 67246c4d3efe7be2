"""What needs me now, and how it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import onboarding
from accounts.access import member_required
from contracts import queries as contracts
from contracts.transitions import Party
from dashboards.needs import needs
from payments import queries
from reelbyte.charts import money_chart


@require_safe
@member_required
def home(request: HttpRequest) -> HttpResponse:
    """In the role this person is in now; what waits, in both."""
    user = request.user
    role = onboarding.CREATOR if user.acts_as_creator else onboarding.CLIENT
    steps = onboarding.checklist(user, role)
    live = contracts.counts(user)
    moved = queries.earned_by_month(user) if user.acts_as_creator else queries.spent_by_month(user)
    context = {
        "needs": needs(user),
        "live": live[Party.CREATOR if user.acts_as_creator else Party.CLIENT],
        "purses": queries.earnings(user) if user.acts_as_creator else [],
        "spending": [] if user.acts_as_creator else queries.spending(user),
        "charts": [money_chart(months) for months in moved.values()],
        "steps_left": [item for item in steps if not item.done],
        "percent": round(100 * sum(item.done for item in steps) / len(steps)) if steps else 100,
    }
    return render(request, "dashboards/home.html", context)
