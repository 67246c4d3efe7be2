"""How a notice, and a digest of them, becomes a mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from notifications import unsubscribing
from notifications.models import Digest, Notification
from notifications.models.preference import ALL
from notifications.registry import GROUP_ICONS, Group
from reelbyte import policy
from reelbyte.middleware import zone_of


def of_notice(notification: Notification, more: dict | None = None) -> EmailMultiAlternatives:
    """The mail of one notice, in the recipient's time zone; `more` is added to its context."""
    event, person = notification.event, notification.recipient
    with _as_read_by(person):
        context: dict[str, Any] = {
            **notification.context,
            "notification": notification,
            "recipient": person,
            "actor": notification.actor,
            "kicker": Group(event.group).label,
            "title": str(event.title),
            "text": notification.text,
            "url": f"{settings.SITE_URL}{notification.url}",
            "button": event.button,
            "essential": event.essential,
            **(more or {}),
        }
        about = "" if event.essential else event.kind
        return _compose(_template(event.email_template), context, person, notification.public_id, about=about)


def of_digest(digest: Digest, notices: list[tuple[Notification, dict]]) -> EmailMultiAlternatives:
    """The mail of many, group by group; each with what is fresh about it."""
    shown = notices[: policy.DIGEST_ITEMS_MAXIMUM]
    order = list(Group)
    shown.sort(key=lambda pair: order.index(Group(pair[0].event.group)))
    with _as_read_by(digest.user):
        sections = [
            (group.label, GROUP_ICONS[group], [_line(notification, more) for notification, more in pairs])
            for group, pairs in groupby(shown, key=lambda pair: Group(pair[0].event.group))
        ]
        count = len(notices)
        context = {
            "recipient": digest.user,
            "title": ngettext("%(count)d thing happened on ReelByte", "%(count)d things happened on ReelByte", count)
            % {"count": count},
            "sections": sections,
            "rest": count - len(shown),
            "url": settings.SITE_URL + reverse("notifications:notification-list"),
            "button": translation.gettext("See everything"),
            "is_digest": True,
        }
        return _compose("notifications/emails/digest", context, digest.user, digest.public_id, about=ALL)


def _line(notification: Notification, more: dict) -> dict[str, Any]:
    return {
        "title": notification.event.title,
        "text": more.get("text", notification.text),
        "url": f"{settings.SITE_URL}{notification.url}",
        "at": notification.created_at,
        "actor": notification.actor,
    }


def _compose(template: str, context: dict, person: Any, public_id: UUID, *, about: str) -> EmailMultiAlternatives:
    """`about` is what its unsubscribe link is about; empty for what nobody can unsubscribe from."""
    headers = {
        # The same notice is the same message to every mail program, and no answering machine answers it.
        "Message-ID": f"<{public_id}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    context |= {
        "site_url": settings.SITE_URL,
        "preferences_url": settings.SITE_URL + reverse("notifications:preferences"),
    }
    if about:
        context["unsubscribe_url"] = unsubscribing.link(person, about)
        # RFC 8058: the mail program's own button posts there, without cookies and without a page.
        headers["List-Unsubscribe"] = f"<{context['unsubscribe_url']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=" ".join(str(context["title"]).split()),
        body=render_to_string(f"{template}.txt", context),
        to=[person.email],
        headers=headers,
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def _template(name: str) -> str:
    """ "contracts/step" is templates/contracts/emails/step; without a name, the plain layout."""
    app, _, file = name.partition("/")
    return f"{app}/emails/{file}" if file else "notifications/emails/event"


@contextmanager
def _as_read_by(person: Any) -> Iterator[None]:
    with timezone.override(zone_of(person)), translation.override(settings.LANGUAGE_CODE):
        yield
