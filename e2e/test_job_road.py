"""The other road: Bob says what he needs, Alice bids, they agree, and the work is paid for and rated.

Up to the contract neither of them has a mouse.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from contracts.models import Contract
from creators.models import Category
from discovery.demo.load import CLIPS
from discovery.tests.builders import make_creator
from e2e.conftest import DESKTOP, PHONE, Visit
from e2e.keys import press, press_here, reach, write
from e2e.test_road import deliver
from jobs.models import Job
from messaging.models import Conversation
from payments import invariants, ledger
from proposals.models import Offer, Proposal
from reelbyte.money import Money

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "A film of a folding bike"
BRIEF = "We launch a folding bike in May and need one vertical film of it: hook first, the fold as the turn, sound on."
LETTER = "The fold is the joke: I would open on it, backwards, and let the street do the rest."


@pytest.mark.timeout(300)
def test_from_a_job_to_the_reviews(open_page: Callable[..., Visit], alice: Any, bob: Any) -> None:
    make_creator(alice)
    phone, desk = open_page(PHONE), open_page(DESKTOP, theme="light")
    client, creator = phone.sign_in(bob), desk.sign_in(alice)
    job = post_the_job(phone, client)
    propose(desk, creator, job)

    # Bob reads it on his board, puts it on the shortlist, and asks what he wants to know.
    phone.go(f"/hiring/jobs/{job.slug}/proposals/")
    assert phone.axe() == []
    press(client, client.locator("main").get_by_role("heading", name="Alice Moreau").get_by_role("link"))
    expect(client.get_by_text("The fold is the joke")).to_be_visible()
    assert phone.axe() == []
    press(client, client.get_by_role("button", name="Put on the shortlist"))
    expect(client.get_by_role("button", name="Off the shortlist")).to_be_visible()
    press(client, client.get_by_role("link", name="Write a message"))
    say(client, "Could you shoot in the second week of May?")
    proposal = Proposal.objects.get()
    assert proposal.status == "shortlisted"
    desk.go(Conversation.objects.get(subject=f"job:{job.slug}").get_absolute_url())
    expect(creator.get_by_role("log").get_by_text("second week of May")).to_be_visible()
    say(creator, "Yes, from the ninth on.")
    expect(client.get_by_role("log").get_by_text("from the ninth on")).to_be_visible()

    # He offers what she proposed, and she takes it.
    phone.go(f"/hiring/proposals/{proposal.public_id}/")
    press(client, client.get_by_role("link", name="Make an offer"))
    expect(client.locator("#sums")).to_contain_text("€810")  # what she gets, before anything is pressed
    press(client, client.get_by_role("button", name="Send the offer"))
    expect(client.get_by_text("Waiting for the answer")).to_be_visible()
    offer = Offer.objects.get()
    desk.go(offer.get_absolute_url())
    assert desk.axe() == []
    press(creator, creator.get_by_role("button", name="Accept: €900"))
    creator.wait_for_url("**/contracts/**")
    contract = Contract.objects.get()
    room = f"{phone.url}{contract.get_absolute_url()}"
    job.refresh_from_db()
    assert job.status == "filled"

    # Both milestones are paid for at once.
    client.goto(room)
    expect(client.get_by_role("group", name="Pay for several at once")).to_be_visible()
    assert phone.axe() == []
    press_here(client, client.get_by_label("The cut"), "Space")
    expect(client.get_by_text("You pay for 1 milestone")).to_be_visible()
    press_here(client, client.get_by_label("The cut"), "Space")
    expect(client.get_by_text("You pay for 2 milestones")).to_be_visible()
    press(client, client.get_by_role("button", name="Pay what is ticked"))
    press(client, client.get_by_role("button", name="Pay €900"))
    client.wait_for_url(room)
    expect(creator.locator(".room__money").get_by_text("In escrow")).to_be_visible()
    assert [row.funded.minor for row in contract.milestones.order_by("position")] == [60_000, 30_000]

    # Each is delivered, watched and accepted by itself.
    for number, clip in enumerate(("tide.mp4", "ember.mp4"), start=1):
        creator.goto(f"{room}?milestone={number}")
        deliver(creator, CLIPS / clip, f"Part {number}.")
        client.goto(f"{room}?milestone={number}")
        expect(client.get_by_text("Watermarked until the release")).to_be_visible(timeout=90_000)
        client.get_by_role("button", name="Accept", exact=True).click()
        client.get_by_role("button", name="Accept and release").click()
        expect(client.get_by_role("link", name="Download the original")).to_be_visible()

    # Both say how it was.
    for visit, page, words in ((phone, client, "The fold got the laugh."), (desk, creator, "A clear brief.")):
        visit.go(f"{contract.get_absolute_url()}review/")
        for row in page.locator(".rate-row").all():
            row.locator("label").last.click()
        page.get_by_label("In your words").fill(words)
        page.get_by_role("button", name="Send review").click()
        expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(creator.get_by_text("The fold got the laugh.")).to_be_visible()
    assert ledger.balance("creator.payable", str(alice.public_id), "EUR") == Money(81_000, "EUR")
    assert [finding.name for finding in invariants.check() if finding.problems] == []


def post_the_job(phone: Visit, page: Page) -> Job:
    phone.go("/hiring/jobs/new/")
    write(page, page.get_by_label("Title"), TITLE)
    reach(page, page.get_by_label("Category"))
    page.keyboard.type(Category.objects.filter(parent__slug="product-films")[0].name)
    write(page, page.get_by_label("Description"), BRIEF)
    write(page, page.get_by_label("Deliverables"), "1 vertical film, 20 seconds")
    write(page, page.locator("#id_budget_min"), "800")
    write(page, page.locator("#id_budget_max"), "1200")
    press(page, page.get_by_role("button", name="Save and publish"))
    expect(page.get_by_role("heading", name="Invite creators")).to_be_visible()
    job = Job.objects.get()
    assert job.status == "open"
    return job


def propose(desk: Visit, page: Page, job: Job) -> None:
    desk.go(job.get_absolute_url())
    press(page, page.get_by_role("link", name="Write a proposal"))
    write(page, page.get_by_label("Cover letter"), LETTER)
    reach(page, page.locator("input[name=terms]:checked"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("In milestones")).to_be_checked()
    for number, (title, price, days) in enumerate((("The shoot", "600", "6"), ("The cut", "300", "4"))):
        if page.locator(f"#id_milestones-{number}-title").count() == 0:
            press_here(page, page.get_by_role("button", name="Add a milestone"))
        write(page, page.locator(f"#id_milestones-{number}-title"), title)
        write(page, page.locator(f"#id_milestones-{number}-amount"), price)
        write(page, page.locator(f"#id_milestones-{number}-days"), days)
    expect(page.locator("#sum")).to_contain_text("€810")
    assert desk.axe() == []
    press(page, page.get_by_role("button", name="Send the proposal"))
    page.wait_for_url("**/studio/proposals/**")


def say(page: Page, words: str) -> None:
    write(page, page.get_by_label("Message to"), words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
