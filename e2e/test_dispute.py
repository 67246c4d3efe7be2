"""When it goes wrong: Bob disputes, Alice answers, no split is found, and a moderator divides the money."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from accounts import groups
from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from accounts.tests.test_mfa import code
from contracts.actions.order import place_order
from contracts.models import Contract, Dispute
from contracts.tasks import sweep_deadlines
from contracts.tests.conftest import answer, hand_over, make_gig, pay
from e2e.conftest import PHONE, Visit
from payments import invariants, ledger
from reelbyte import clock
from reelbyte.money import Money
from reelbyte.testing.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def contract(alice: Any, bob: Any) -> Contract:
    """Paid, and a version waits for Bob's answer."""
    package = make_gig(alice).packages.get()
    placed = place_order(bob, package, order_key="0198c9d1-0000-7000-8000-000000000001", seen=Money(30_000, "EUR"))
    milestone = placed.milestones.get()
    pay(milestone)
    answer(milestone)
    hand_over(milestone)
    return placed


@pytest.mark.timeout(240)
def test_from_a_dispute_to_divided_money(
    contract: Contract, open_page: Callable[..., Visit], alice: User, bob: User, mod: User
) -> None:
    client = open_page(PHONE)
    page = client.sign_in(bob)
    client.go(contract.get_absolute_url())
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Open a dispute").or_(page.get_by_role("link", name="Open a dispute")).click()
    page.get_by_label("The quality is not good enough").check()
    page.get_by_label("What happened?").fill("Half of it is out of focus, from 0:12 on.")
    page.get_by_label("Goes to the client").fill("300")
    page.get_by_role("button", name="Open the dispute").click()
    expect(page.get_by_role("heading", name="Waiting for the answer")).to_be_visible()

    creator = open_page(theme="light")
    hers = creator.sign_in(alice)
    creator.go(contract.get_absolute_url())
    hers.get_by_role("link", name="Go to the dispute").click()
    expect(hers.get_by_text("out of focus, from 0:12 on")).to_be_visible()
    hers.get_by_label("What happened?").fill("Two shots are soft. I offered to replace them.")
    hers.get_by_role("button", name="Send your answer").click()
    hers.get_by_label("Goes to the client").fill("60")
    hers.get_by_role("button", name="Offer this split").click()
    expect(hers.get_by_text("€216.00").first).to_be_visible()

    # His page has been open all the while.
    page.get_by_role("button", name="Do not agree").click()
    expect(page.get_by_text("declined")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the page is a new one: by now its socket listens

    dispute = Dispute.objects.get()
    for _round in dispute.round_hours:
        Dispute.objects.update(deadline_at=clock.now() - timedelta(minutes=1))
        sweep_deadlines()
    expect(page.get_by_role("heading", name="With our staff")).to_be_visible()

    staff = _at_the_desk(open_page, mod)
    staff.goto(f"{client.url}/admin/contracts/dispute/?status__exact=with_staff")
    staff.locator("#result_list tbody th a").click()
    expect(staff.get_by_text("I offered to replace them")).to_be_visible()
    slider = staff.get_by_label("Share of the client in percent")
    slider.fill("40")
    expect(staff.get_by_label("Goes to the client")).to_have_value("120.00")
    staff.get_by_label("Reason").fill("Half of it cannot be used; two of five shots were offered again.")
    staff.get_by_role("button", name="Decide and move the money").click()
    expect(staff.locator(".messagelist")).to_contain_text("Decided")

    wait_until(lambda: contract.milestones.get().status == "resolved", "the money to arrive")
    expect(page.get_by_role("heading", name="Decided")).to_be_visible()
    expect(page.get_by_text("Half of it cannot be used")).to_be_visible()
    milestone = contract.milestones.get()
    assert (milestone.refunded, milestone.released) == (Money(12_000, "EUR"), Money(18_000, "EUR"))
    assert ledger.balance("creator.payable", str(alice.public_id), "EUR") == Money(16_200, "EUR")
    assert [finding.name for finding in invariants.check() if finding.problems] == []
    hers.goto(f"{client.url}/earnings/")
    expect(hers.locator("main")).to_contain_text("€162.00")


def _at_the_desk(open_page: Callable[..., Visit], mod: User) -> Page:
    mod.groups.add(Group.objects.get(name=groups.MODERATOR))
    enrol_totp(mod, SECRET)
    page = open_page(theme="light").sign_in(mod)
    page.locator("main input[name=code]").fill(code(SECRET))
    page.locator("main input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/2fa/" not in url)
    return page
