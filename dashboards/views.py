"""What needs me now, and how it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import onboarding
from accounts.access import member_required
from contracts import queries as contracts
from contracts.transitions import Party
from dashboards.figures import figures
from dashboards.needs import needs

UNDER_WAY_MAXIMUM = 4


@require_safe
@member_required
def home(request: HttpRequest) -> HttpResponse:
    """In the role this person is in now; what waits, in both."""
    user = request.user
    role = onboarding.CREATOR if user.acts_as_creator else onboarding.CLIENT
    steps = onboarding.checklist(user, role)
    waiting = needs(user)
    side = Party.CREATOR if user.acts_as_creator else Party.CLIENT
    board = contracts.board(user, side=side, ended=False, cursor=None)
    context = {
        "needs": waiting,
        "late": sum(need.kind == "bad" for need in waiting),
        "figures": figures(user),
        # Those in which it is the other's turn: one's own turn is among the needs.
        "under_way": [row for row in board.items if not row.step.mine][:UNDER_WAY_MAXIMUM],
        "steps_left": [item for item in steps if not item.done],
        "percent": round(100 * sum(item.done for item in steps) / len(steps)) if steps else 100,
    }
    return render(request, "dashboards/home.html", context)
