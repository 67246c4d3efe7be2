"""The owner's videos: the list, one of them, its status, another try."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required
from reelbyte.pagination import paginate
from videos.access import video_for
from videos.actions.delete_video import delete_video
from videos.actions.retry import retry as try_again
from videos.models import Video


@member_required
@require_safe
def video_list(request: HttpRequest) -> HttpResponse:
    """Everything the person has uploaded, newest first, and a place to upload more."""
    videos = Video.objects.filter(owner_id=request.user.pk).with_renditions()
    page = paginate(videos, order=("-id",), cursor=request.GET.get("cursor"))
    template = "videos/list.html#page" if request.htmx else "videos/list.html"
    return render(request, template, {"page": page, "purposes": _purposes(request)})


@member_required
@never_cache
@require_safe
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One video: its status while there is one, then the film."""
    return render(request, "videos/detail.html", {"video": video_for(request.user, public_id)})


@member_required
@never_cache
@require_safe
def status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The fragment that polls itself while something still happens."""
    return render(request, "videos/status.html", {"video": video_for(request.user, public_id)})


@member_required
@require_POST
def retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Queue it once more."""
    video = try_again(request.user, public_id)
    if request.htmx:
        return render(request, "videos/status.html", {"video": video})
    return redirect(video)


@member_required
@require_POST
def delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Delete a finished film; then there is nothing left to look at here."""
    delete_video(request.user, public_id)
    messages.success(request, _("The film is deleted."))
    url = reverse("videos:video-list")
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)


def _purposes(request: HttpRequest) -> list[tuple[str, str]]:
    """What this person may upload for from here: deliveries and messages have their own pages."""
    if not request.user.is_creator:
        return []
    return [
        (Video.Purpose.PORTFOLIO, _("Upload reels for your portfolio")),
        (Video.Purpose.SAMPLE, _("Upload samples for your gigs")),
    ]
