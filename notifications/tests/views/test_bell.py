"""The bell and what is behind it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from notifications import notify
from notifications.models import Notification
from notifications.tests.conftest import DELIVERED, HINT

pytestmark = pytest.mark.django_db
KIND = HINT


def tell(person: User, key: str, actor: User | None = None) -> Notification:
    return notify(KIND, person, key=key, url="/settings/", text=f"Something <i>{key}</i>", actor=actor)


def test_the_list_is_one_s_own_newest_first(alice: User, bob: User, login: Any) -> None:
    tell(bob, "bob's")
    for n in range(25):
        tell(alice, f"no-{n:02}", actor=bob)
    browser = login(alice)
    page = browser.get("/notifications/")
    html = page.content.decode()
    assert html.index("no-24") < html.index("no-05")
    assert "no-04" not in html
    assert "bob&#x27;s" not in html
    assert "<i>" not in html
    following = browser.get(
        f"/notifications/?cursor={page.context['page'].next_cursor}", headers={"hx-request": "true"}
    )
    rows = following.content.decode()
    assert "no-04" in rows
    assert "<html" not in rows


def test_it_costs_the_same_however_long(alice: User, bob: User, login: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        tell(alice, f"no-{n}", actor=bob)
    browser = login(alice)
    browser.get("/notifications/")
    with django_assert_max_num_queries(7):
        browser.get("/notifications/")


def test_it_narrows_by_group_and_unread(alice: User, login: Any) -> None:
    notify(DELIVERED, alice, key="w", url="/", text="Something about work")
    Notification.objects.filter(pk=tell(alice, "seen").pk).update(read_at="2026-01-01T00:00Z")
    tell(alice, "new")
    browser = login(alice)
    for query, shown in {
        "": {"work", "seen", "new"},
        "?group=account": {"seen", "new"},
        "?group=account&unread=1": {"new"},
        "?group=money": set(),
        "?group=nothing": {"work", "seen", "new"},
    }.items():
        page = browser.get(f"/notifications/{query}", headers={"hx-request": "true"}).context["page"]
        assert {words for words in ("work", "seen", "new") if any(words in row.text for row in page)} == shown, query


def test_reading_leads_to_the_page(alice: User, login: Any) -> None:
    told = tell(alice, "x")
    browser = login(alice)
    assert browser.post(f"/notifications/{told.public_id}/read/")["Location"] == "/settings/"
    told.refresh_from_db()
    assert not told.is_unread
    first = told.read_at
    browser.post(f"/notifications/{told.public_id}/read/")
    told.refresh_from_db()
    assert told.read_at == first


def test_htmx_gets_the_row_back(alice: User, login: Any) -> None:
    told = tell(alice, "x")
    html = login(alice).post(f"/notifications/{told.public_id}/read/", headers={"hx-request": "true"}).content.decode()
    assert f'id="notification-{told.public_id}"' in html
    assert "Mark as read" not in html


def test_another_s_is_not_there(alice: User, bob: User, login: Any) -> None:
    told = tell(alice, "x")
    assert login(bob).post(f"/notifications/{told.public_id}/read/").status_code == 404
    told.refresh_from_db()
    assert told.is_unread


def test_all_at_once(alice: User, bob: User, login: Any) -> None:
    tell(alice, "x")
    tell(alice, "y")
    kept = tell(bob, "z")
    answer = login(alice).post("/notifications/read/", headers={"hx-request": "true"})
    assert "Mark all as read" not in answer.content.decode()
    assert not Notification.objects.filter(recipient=alice).unread().exists()
    kept.refresh_from_db()
    assert kept.is_unread


def test_every_page_shows_the_count(alice: User, login: Any) -> None:
    tell(alice, "x")
    browser = login(alice)
    assert 'id="bell-count">1' in browser.get("/settings/").content.decode()
    assert 'id="bell-count">1' in browser.get("/notifications/bell/").content.decode()


def test_strangers_sign_in_first(client: Client) -> None:
    assert client.get("/notifications/")["Location"] == "/accounts/login/?next=/notifications/"
    assert client.post("/notifications/read/").status_code == 302
    assert client.get("/notifications/read/").status_code == 405
