"""Agreeing on joining, and again when other terms come into force; nothing typed meanwhile is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from reelbyte import clock
from reelbyte.errors import Conflict
from support import queries
from support.actions.accept_terms import accept_terms, ask_everybody
from support.models import PageVersion, TermsAcceptance

pytestmark = pytest.mark.django_db
EVE = {"email": "eve@example.com", "name": "Eve Park", "role": "creator", "password1": "unlikely-otter-77"}
SETTINGS = {"name": "Alice M.", "timezone": "UTC", "country": "PT"}
ASK = "/terms/acceptance/"


def test_joining_is_agreeing(client: Client) -> None:
    assert "needs your agreement" in client.post("/accounts/signup/", EVE).content.decode()
    assert not User.objects.exists()
    client.post("/accounts/signup/", {**EVE, "terms": "on"})
    agreed = TermsAcceptance.objects.get()
    assert (agreed.user.email, agreed.version, agreed.how) == ("eve@example.com", queries.terms(), "joined")


def test_new_terms_wait_at_the_next_page_and_before_anything_is_sent(alice: User, login: Any, next_terms: Any) -> None:
    browser = login(alice)
    assert browser.get("/settings/").status_code == 200
    version = next_terms()
    # What was typed before they came waits on the page that asks, and goes on with the agreement.
    waits = browser.post("/settings/?tab=1", {**SETTINGS, "password": "not-for-a-page"})
    assert waits.status_code == 409
    page = waits.content.decode()
    assert 'action="/settings/?tab=1"' in page
    assert 'name="name" value="Alice M."' in page
    assert "not-for-a-page" not in page
    refused = browser.post("/settings/", SETTINGS, headers={"HX-Request": "true"})
    assert (refused.status_code, refused["HX-Retarget"]) == (409, "#toasts")
    assert browser.post("/settings/", {**SETTINGS, "agreed_to_terms": "1"}).status_code == 409
    assert User.objects.get(pk=alice.pk).name == "Alice Moreau"
    held = browser.get("/settings/?tab=1")
    assert held["Location"] == f"{ASK}?next=%2Fsettings%2F%3Ftab%3D1"
    page = browser.get(held["Location"]).content.decode()
    assert "We pay in apples." in page
    # Reading, asking and leaving stay open; so do fragments.
    for url in ("/terms/", "/help/", "/support/", "/accounts/logout/"):
        assert browser.get(url).status_code == 200, url
    assert browser.get("/settings/", headers={"HX-Request": "true"}).status_code == 200
    assert browser.post("/settings/data/exports/").status_code == 302
    answer = browser.post(ASK, {"version": version.pk, "next": "/settings/?tab=1"})
    assert answer["Location"] == "/settings/?tab=1"
    assert browser.get("/settings/?tab=1").status_code == 200
    assert TermsAcceptance.objects.get(user=alice).how == "asked"
    assert browser.get(ASK)["Location"] == "/"


def test_the_agreement_sends_on_what_was_typed(alice: User, login: Any, next_terms: Any) -> None:
    version, browser = next_terms(), login(alice)
    answer = browser.post("/settings/", {**SETTINGS, "agreed_to_terms": version.pk})
    assert answer["Location"] == "/settings/"
    assert User.objects.get(pk=alice.pk).name == "Alice M."
    assert TermsAcceptance.objects.get(user=alice).version == version


def test_announced_terms_wait_for_their_day(alice: User, login: Any, next_terms: Any) -> None:
    day = clock.now() + timedelta(days=14)
    version = next_terms(effective_at=day)
    browser = login(alice)
    assert browser.get("/settings/").status_code == 200
    with pytest.raises(Conflict):
        accept_terms(alice, version)
    with clock.at(day + timedelta(minutes=1)):
        assert login(alice).get("/settings/").status_code == 302
        accept_terms(alice, version)
        assert login(alice).get("/settings/").status_code == 200
        # Who joined meanwhile has agreed to these; nobody asks again.
        assert ask_everybody(version) == 0


def test_one_agrees_to_what_one_has_read(alice: User, login: Any, next_terms: Any) -> None:
    first = next_terms()
    second = next_terms()
    browser = login(alice)
    assert browser.post(ASK, {"version": first.pk}).status_code == 409
    assert browser.post(ASK, {"version": "1 or 1"}).status_code == 409
    assert browser.post(ASK, {"version": second.pk, "next": "https://evil.example/"})["Location"] == "/"
    assert [row.version for row in TermsAcceptance.objects.all()] == [second]
    assert PageVersion.objects.filter(page__slug="terms").count() == 3
