"""Blocking somebody from a page."""

from typing import Any

import pytest

from accounts import hooks
from accounts.models import Block, User

pytestmark = pytest.mark.django_db


def test_block_and_unblock(alice: User, bob: User, login: Any, monkeypatch: Any) -> None:
    told: list = []
    monkeypatch.setattr(hooks, "_blocked", [lambda *people: told.append(people)])
    browser = login(alice)
    for _ in range(2):
        browser.post(f"/people/{bob.public_id}/block/")
    assert told == [(alice, bob)]
    assert "Bob Lindqvist" in browser.get("/settings/blocks/").content.decode()
    browser.post(f"/people/{bob.public_id}/unblock/")
    assert not Block.objects.exists()


def test_with_htmx_the_page_is_loaded_again(alice: User, bob: User, login: Any) -> None:
    browser, talk = login(alice), "/messages/1/"
    for what in ("block", "unblock"):
        answer = browser.post(f"/people/{bob.public_id}/{what}/", {"next": talk}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Redirect"]) == (204, talk)


def test_who_was_blocked_first_may_block_too(alice: User, bob: User, login: Any) -> None:
    Block.objects.create(blocker=alice, blocked=bob)
    login(bob).post(f"/people/{alice.public_id}/block/")
    assert Block.objects.filter(blocker=bob, blocked=alice).exists()


def test_nobody_lifts_another_s_block(alice: User, bob: User, login: Any) -> None:
    Block.objects.create(blocker=alice, blocked=bob)
    assert login(bob).post(f"/people/{alice.public_id}/unblock/").status_code == 404
    assert Block.objects.exists()


def test_oneself_cannot_be_blocked(alice: User, login: Any) -> None:
    assert login(alice).post(f"/people/{alice.public_id}/block/").status_code == 422


def test_the_list_costs_the_same_however_long(alice: User, login: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(40):
        Block.objects.create(blocker=alice, blocked=User.objects.create_user(f"p{n}@example.com", name=f"P {n}"))
    browser = login(alice)
    browser.get("/settings/blocks/")
    with django_assert_max_num_queries(6):
        page = browser.get("/settings/blocks/")
    assert page.content.decode().count("Unblock") == 30
