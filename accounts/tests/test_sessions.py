"""Sessions end where they should, the trail knows, and step-up asks again."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts import hooks
from accounts.models import User
from accounts.tests import PASSWORD
from reelbyte import clock, policy
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def signed_in(person: User, agent: str) -> Client:
    browser = Client(headers={"user-agent": agent})
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


@pytest.fixture
def ended(monkeypatch: Any) -> list:
    told: list = []
    monkeypatch.setattr(hooks, "_session_ended", [lambda user_id, key: told.append((user_id, key))])
    monkeypatch.setattr(hooks, "_credentials_changed", [lambda user: told.append((user.pk, "credentials"))])
    return told


def test_the_list_signs_out_the_others(alice: User, ended: list) -> None:
    phone, desk = signed_in(alice, "Phone"), signed_in(alice, "Desk")
    key = phone.session.session_key
    assert "Phone" in desk.get("/accounts/sessions/").content.decode()
    desk.post("/accounts/sessions/")
    assert ended == [(alice.pk, key)]
    assert phone.get("/settings/").status_code == 302
    assert desk.get("/settings/").status_code == 200


def test_signing_out_is_told(alice: User, ended: list) -> None:
    browser = signed_in(alice, "Desk")
    key = browser.session.session_key
    assert browser.get("/accounts/logout/").status_code == 200
    assert browser.get("/settings/").status_code == 200  # a link signs nobody out
    browser.post("/accounts/logout/")
    assert (alice.pk, key) in ended


def test_a_new_password_ends_other_sessions_and_is_recorded(alice: User, ended: list) -> None:
    phone, desk = signed_in(alice, "Phone"), signed_in(alice, "Desk")
    new = {"oldpassword": PASSWORD, "password1": "brand-new-otter-1", "password2": "brand-new-otter-1"}
    desk.post("/accounts/password/change/", new)
    assert (alice.pk, "credentials") in ended
    assert phone.get("/settings/").status_code == 302
    assert desk.get("/settings/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.password_changed", actor=alice).count() == 1


def test_a_new_address_counts_once_it_is_proven(alice: User) -> None:
    from accounts.tests.test_sign_up import code_sent_to

    desk = signed_in(alice, "Desk")
    new = {"action_add": "", "email": "alice@new.example"}
    assert desk.get("/accounts/email/").status_code == 200
    assert desk.post("/accounts/email/", new)["Location"].startswith("/accounts/reauthenticate/")
    # The form was kept, and goes through once it is clear that it is her.
    answer = desk.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/email/"})
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"
    desk.post(answer["Location"], {"code": code_sent_to("alice@new.example")})
    alice.refresh_from_db()
    assert alice.email == "alice@new.example"
    assert AuditEntry.objects.filter(action="accounts.email_changed", actor=alice).count() == 1


def test_an_address_of_somebody_else_is_not_told_apart(alice: User, bob: User) -> None:
    answers = []
    for address in (bob.email, "free@example.com"):
        desk = signed_in(alice, "Desk")
        desk.post("/accounts/reauthenticate/", {"password": PASSWORD})
        answer = desk.post("/accounts/email/", {"action_add": "", "email": address})
        answers.append((answer.status_code, answer.get("Location")))
    assert answers[0] == answers[1]


def test_step_up_asks_again(alice: User) -> None:
    from allauth.core.exceptions import ReauthenticationRequired

    from accounts.access import step_up_required

    view = step_up_required(lambda request: HttpResponse("done"))
    request = RequestFactory().post("/somewhere/")
    request.user = alice
    request.session = Client().session
    with pytest.raises(ReauthenticationRequired):
        view(request)


def test_last_seen_is_coarse(alice: User, login: Any) -> None:
    browser = login(alice)
    browser.get("/settings/")
    alice.refresh_from_db()
    first = alice.last_seen_at
    assert first is not None
    browser.get("/settings/")
    alice.refresh_from_db()
    assert alice.last_seen_at == first
    with clock.after(policy.LAST_SEEN_EVERY * 2):
        browser.get("/settings/")
    alice.refresh_from_db()
    assert alice.last_seen_at is not None
    assert alice.last_seen_at > first
