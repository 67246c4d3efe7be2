"""The creator's own gigs: the list, the form, and the page of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import creator_required
from creators.access import own_profile
from gigs.access import own_gig
from gigs.actions.save import save_gig
from gigs.actions.submit import publish
from gigs.editor import GigEditor
from gigs.models import Gig
from gigs.queries import last_rejection, own_gigs
from gigs.readiness import missing
from reelbyte.errors import DomainError


@creator_required
@require_GET
def gig_list(request: HttpRequest) -> HttpResponse:
    """All of mine, in every state."""
    profile = own_profile(request.user)
    return render(request, "gigs/gig_list.html", {"gigs": own_gigs(profile), "profile": profile})


@creator_required
@require_http_methods(["GET", "POST"])
def gig_create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    profile = own_profile(request.user)
    return _edit(request, Gig(creator=profile, currency=profile.currency))


@creator_required
@require_http_methods(["GET", "POST"])
def gig_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One of mine. What is in review can be read, not changed."""
    return _edit(request, own_gig(request.user, slug))


def _edit(request: HttpRequest, gig: Gig) -> HttpResponse:
    if request.method == "GET":
        return _page(request, GigEditor(request.user, gig))
    if "add" in request.POST:
        return _page(request, GigEditor.with_row(request.user, gig, request.POST, request.FILES))
    editor = GigEditor(request.user, gig, request.POST, request.FILES)
    if not editor.is_valid():
        return _page(request, editor, status=422)
    try:
        # The form's instance carries what was typed: the action starts from the row.
        gig = save_gig(own_profile(request.user), gig if gig.pk else None, editor.content)
    except DomainError as refusal:
        editor.form.add_error(None, str(refusal.message))
        return _page(request, editor, status=refusal.status)
    return _saved(request, gig)


def _saved(request: HttpRequest, gig: Gig) -> HttpResponse:
    """On to its page; with `publish`, out to the public first."""
    if "publish" not in request.POST or gig.status != Gig.Status.DRAFT:
        messages.success(request, _("Saved."))
        return redirect("gigs:gig-edit", gig.slug)
    try:
        gig = publish(own_gig(request.user, gig.slug), actor=request.user)
    except DomainError as refusal:
        # What it lacks stands on its page; anything else is said here.
        lacks = missing(own_gig(request.user, gig.slug))
        messages.warning(request, _("Saved, not published yet.") if lacks else str(refusal.message))
        return redirect("gigs:gig-edit", gig.slug)
    messages.success(
        request, _("Your gig is live.") if gig.is_live else _("Saved. We look at it and tell you when it is live.")
    )
    return redirect("gigs:gig-list")


def _page(request: HttpRequest, editor: GigEditor, status: int = 200) -> HttpResponse:
    gig = editor.gig
    context = {
        "editor": editor,
        "gig": gig,
        "lacks": missing(gig) if gig.pk else [],
        "rejection": last_rejection(gig) if gig.pk and gig.status == Gig.Status.DRAFT else None,
    }
    return render(request, "gigs/gig_edit.html", context, status=status)
