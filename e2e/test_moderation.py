"""A gig that is not what it says: Bob reports it, a moderator takes it down, Alice appeals, and it is given back."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from accounts import groups
from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from accounts.tests.test_mfa import code
from contracts.tests.conftest import make_gig
from e2e.conftest import PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.timeout(180)
def test_from_a_report_to_an_appeal_that_is_granted(
    open_page: Callable[..., Visit], alice: User, bob: User, mod: User
) -> None:
    gig = make_gig(alice)
    client = open_page(PHONE)
    page = client.sign_in(bob)
    client.go(gig.get_absolute_url())
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_label("Somebody else's work").check()
    page.get_by_label("Tell us more").fill("The second half is from a film of mine.")
    page.locator("main").get_by_role("button", name="Report").click()
    expect(page.get_by_text("Our staff look at it")).to_be_visible()

    desk = open_page(theme="light")
    staff = _at_the_desk(desk, mod)
    desk.go("/admin/")
    assert desk.axe() == []
    staff.get_by_role("link", name="Reports 1").click()
    assert desk.axe() == []
    staff.locator("#result_list tbody th a").click()
    expect(staff.get_by_text("is from a film of mine")).to_be_visible()
    assert desk.axe() == []
    staff.get_by_role("link", name="Uphold and take down").click()
    staff.get_by_label("Reason").fill("The shots from 0:12 on are another's.")
    assert desk.axe() == []
    staff.get_by_role("button", name="Uphold and take down").click()
    expect(staff.locator(".messagelist")).to_contain_text("is decided")

    assert page.goto(client.url + gig.get_absolute_url()).status == 404  # type: ignore[union-attr]

    creator = open_page(theme="light")
    hers = creator.sign_in(alice)
    creator.go("/notifications/")
    hers.locator("main").get_by_role("button", name="have taken “I will cut your brand film” down").click()
    expect(hers.get_by_role("heading", name="was taken down")).to_be_visible()
    expect(hers.get_by_text("Somebody else's work")).to_be_visible()
    expect(hers.get_by_text("from 0:12 on are another's")).to_be_visible()
    hers.get_by_label("How do you see it?").fill("I filmed all of it; the other channel is mine, too.")
    hers.get_by_role("button", name="Send the appeal").click()
    expect(hers.get_by_text("It waits for our staff")).to_be_visible()

    desk.go("/admin/")
    staff.get_by_role("link", name="Appeals 1").click()
    staff.locator("#result_list tbody th a").click()
    expect(staff.get_by_text("the other channel is mine")).to_be_visible()
    staff.get_by_role("link", name="Take it back").click()
    staff.get_by_label("Answer").fill("You showed us the channel. We are sorry.")
    staff.get_by_role("button", name="Take it back").click()
    expect(staff.locator(".messagelist")).to_contain_text("is decided")

    hers.reload()
    expect(hers.get_by_role("heading", name="It is taken back")).to_be_visible()
    client.go(gig.get_absolute_url())
    expect(page.get_by_role("heading", name=gig.title)).to_be_visible()


def _at_the_desk(visit: Visit, mod: User) -> Page:
    mod.groups.add(Group.objects.get(name=groups.MODERATOR))
    enrol_totp(mod, SECRET)
    page = visit.sign_in(mod)
    page.locator("main input[name=code]").fill(code(SECRET))
    page.locator("main input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/2fa/" not in url)
    return page
