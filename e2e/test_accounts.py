"""Joining, passkeys, second factors and the bell, as people meet them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests import PASSWORD
from accounts.tests.test_mfa import code
from e2e.conftest import DESKTOP, PHONE, Visit, code_mailed_to
from notifications import notify, registry

pytestmark = pytest.mark.django_db(transaction=True)


def say_that_it_is_me(page: Page) -> None:
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()


def sign_out(visit: Visit) -> None:
    page = visit.go("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{visit.url}/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_joining_on_a_phone(open_page: Callable[..., Visit], javascript: bool) -> None:
    address = f"eve-{javascript}@example.com".lower()
    visit = open_page(PHONE, javascript=javascript)
    page = visit.go("/accounts/signup/?next=/settings/")
    page.get_by_text("Sell my work").click()
    page.get_by_label("Your name").fill("Eve Park")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill("short")
    page.get_by_label("I agree to the terms of use").check()
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not javascript or visit.axe() == []
    expect(page.get_by_label("Your name")).to_have_value("Eve Park")
    page.get_by_label("Password").fill("unlikely-otter-77")
    page.get_by_label("I agree to the terms of use").check()
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("heading", name="Verify your e-mail address")).to_be_visible()
    page.get_by_label("Code").fill(code_mailed_to(address))
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/settings/")
    expect(page.get_by_label("Name")).to_have_value("Eve Park")


def test_a_passkey_is_made_and_opens_the_door(open_page: Callable[..., Visit], alice: User) -> None:
    visit = open_page(DESKTOP)
    keys = visit.context.new_cdp_session(visit.page)
    keys.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    visit.sign_in(alice)
    page = visit.go("/accounts/2fa/webauthn/add/")
    say_that_it_is_me(page)
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Create it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page = visit.go("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Signs in alone")).to_be_visible()

    sign_out(visit)
    page = visit.go("/accounts/login/?next=/notifications/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{visit.url}/notifications/")

    # As a second factor, after the password.
    sign_out(visit)
    page = visit.sign_in(alice)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda url: "/2fa/" not in url)
    expect(visit.go("/settings/").get_by_role("heading", name="Settings")).to_be_visible()


def test_a_cancelled_passkey_says_so(open_page: Callable[..., Visit]) -> None:
    visit = open_page(DESKTOP)
    keys = visit.context.new_cdp_session(visit.page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    page = visit.go("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-passkey-error]")).to_contain_text("did not work")


def test_staff_set_up_their_second_factor_on_the_way_to_the_desk(open_page: Callable[..., Visit], mod: User) -> None:
    visit = open_page(DESKTOP)
    visit.sign_in(mod)
    page = visit.go("/admin/")
    expect(page.get_by_role("heading", name="Two-factor sign-in")).to_be_visible()
    page.get_by_role("link", name="Set up").click()
    say_that_it_is_me(page)
    secret = page.locator(".copy code").inner_text()
    page.get_by_label("code").fill(code(secret))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert visit.go("/admin/").url.endswith("/admin/")


def test_the_bell_rings_on_an_open_page(open_page: Callable[..., Visit], alice: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(registry, "_events", dict(registry._events))
    registry.register(registry.Event("tests.hint", "Hint", registry.Group.ACCOUNT, channels=("in_app",)))
    visit = open_page(DESKTOP)
    visit.sign_in(alice)
    page = visit.go("/settings/")
    expect(page.locator("#bell-count")).to_be_empty()
    with page.expect_websocket() as opened:
        page.reload()
    assert opened.value.url.endswith("/ws/me/")
    page.wait_for_load_state("networkidle")

    def ring() -> bool:
        with transaction.atomic():
            notify("tests.hint", alice, key="x", url="/settings/", text="Bob <b>funded</b> the milestone")
        return True

    ring()
    expect(page.locator("#bell-count")).to_have_text("1")
    expect(page.locator("#toasts")).to_contain_text("Bob <b>funded</b> the milestone")
    page = visit.go("/notifications/")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Mark as read")).to_have_count(0)
    expect(page.locator("#bell-count")).to_be_empty()
