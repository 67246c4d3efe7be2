"""Attachments, for the two of them."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from accounts.access import member_required
from proposals.access import file_for
from reelbyte.ranges import file_response


@member_required
@require_GET
def file_detail(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file, as a download and never as a page of this site."""
    row = file_for(request.user, public_id)
    return file_response(
        request, "private", str(row.file.name), content_type=row.content_type, filename=row.name, download=True
    )
