"""One browser of one's own is signed out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import member_required
from accounts.sessions import own_session


@require_POST
@member_required
def session_end(request: HttpRequest) -> HttpResponse:
    """Another one than this: to sign out here there is a button of its own. Gone already: it is so."""
    session = own_session(request.user, request.POST.get("session", ""))
    if session is not None:
        if session.session_key == request.session.session_key:
            raise Http404
        session.end()
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
