"""The main road, walked by two people at once: Bob on a narrow window and by keyboard alone, Alice at a desk."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from contracts.models import Contract
from contracts.tests.conftest import make_gig
from discovery.actions.rebuild import rebuild
from discovery.demo.load import CLIPS, film
from e2e.conftest import DESKTOP, PHONE, Visit
from e2e.keys import press, press_here, reach, write
from gigs.models import Gig, GigSample

pytestmark = pytest.mark.django_db(transaction=True)

CLIP = CLIPS / "tide.mp4"


@pytest.fixture
def gig(alice: Any) -> Gig:
    """Alice's live gig with a film, 300 EUR."""
    gig = make_gig(alice)
    GigSample.objects.create(gig=gig, video=film(alice, "sample", "aurora", "A grade"), position=0)
    rebuild()  # the documents are as they are once the worker has been
    return gig


@pytest.mark.timeout(420)
def test_from_the_gig_to_the_reviews(open_page: Callable[..., Visit], gig: Gig, alice: Any, bob: Any) -> None:
    phone, desk = open_page(PHONE, theme="light"), open_page(DESKTOP)
    client, creator = phone.sign_in(bob), desk.sign_in(alice)

    # Bob finds the gig and orders it.
    phone.go("/gigs/")
    press(client, client.get_by_role("link", name=gig.title))
    client.wait_for_url(f"**{gig.get_absolute_url()}")
    press(client, client.get_by_role("button", name="Continue"))
    press(client, client.get_by_role("button", name="Place the order"))
    client.wait_for_url("**/contracts/**")
    contract = Contract.objects.get(client=bob)
    room = f"{phone.url}{contract.get_absolute_url()}"

    # He says what it is for. Alice's page, open from here on, follows by itself.
    creator.goto(f"{desk.url}{contract.get_absolute_url()}")
    press(client, client.get_by_role("link", name="Answer the brief"))
    write(client, client.get_by_label("What is it for?"), "A launch film, mostly seen on phones.")
    press(client, client.get_by_role("button", name="Send to the creator"))
    client.wait_for_url(room)
    expect(creator.locator("main").get_by_text("A launch film, mostly seen on phones.").first).to_be_visible()

    # The money goes to escrow.
    press(client, client.get_by_role("button", name="into escrow"))
    client.wait_for_url("**/sandbox/**")
    press(client, client.get_by_role("button", name="Pay €300"))
    client.wait_for_url(room)
    expect(client.locator(".room__money").get_by_text("In escrow")).to_be_visible()
    expect(creator.locator(".room__timeline").get_by_text("in escrow")).to_be_visible()

    # They talk, live, both ways.
    creator.get_by_label("Message to").fill("Thank you! First cut on Friday.")
    creator.get_by_role("button", name="Send", exact=True).click()
    expect(client.get_by_role("log").get_by_text("First cut on Friday.")).to_be_visible()
    write(client, client.get_by_label("Message to"), "Looking forward to it.")
    press(client, client.get_by_role("button", name="Send", exact=True), "Space")
    expect(creator.get_by_role("log").get_by_text("Looking forward to it.")).to_be_visible()

    # Alice delivers a real film, which is transcoded with its watermark.
    deliver(creator, CLIP, "First version.")
    expect(client.get_by_text("Watermarked until the release")).to_be_visible(timeout=90_000)
    expect(client.locator(".room__stage video")).to_be_attached()
    expect(client.get_by_role("link", name="Download the original")).to_have_count(0)

    # One round of changes, then the second version is accepted and paid out.
    press(client, client.get_by_role("link", name="Request changes"))
    write(client, client.locator("main textarea"), "A little darker, please.")
    press(client, client.get_by_role("button", name="Request changes"))
    client.wait_for_url(room)
    expect(creator.locator(".room__next")).to_have_text("Deliver a new version")
    deliver(creator, CLIPS / "ember.mp4", "Darker.")
    expect(client.get_by_role("heading", name="Version 2")).to_be_visible(timeout=90_000)
    expect(client.get_by_text("Watermarked until the release")).to_be_visible(timeout=90_000)
    press(client, client.get_by_role("button", name="Accept", exact=True))
    press_here(client, client.get_by_role("button", name="Accept and release"))
    expect(creator.locator(".room__money").get_by_text("Released")).to_be_visible()
    expect(client.get_by_role("link", name="Download the original")).to_be_visible()
    desk.go("/earnings/")
    expect(creator.locator(".stats div", has_text="Clearing").first).to_contain_text("€270.00")

    # Both say how it was; nobody reads the other first.
    for visit, page, words in (
        (phone, client, "Exactly the film I saw in my head."),
        (desk, creator, "A clear brief."),
    ):
        visit.go(f"{contract.get_absolute_url()}review/")
        for row in page.locator(".rate-row").all():
            reach(page, row.locator("input"))
            page.keyboard.press("ArrowLeft")  # from the first round to the last
        write(page, page.get_by_label("In your words"), words)
        press(page, page.get_by_role("button", name="Send review"))
        expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(creator.get_by_text("Exactly the film I saw in my head.")).to_be_visible()

    # The world reads what the client wrote, on the gig's page and on Alice's.
    visitor = open_page(PHONE)
    for path in (gig.get_absolute_url(), gig.creator.get_absolute_url()):
        expect(visitor.go(path).get_by_text("Exactly the film I saw in my head.")).to_be_visible()

    # The account book adds up.
    with redirect_stdout(io.StringIO()):
        call_command("ledger_check")


def deliver(page: Any, clip: Path, note: str) -> None:
    """Upload `clip` and hand it over with `note`."""
    page.get_by_role("link", name="Deliver").first.click()
    page.wait_for_url("**/deliveries/")
    page.locator("[data-upload-input]").set_input_files(clip)
    row = page.locator("li.upload")
    expect(row).to_have_attribute("data-state", re.compile("processing|ready"), timeout=60_000)
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Deliver", exact=True).click()
    page.wait_for_url("**/contracts/**")
