"""A person's history of money, filtered and exported."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import member_required
from payments import exports, queries
from payments.filters import MovementFilter
from reelbyte import clock
from reelbyte.pagination import paginate

ORDER = ("-at", "-id")


@never_cache
@require_safe
@member_required
def transaction_list(request: HttpRequest) -> HttpResponse:
    """A page of the history; to htmx the lines (more of them, or those of another filter)."""
    filters = MovementFilter(request.GET, queryset=queries.movements(request.user))
    page = paginate(filters.qs, order=ORDER, cursor=request.GET.get("cursor"))
    query = request.GET.copy()
    query.pop("cursor", None)
    context = {
        "page": page,
        "form": filters.form,
        "is_filtered": any(query.values()),
        "export_query": query.urlencode(),
    }
    template = "payments/transactions.html"
    if request.htmx:
        template += "#rows" if request.GET.get("cursor") else "#results"
    return render(request, template, context)


@never_cache
@require_safe
@member_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered history as CSV."""
    filters = MovementFilter(request.GET, queryset=queries.movements(request.user))
    return StreamingHttpResponse(
        exports.rows(filters.qs.iterator(chunk_size=500)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="reelbyte-{clock.today():%Y-%m-%d}.csv"'},
    )
