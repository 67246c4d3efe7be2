"""The catalogue: documented, and every kind that mails has a mail to send."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from accounts.models import User
from notifications import catalogue, mails, registry
from notifications.models import Digest, Notification


@pytest.fixture(autouse=True)
def _kinds() -> None:
    """Only those of the product."""


def notice(event: registry.Event, person: User) -> Notification:
    return Notification(
        kind=event.kind, recipient=person, text="Alice did <b>it</b>.", url="/x/", public_id=uuid4(), context={}
    )


def test_the_documentation_lists_every_kind() -> None:
    text = (Path(settings.BASE_DIR) / catalogue.DOCUMENT).read_text()
    assert catalogue.written_into(text) == text, "run manage.py notification_catalogue"


def test_every_kind_that_mails_has_html_and_text_and_only_optional_ones_an_end() -> None:
    person = User(email="bob@example.com", name="Bob Lindqvist", public_id=uuid4())
    mailing = [event for event in registry.events() if registry.EMAIL in event.channels]
    assert len(mailing) > 20
    for event in mailing:
        message = mails.of_notice(notice(event, person))
        html = str(message.alternatives[0][0])
        assert message.subject == str(event.title), event.kind
        for body in (message.body, html):
            assert f"{settings.SITE_URL}/x/" in body, event.kind
            assert ("/unsubscribe/" in body) != event.essential, event.kind
        assert "Hello Bob," in html
        assert "<b>it</b>" not in html, event.kind
        assert ("List-Unsubscribe" in message.extra_headers) != event.essential, event.kind


def test_a_digest_shows_its_groups_in_order_and_counts_the_rest(monkeypatch: Any) -> None:
    monkeypatch.setattr("notifications.mails.policy.DIGEST_ITEMS_MAXIMUM", 2)
    person = User(email="bob@example.com", name="Bob", public_id=uuid4())
    kinds = ("reviews.published", "messaging.unread", "gigs.approved")
    notices = [(notice(registry.event(kind), person), {}) for kind in kinds]
    message = mails.of_digest(Digest(user=person, public_id=uuid4()), notices)
    html = str(message.alternatives[0][0])
    assert message.subject == "3 things happened on ReelByte"
    assert html.index("Messages") < html.index("Gigs, jobs and reviews")
    assert "And 1 more." in html
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
