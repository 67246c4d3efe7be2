"""The activity feed: every source merged by time, nothing lost or twice at the seams of its pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from notifications import activity
from notifications.activity import Entry, Source
from notifications.models import Digest, Preference

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)


@pytest.fixture
def _sources(monkeypatch: Any) -> None:
    """Two tables that happen to have a moment and an owner."""
    monkeypatch.setattr(activity, "_sources", {})
    activity.register(
        Source(
            "digests",
            "Digests",
            lambda user: Digest.objects.filter(user=user),
            lambda row, user: Entry(f"Digest {row.period}", "/x/"),
            at="created_at",
        )
    )
    activity.register(
        Source(
            "choices",
            "Choices",
            lambda user: Preference.objects.filter(user=user),
            lambda row, user: Entry(f"Choice {row.about}", "/x/", about="Something", icon="bell"),
            at="changed_at",
        )
    )


@pytest.mark.usefixtures("_sources")
def test_pages_join_without_a_seam(alice: User, bob: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(activity, "PAGE_SIZE", 4)
    for n in range(9):
        at = NOON - timedelta(hours=n // 3)  # several at the same moment, in both tables
        Digest.objects.create(user=alice, period=str(n), created_at=at)
        Preference.objects.create(user=alice, about=str(n), channel="email", is_on=True, changed_at=at)
    Digest.objects.create(user=bob, period="bob's", created_at=NOON)
    read: list[activity.Line] = []
    page = activity.feed(alice)
    while True:
        read += page.items
        if page.next_cursor is None:
            break
        page = activity.feed(alice, cursor=page.next_cursor)
    assert len(read) == len({line.place for line in read}) == 18
    assert [line.at for line in read] == sorted((line.at for line in read), reverse=True)
    assert not any("bob" in line.entry.text for line in read)
    assert len(activity.feed(alice, only="choices", cursor="nonsense").items) == 4


@pytest.mark.usefixtures("_sources")
def test_it_costs_the_same_however_much_there_is(alice: User, login: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(40):
        Digest.objects.create(user=alice, period=str(n), created_at=NOON)
    browser = login(alice)
    browser.get("/activity/")
    with django_assert_max_num_queries(8):
        page = browser.get("/activity/")
    html = page.content.decode()
    assert "Wednesday, 2 December 2026" in html
    more = browser.get(f"/activity/?cursor={page.context['page'].next_cursor}", headers={"hx-request": "true"})
    assert "<html" not in more.content.decode()
    assert len(more.context["page"]) == 10
