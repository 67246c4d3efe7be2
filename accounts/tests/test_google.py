"""Signing in through somebody else: a real OpenID exchange over HTTP, its faults, and who may not come in by it."""

import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client, override_settings

from accounts.models import User
from conftest import PASSWORD
from reelbyte import outbox
from reelbyte.models import AuditEntry
from reelbyte.testing import oidc

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/google/login/"
EVE = {"sub": "1001", "email": "eve@example.com", "email_verified": True, "name": "Eve Park"}
FORM = {"role": "creator", "name": "Eve Park", "email": "eve@example.com", "terms": "on"}


@pytest.fixture
def google() -> Iterator[oidc.Provider]:
    """A provider that this site knows as Google."""
    with oidc.provider() as provider:
        app = {
            "provider_id": "google",
            "name": "Google",
            "client_id": oidc.CLIENT_ID,
            "secret": oidc.CLIENT_SECRET,
            "settings": {"server_url": provider.url, "fetch_userinfo": False, "oauth_pkce_enabled": True},
        }
        with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}):
            yield provider


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def there_and_back(browser: Client, google: oidc.Provider, *, process: str = "", tamper: str = "") -> Any:
    """Press the button, be sent there, be sent back. `tamper` replaces the state on the way."""
    url = f"{LOGIN}?process={process}" if process else LOGIN
    assert browser.get(url).status_code == 200  # a link alone sends nobody off
    sent = browser.post(url)
    assert sent.status_code == 302, sent.content
    assert sent["Location"].startswith(f"{google.url}/authorize?")
    try:
        urllib.request.build_opener(_Stay).open(sent["Location"])
    except HTTPError as answer:
        assert answer.code == 302, answer.read()
        back = answer.headers["Location"]
    if tamper:
        back = back.partition("state=")[0] + f"state={tamper}"
    return browser.get(back.partition("testserver")[2])


def connect(person: User, google: oidc.Provider) -> Client:
    """Sign in, and from inside say that the account there is one's own: which asks for the password once more."""
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    answer = there_and_back(browser, google, process="connect")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD}, follow=True)
    return browser


def who(browser: Client) -> str:
    return browser.session.get("_auth_user_id", "")


def test_the_provider_is_what_it_says(google: oidc.Provider) -> None:
    google.person = EVE
    (key,) = google.keys()["keys"]
    claims = jwt.decode(
        google.id_token(), jwt.PyJWK(key).key, algorithms=["RS256"], audience=oidc.CLIENT_ID, issuer=google.url
    )
    assert claims["sub"] == "1001"


def test_joining_with_a_proven_address(client: Client, google: oidc.Provider) -> None:
    google.person = EVE
    answer = there_and_back(client, google)
    assert answer["Location"] == "/accounts/3rdparty/signup/"
    page = client.get(answer["Location"]).content.decode()
    assert 'value="Eve Park"' in page
    assert "needs your agreement" in client.post(answer["Location"], {**FORM, "terms": ""}).content.decode()
    assert client.post(answer["Location"], FORM)["Location"] == "/welcome/"
    eve = User.objects.get(email="eve@example.com")
    assert who(client) == str(eve.pk)
    assert (eve.name, eve.roles) == ("Eve Park", "creator")
    assert EmailAddress.objects.get(user=eve).verified  # the provider has proven it: no code is mailed
    assert eve.terms_acceptances.count() == 1
    again = Client()
    assert there_and_back(again, google)["Location"] == "/dashboard/"
    assert who(again) == str(eve.pk)
    assert not eve.has_usable_password()


def test_an_address_nobody_has_proven_is_proven_first(client: Client, google: oidc.Provider) -> None:
    for said in (False, "false", "true"):  # a word is no proof
        google.person = {**EVE, "sub": f"says {said!r}", "email": f"{said}@example.com", "email_verified": said}
        browser = Client()
        answer = there_and_back(browser, google)
        browser.post(answer["Location"], {**FORM, "email": f"{said}@example.com"})
        assert who(browser) == ""
        assert not EmailAddress.objects.filter(email__iexact=f"{said}@example.com", verified=True).exists()


