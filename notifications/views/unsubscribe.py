"""The link at the end of an optional mail (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications import unsubscribing
from notifications.access import wish_for
from notifications.actions.choose import switch
from notifications.registry import EMAIL


@csrf_exempt  # the signed link is the proof; a mail program posts without cookies
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first: programs that look at every link of a mail must not unsubscribe anybody. A POST does it."""
    wish = wish_for(token)
    about, done = wish.about, ""
    if request.method == "POST":
        # From the mail program's button nothing but List-Unsubscribe=One-Click comes: it means the link's own.
        if request.POST.get("about") in unsubscribing.wider(wish.about):
            about = request.POST["about"]
        done = "on" if request.POST.get("undo") else "off"
        switch(wish.user, about, EMAIL, is_on=done == "on")
    context = {
        "done": done,
        "about": about,
        "label": unsubscribing.label(about),
        "ways": [(value, unsubscribing.label(value)) for value in unsubscribing.wider(wish.about)],
    }
    return render(request, "notifications/unsubscribe.html", context)
