"""While one types: whether it looks like a way around ReelByte, before there is a contract. It never stops anybody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.access import member_required
from accounts.models import User
from messaging import review
from messaging.access import addressee, conversation_for
from messaging.contact import Kind
from messaging.views.conversations import uuid_of
from reelbyte import policy


@require_POST
@member_required
def contact_hint(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """About what is in the composer of a conversation."""
    conversation = conversation_for(request.user, public_id)
    return _hint(request, review.seen_in(conversation, request.user, _typed(request)))


@require_POST
@member_required
def first_contact_hint(request: HttpRequest) -> HttpResponse:
    """About a first message, to whom the address names."""
    person = addressee(request.user, uuid_of(request.GET.get("to", "")))
    return _hint(request, review.seen(request.user, [person], _typed(request)))


def _typed(request: HttpRequest) -> str:
    return request.POST.get("text", "")[: policy.MESSAGE_MAXIMUM_CHARACTERS]


def _hint(request: HttpRequest, kinds: tuple[Kind, ...]) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    seen = [review.words(kind) for kind in kinds]
    return render(
        request, "messaging/hint.html", {"seen": seen, "is_next_held": bool(kinds) and review.is_next_held(user)}
    )
