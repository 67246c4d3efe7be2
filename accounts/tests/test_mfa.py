"""Second factors, and that staff cannot go without one."""

from base64 import b64decode
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from accounts.tests import PASSWORD
from reelbyte import outbox
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def step_up(browser: Client) -> None:
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_setting_up_an_authenticator_app(alice: User, login: Any, django_capture_on_commit_callbacks: Any) -> None:
    browser = login(alice)
    assert browser.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    step_up(browser)
    page = browser.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    drawing = b64decode(page.context["totp_svg_data_uri"].partition("base64,")[2])
    assert b'fill="white"' in drawing  # a scanner cannot read it on a dark page otherwise
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    stored = Authenticator.objects.get(user=alice, type="totp").data["secret"]
    assert secret not in stored
    assert AuditEntry.objects.filter(action="accounts.mfa_added", actor=alice).count() == 2  # app and codes
    outbox.drain()
    assert "Authenticator app turned on" in [message.subject for message in mail.outbox]
    for address in ("/accounts/2fa/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/totp/deactivate/"):
        assert browser.get(address).status_code == 200, address
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/accounts/2fa/totp/deactivate/")
    assert AuditEntry.objects.filter(action="accounts.mfa_removed", actor=alice).exists()


def test_signing_in_then_asks_for_the_code(client: Client, alice: User) -> None:
    enrol_totp(alice, SECRET)
    answer = client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD, "next": "/settings/"})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    assert "passkey-options" in client.get(answer["Location"]).content.decode()
    assert client.post(answer["Location"], {"code": "000000"}).status_code == 200
    answer = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert answer["Location"] == "/settings/"
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_a_secret_survives_a_rotated_key(client: Client, alice: User, settings: Any) -> None:
    enrol_totp(alice, SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert client.post("/accounts/2fa/authenticate/", {"code": code()}).status_code == 302


def test_passkey_pages_carry_no_script_of_their_own(alice: User, login: Any) -> None:
    browser = login(alice)
    step_up(browser)
    for address in ("/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/"):
        html = browser.get(address).content.decode()
        assert "<script>" not in html
        assert "data-allauth-onload" not in html
    assert 'data-passkey="create"' in browser.get("/accounts/2fa/webauthn/add/").content.decode()


def test_passkey_sign_in_offers_a_challenge(client: Client) -> None:
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert options["rpId"] == "testserver"
    assert options["userVerification"] == "required"


@pytest.mark.parametrize(
    "made_up", ['{"id": "x"}', "[]", '"x"', "{}", '{"rawId": "eA", "id": "eA", "response": {}}', "not json"]
)
def test_a_made_up_passkey_is_refused_and_fails_no_page(client: Client, alice: User, login: Any, made_up: str) -> None:
    client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": made_up})
    assert answer["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session
    browser = login(alice)
    step_up(browser)
    browser.get("/accounts/2fa/webauthn/add/")
    answer = browser.post("/accounts/2fa/webauthn/add/", {"name": "Key", "credential": made_up})
    assert answer.status_code == 200
    assert not alice.authenticator_set.exists()


class TestStaff:
    """The admin."""

    ADDRESSES = ("/admin/", "/admin/accounts/user/", "/admin/login/", "/admin/jsi18n/", "/admin/password_change/")

    def test_strangers_are_sent_to_the_one_way_in(self, client: Client) -> None:
        answer = client.get("/admin/accounts/user/", follow=True)
        assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")

    def test_members_are_refused(self, alice: User, login: Any) -> None:
        assert login(alice).get("/admin/", follow=True).status_code == 403

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_without_a_second_factor_no_page_opens(self, mod: User, login: Any, address: str) -> None:
        answer = login(mod).get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")

    def test_a_superuser_is_no_exception(self, login: Any, db: None) -> None:
        root = User.objects.create_superuser("root@example.com", PASSWORD)
        assert login(root).get("/admin/")["Location"] == "/accounts/2fa/"
        assert login(root).post("/admin/accounts/user/", {"action": "suspend"})["Location"] == "/accounts/2fa/"

    def test_with_one_it_does(self, mod: User, login: Any) -> None:
        enrol_totp(mod, SECRET)
        assert login(mod).get("/admin/").status_code == 200

    def test_passwords_change_where_it_is_recorded(self, mod: User, login: Any) -> None:
        enrol_totp(mod, SECRET)
        assert login(mod).get("/admin/password_change/")["Location"] == "/accounts/password/change/"
