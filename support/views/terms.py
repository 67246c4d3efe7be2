"""Agreeing to terms that came into force after one joined."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required, safe_next
from reelbyte.errors import Conflict
from reelbyte.middleware import refusal
from support import queries
from support.access import public_page
from support.actions.accept_terms import accept_terms
from support.models import PageVersion
from support.models.page import TERMS

LONGEST_ID = 18  # digits that fit a bigint
AGREED = "agreed_to_terms"  # the version, beside what is sent with it


def ask_first(request: HttpRequest) -> HttpResponse | None:
    """Something is sent by somebody who has not agreed yet. None, and it goes on, when the agreement came with it.

    The page carries all that was typed and sends it on with the agreement; passwords and files are asked for again.
    A fragment or a script is refused in words, and the page that it belongs to stays as it is.
    """
    sent = request.POST.get(AGREED, "")
    if sent.isdecimal() and len(sent) <= LONGEST_ID and _agreed(request, int(sent)):
        return None
    if getattr(request, "htmx", False) or "text/html" not in request.headers.get("Accept", "text/html"):
        return refusal(request, Conflict(_("Our terms have changed. Open them in another tab, agree, and send again.")))
    typed = [(name, value) for name, values in request.POST.lists() if _is_kept(name) for value in values]
    context = {
        "shown": queries.shown(public_page(TERMS)),
        "typed": typed,
        "action": request.get_full_path(),
        "agreed": AGREED,
        "has_files": bool(request.FILES),
    }
    answer = render(request, "support/acceptance.html", context, status=Conflict.status)
    add_never_cache_headers(answer)
    return answer


def _agreed(request: HttpRequest, pk: int) -> bool:
    version = PageVersion.objects.filter(pk=pk).first()
    try:
        return version is not None and bool(accept_terms(request.user, version))  # type: ignore[arg-type]
    except Conflict:
        return False  # others came into force while they read


def _is_kept(name: str) -> bool:
    return name not in (AGREED, "csrfmiddlewaretoken") and "password" not in name


@require_http_methods(["GET", "POST"])
@member_required
def terms_acceptance(request: HttpRequest) -> HttpResponse:
    """The terms in force, whole, and the one button; afterwards one goes on to where one was going."""
    going_to = safe_next(request)
    if request.method == "POST":
        sent = request.POST.get("version", "")
        if not sent.isdecimal() or len(sent) > LONGEST_ID:
            raise Conflict
        accept_terms(request.user, get_object_or_404(PageVersion, pk=int(sent)))
        return redirect(going_to)
    if request.user.terms_due_at is None:
        return redirect(going_to)
    shown = queries.shown(public_page(TERMS))
    return render(request, "support/acceptance.html", {"shown": shown, "next": going_to})