def test_another_address_than_the_proven_one_is_proven_first(client: Client, google: oidc.Provider, bob: User) -> None:
    google.person = EVE
    answer = there_and_back(client, google)
    client.post(answer["Location"], {**FORM, "email": "else@example.com"})
    assert who(client) == ""
    assert not EmailAddress.objects.get(email="else@example.com").verified


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_opens_no_account_that_is_there(
    client: Client, google: oidc.Provider, alice: User, verified: bool
) -> None:
    google.person = {**EVE, "email": "Alice@example.com", "email_verified": verified}
    answer = there_and_back(client, google)
    if answer["Location"] == "/accounts/3rdparty/signup/":
        client.post(answer["Location"], {**FORM, "email": "alice@example.com"})
    assert who(client) == ""
    assert not SocialAccount.objects.exists()
    assert User.objects.filter(email="alice@example.com").count() == 1
    outbox.drain()
    assert [message.to for message in mail.outbox] == [["alice@example.com"]]  # told there, and only there


def test_an_account_begun_with_ones_address_by_somebody_else_gives_them_nothing(
    client: Client, google: oidc.Provider
) -> None:
    thief = Client()
    thief.post("/accounts/signup/", {**FORM, "password1": "unlikely-otter-77"})  # Eve's address, never proven
    google.person = EVE
    answer = there_and_back(client, google)
    client.post(answer.get("Location", "/accounts/3rdparty/signup/"), FORM)
    thief.post("/accounts/login/", {"login": "eve@example.com", "password": "unlikely-otter-77"})
    assert who(thief) == ""
    assert not SocialAccount.objects.filter(user__email="eve@example.com", user__password__startswith="argon2").exists()


def test_linking_is_done_from_inside_and_to_one_account(google: oidc.Provider, alice: User, bob: User) -> None:
    google.person = {**EVE, "email": "other@example.com"}
    connect(alice, google)
    assert SocialAccount.objects.get().user == alice
    assert AuditEntry.objects.filter(action="accounts.social_added", actor=alice).exists()
    fresh = Client()
    there_and_back(fresh, google)
    assert who(fresh) == str(alice.pk)
    assert who(connect(bob, google)) == str(bob.pk)
    assert SocialAccount.objects.get().user == alice


def test_an_old_session_of_somebody_without_a_password_proves_itself_there(
    client: Client, google: oidc.Provider
) -> None:
    google.person = EVE
    client.post(there_and_back(client, google)["Location"], FORM)
    assert client.get("/settings/data/deletion/").status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = 0
    session.save()
    for url in ("/settings/data/deletion/", "/accounts/password/set/", "/accounts/email/"):
        assert client.get(url)["Location"].startswith("/accounts/oidc/google/login/?process=login&next=%2F"), url
    assert client.post("/settings/data/exports/")["Location"].startswith("/accounts/oidc/google/login/")
    there_and_back(client, google, process="login")
    assert client.get("/settings/data/deletion/").status_code == 200


def test_who_is_suspended_stays_out(google: oidc.Provider, alice: User) -> None:
    SocialAccount.objects.create(user=alice, provider="google", uid="1001")
    User.objects.filter(pk=alice.pk).update(status="suspended")
    google.person = EVE
    browser = Client()
    assert there_and_back(browser, google)["Location"] == "/accounts/inactive/"
    assert who(browser) == ""


@pytest.mark.parametrize("fault", ["token refused", "wrong audience", "wrong issuer", "expired"])
def test_a_provider_that_fails_lets_nobody_in(client: Client, google: oidc.Provider, alice: User, fault: str) -> None:
    SocialAccount.objects.create(user=alice, provider="google", uid="1001")
    google.person = EVE
    google.faults = {fault}
    answer = there_and_back(client, google)
    assert answer.status_code == 401
    assert who(client) == ""
    google.faults = set()
    there_and_back(client, google)
    assert who(client) == str(alice.pk)


def test_who_says_no_there_is_told_so_here(client: Client, google: oidc.Provider) -> None:
    google.faults = {"denied"}
    assert there_and_back(client, google)["Location"] == "/accounts/3rdparty/login/cancelled/"


def test_an_answer_to_somebody_elses_question_is_none(client: Client, google: oidc.Provider, alice: User) -> None:
    SocialAccount.objects.create(user=alice, provider="google", uid="1001")
    google.person = EVE
    assert there_and_back(client, google, tamper="made-up").status_code == 401
    assert who(client) == ""


def test_a_provider_that_is_away_is_no_error_of_ours(client: Client, google: oidc.Provider) -> None:
    google.faults = {"down"}
    answer = client.post(LOGIN)
    assert answer.status_code in (401, 503)
    assert client.get("/accounts/oidc/nobody/login/").status_code == 404
