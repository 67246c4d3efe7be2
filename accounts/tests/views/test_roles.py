"""Switching hats, and the checklist."""

from typing import Any

import pytest
from django.test import Client

from accounts import onboarding
from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(alice: User) -> User:
    User.objects.filter(pk=alice.pk).update(roles="both")
    alice.refresh_from_db()
    return alice


def test_it_switches_and_goes_back_to_the_page(both: User, login: Any) -> None:
    browser = login(both)
    answer = browser.post("/settings/role/", {"role": "client", "next": "/settings/"})
    assert answer["Location"] == "/settings/"
    both.refresh_from_db()
    assert both.active_role == "client"


def test_htmx_loads_the_page_anew(both: User, login: Any) -> None:
    answer = login(both).post("/settings/role/", {"role": "client"}, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/")


def test_a_link_cannot_switch(both: User, login: Any) -> None:
    assert login(both).get("/settings/role/?role=client").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/settings/role/", {"role": "client"}).status_code == 403


def test_what_one_is_not_is_refused(alice: User, login: Any) -> None:
    assert login(alice).post("/settings/role/", {"role": "client"}).status_code == 422


def test_next_never_leads_elsewhere(both: User, login: Any) -> None:
    answer = login(both).post("/settings/role/", {"role": "client", "next": "//evil.example"})
    assert answer["Location"] == "/"


def test_adding_a_role_opens_its_checklist(alice: User, login: Any) -> None:
    browser = login(alice)
    assert browser.post("/settings/roles/", {"role": "client"})["Location"] == "/welcome/"
    html = browser.get("/welcome/").content.decode()
    assert "Say who is hiring" in html


def test_the_checklist_shows_what_other_apps_add(alice: User, login: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(onboarding, "_steps", dict(onboarding._steps))
    step: Any = {"role": "creator", "text": "x", "url_name": "accounts:settings", "position": 90}
    onboarding.register(onboarding.Step(key="t1", title="Publish a gig", is_done=lambda user: False, **step))
    onboarding.register(
        onboarding.Step(key="t2", title="Nowhere", is_done=lambda user: False, **{**step, "url_name": "no:where"})
    )
    onboarding.register(
        onboarding.Step(key="t3", title="Order", is_done=lambda user: False, **{**step, "role": "client"})
    )
    titles = [str(item.step.title) for item in onboarding.checklist(alice, "creator")]
    assert titles[0] == "Verify your e-mail address"
    assert titles[-1] == "Publish a gig"
    assert login(alice).get("/welcome/").status_code == 200


def test_all_pages_are_for_members(client: Client) -> None:
    for address in ("/settings/", "/settings/company/", "/settings/blocks/", "/welcome/"):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    for address in ("/settings/role/", "/settings/roles/"):
        assert client.post(address)["Location"].startswith("/accounts/login/")
