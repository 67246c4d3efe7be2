"""The mail about what somebody has not read: one a conversation, however many messages wait in it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from messaging.models import Message, Participant
from notifications import notify
from notifications.models import Notification
from reelbyte import clock, policy

UNREAD = "messaging.unread"
LOOKED_BACK = timedelta(hours=24)  # a sweep that was away longer tells nothing stale
BATCH = 200
SHOWN = 3  # messages in the mail
WORDS = 240  # characters of each


def mail_unread() -> int:
    """Tell of every conversation that has waited UNREAD_MAILED_AFTER since its last message. Returns how many.

    The key names the place the person has read up to: until they read on, there is no second mail. Safe to run
    twice at once: seats are claimed with SKIP LOCKED, and a notification exists once.
    """
    told = 0
    for pk in list(_waiting().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Asked again under the lock: they may have read on meanwhile.
            seat = _waiting().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if seat is not None:
                _tell(seat)
                told += 1
    return told


def fresh(notification: Notification) -> dict | None:
    """What the mail shows when it leaves: the newest of what waits; None once it has been read, or was muted."""
    conversation, _sep, read = notification.key.rpartition(":")
    seat = Participant.objects.filter(
        conversation__public_id=conversation,
        user_id=notification.recipient_id,
        last_read_seq=int(read),
        last_seq__gt=F("last_read_seq"),
        muted_at__isnull=True,
    ).first()
    written = list(_unread_by(seat).order_by("-seq")[:SHOWN]) if seat is not None else []
    if seat is None or not written:
        return None
    count = _unread_by(seat).count()
    lines = [
        {
            "who": message.sender.display_name if message.sender is not None else "",
            "text": truncatechars(message.text, WORDS) or _("(a file)"),
            "at": message.created_at,
        }
        for message in reversed(written)
    ]
    text = ngettext("%(count)d message waits for you.", "%(count)d messages wait for you.", count) % {"count": count}
    return {"messages": lines, "more": count - len(lines), "text": f"{notification.text} {text}"}


def _waiting() -> QuerySet[Participant]:
    """Seats with something unread that nobody was mailed about yet, and that are not muted."""
    until = clock.now() - policy.UNREAD_MAILED_AFTER
    told = Notification.objects.filter(
        kind=UNREAD,
        recipient=OuterRef("user"),
        key=Concat(
            Cast(OuterRef("conversation__public_id"), CharField()),
            Value(":"),
            Cast(OuterRef("last_read_seq"), CharField()),
        ),
    )
    # Cards are told by those whose events they are.
    written = Message.objects.filter(
        conversation=OuterRef("conversation"),
        seq__gt=OuterRef("last_read_seq"),
        kind=Message.Kind.TEXT,
        deleted_at__isnull=True,
    ).exclude(sender=OuterRef("user"))
    seats = Participant.objects.filter(
        Exists(written), ~Exists(told), last_read_seq__lt=F("last_seq"), last_at__lte=until, muted_at__isnull=True
    ).filter(last_at__gt=until - LOOKED_BACK)
    return seats.select_related("conversation", "user").order_by("last_at")


def _tell(seat: Participant) -> None:
    newest: Any = _unread_by(seat).order_by("-seq").first()
    about = seat.conversation.subject_label
    text = _("%(name)s wrote to you about %(about)s.") if about else _("%(name)s wrote to you.")
    notify(
        UNREAD,
        seat.user,
        key=f"{seat.conversation.public_id}:{seat.last_read_seq}",
        url=seat.conversation.get_absolute_url(),
        text=text % {"name": newest.sender.display_name, "about": about},
        actor=newest.sender,
    )


def _unread_by(seat: Participant) -> QuerySet[Message]:
    return (
        Message.objects.filter(
            conversation=seat.conversation_id,
            seq__gt=seat.last_read_seq,
            kind=Message.Kind.TEXT,
            deleted_at__isnull=True,
        )
        .exclude(sender=seat.user_id)
        .select_related("sender")
    )
