"""Creators side by side. The choice is in the address: it can be shared, and needs neither script nor session."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from creators.models import CreatorProfile
from discovery import comparison
from discovery.seo import Meta
from reelbyte import policy


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`c` (handles, up to four) are compared; `name` looks for another."""
    creators = comparison.chosen(request.user, request.GET.getlist("c"))
    words = request.GET.get("name", "")
    is_full = len(creators) >= policy.COMPARED_MAXIMUM
    others = [] if is_full else comparison.others(request.user, creators, words)
    handles = [one.handle for one in creators]
    context = {
        "creators": [(one, _address([handle for handle in handles if handle != one.handle])) for one in creators],
        "rows": comparison.table(creators) if len(creators) > 1 else [],
        "others": [(one, _address([*handles, one.handle])) for one in others],
        "handles": handles,
        "words": words,
        "is_full": is_full,
        "meta": Meta(_title(creators), _("Creators side by side."), reverse("discovery:compare"), hidden=True),
    }
    return render(request, "discovery/comparison.html", context)


def _title(creators: list[CreatorProfile]) -> str:
    return _("Compare %(names)s") % {"names": ", ".join(one.name for one in creators)} if creators else _("Compare")


def _address(handles: list[str]) -> str:
    query = urlencode([("c", handle) for handle in handles])
    return f"{reverse('discovery:compare')}?{query}" if query else reverse("discovery:compare")
