"""Signing in, and choosing a new password."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings

from accounts.models import User
from accounts.tests import PASSWORD
from reelbyte import outbox, policy
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post("/accounts/login/", {"login": email, "password": password, **more})


def test_it_leads_where_one_was_going(client: Client, alice: User) -> None:
    answer = client.get("/settings/")
    assert answer["Location"] == "/accounts/login/?next=/settings/"
    answer = sign_in(client, "ALICE@example.com", next="/settings/")
    assert answer["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200


def test_a_fragment_sends_the_whole_page_to_sign_in(client: Client) -> None:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/gigs/?page=2"}
    answer = client.get("/notifications/bell/", headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Fgigs%2F%3Fpage%3D2"


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "http:///evil.example"]
)
def test_next_never_leads_elsewhere(client: Client, alice: User, url: str) -> None:
    assert sign_in(client, alice.email, next=url)["Location"] == "/dashboard/"


def test_unknown_and_wrong_are_the_same_answer(alice: User) -> None:
    pages = []
    for email in (alice.email, "nobody@example.com"):
        page = sign_in(Client(), email, "not-the-password").content.decode()
        pages.append(re.sub(r"value=\"[^\"]*\"|X-CSRFToken[^}]*", "", page))
    assert pages[0] == pages[1]


def test_unknown_and_wrong_hash_as_often(alice: User, monkeypatch: Any) -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    counts = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    for email in (alice.email, "nobody@example.com"):
        calls: list[int] = []
        monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a, c=calls: c.append(1) or encode(*a))
        monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a, c=calls: c.append(1) or verify(*a))
        sign_in(Client(), email, "not-the-password")
        counts.append(len(calls))
    assert counts[0] == counts[1]


def test_the_suspended_do_not_come_in(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(status="suspended")
    assert sign_in(client, alice.email)["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


@override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "2/m/key"})
def test_guessing_is_limited_from_however_many_addresses(client: Client, alice: User) -> None:
    for n in range(2):
        client.post("/accounts/login/", {"login": alice.email, "password": "guess"}, REMOTE_ADDR=f"192.0.2.{n}")
    answer = client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.9")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"}, ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_only_its_own_word_counts(client: Client, alice: User) -> None:
    answers = []
    for claimed in ("1.1.1.1", "2.2.2.2"):
        forwarded = f"{claimed}, 203.0.113.7"  # the proxy appends whom it really saw
        data = {"login": alice.email, "password": "guess"}
        answers.append(client.post("/accounts/login/", data, headers={"x-forwarded-for": forwarded}).status_code)
    assert answers == [200, 429]


class TestReset:
    """A forgotten password."""

    def ask(self, browser: Client, email: str, **more: Any) -> Any:
        return browser.post("/accounts/password/reset/", {"email": email}, **more)

    def link(self) -> str:
        outbox.drain()
        found = re.search(r"\S+/password/reset/key/\S+", str(mail.outbox[-1].body))
        assert found
        return found.group(0)

    def test_the_way_back_in(self, client: Client, alice: User) -> None:
        self.ask(client, alice.email)
        link = self.link()
        assert f"works for {policy.PASSWORD_RESET_HOURS} hours" in str(mail.outbox[-1].body)
        page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
        form = page.redirect_chain[-1][0]
        client.post(form, {"password1": "brand-new-otter-1", "password2": "brand-new-otter-1"})
        alice.refresh_from_db()
        assert alice.check_password("brand-new-otter-1")
        assert AuditEntry.objects.filter(action="accounts.password_reset").count() == 1
        outbox.drain()
        assert mail.outbox[-1].subject == "Your password was changed"

    def test_nobody_learns_who_is_a_member(self, alice: User) -> None:
        answers = [self.ask(Client(), email) for email in (alice.email, "nobody@example.com")]
        assert answers[0]["Location"] == answers[1]["Location"]
        outbox.drain()
        assert {message.to[0] for message in mail.outbox} == {alice.email, "nobody@example.com"}
        assert len({len(message.alternatives) for message in mail.outbox}) == 1

    @override_settings(ALLOWED_HOSTS=["*"], SITE_URL="https://reelbyte.test")
    def test_a_poisoned_host_reaches_no_link(self, client: Client, alice: User) -> None:
        for email in (alice.email, "nobody@example.com"):
            self.ask(client, email, headers={"host": "evil.example"})
        client.post(
            "/accounts/signup/",
            {"email": alice.email, "name": "x", "role": "client", "password1": "unlikely-otter-77", "terms": "on"},
            headers={"host": "evil.example"},
        )
        outbox.drain()
        assert len(mail.outbox) == 3
        for message in mail.outbox:
            assert "evil.example" not in str(message.body) + str(message.alternatives)
            assert "https://reelbyte.test/accounts/" in str(message.body)

    def test_an_unknown_host_is_refused(self, client: Client) -> None:
        assert self.ask(client, "x@example.com", headers={"host": "evil.example"}).status_code == 400

    def test_a_link_works_once(self, client: Client, alice: User) -> None:
        self.ask(client, alice.email)
        path = self.link().removeprefix("http://localhost:8000")
        form = client.get(path, follow=True).redirect_chain[-1][0]
        client.post(form, {"password1": "brand-new-otter-1", "password2": "brand-new-otter-1"})
        assert "no longer works" in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize("page", ["login", "login/callback", "login/token"])
def test_without_google_its_pages_are_not_there(client: Client, page: str) -> None:
    assert client.get(f"/accounts/google/{page}/").status_code == 404
    assert client.post(f"/accounts/google/{page}/").status_code == 404
