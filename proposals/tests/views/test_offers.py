"""Writing an offer, reading it, and answering it: all of it without script."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract
from creators.models import CreatorProfile
from jobs.tests.builders import make_job
from proposals.models import Offer
from proposals.tests.builders import bid

pytestmark = pytest.mark.django_db

NEW = reverse("proposals:offer-create")
HTMX = {"HX-Request": "true"}


def typed(*rows: tuple[str, str, str], **fields: str) -> dict[str, str]:
    data = {
        "offer_key": str(uuid4()),
        "title": "A launch film",
        "scope": "30 seconds",
        "currency": "EUR",
        "licence": "organic",
        "revisions": "",
        "milestones-TOTAL_FORMS": str(len(rows)),
        "milestones-INITIAL_FORMS": "0",
    }
    for number, (title, price, days) in enumerate(rows):
        data |= {
            f"milestones-{number}-{name}": value
            for name, value in zip(("title", "price", "days"), (title, price, days), strict=True)
        }
    return data | fields


TWO = (("Rough cut", "300", "5"), ("", "", ""), ("Master", "200.05", "3"))


def send(client: Any, url: str, data: dict[str, str]) -> Any:
    """Pressed twice: the first time it shows what it comes to."""
    shown = client.post(url, data)
    assert shown.status_code == 200
    seen = re.search(r'name="seen" value="([^"]+)"', shown.content.decode())
    assert seen is not None
    return client.post(url, data | {"seen": seen.group(1)})


def test_nobody_commits_to_what_they_have_not_seen(login: Any, alice: Any, bob: Any) -> None:
    client, url = login(bob), f"{NEW}?to={alice.public_id}"
    assert "Alice Moreau" in client.get(url).content.decode()
    data = typed(*TWO)
    shown = client.post(url, data).content.decode()
    for words in ("€500.05", "−€50.01", "€450.04", "Not sent yet"):
        assert words in shown
    # What was shown is another sum than what is sent now.
    assert client.post(url, data | {"seen": "50005 8", "milestones-0-price": "400"}).status_code == 200
    assert not Offer.objects.exists()
    sent = client.post(url, data | {"seen": "50005 8"})
    offer = Offer.objects.get()
    assert (sent.url, offer.total_minor, offer.revisions, offer.milestones.count()) == (
        offer.get_absolute_url(),
        50_005,
        None,
        2,
    )


def test_a_row_more_scolds_nobody_and_a_half_row_is_told(login: Any, alice: Any, bob: Any) -> None:
    client, url = login(bob), f"{NEW}?to={alice.public_id}"
    more = client.post(url, typed(("Rough cut", "", ""), add="milestones")).content.decode()
    assert "milestones-1-title" in more
    assert "is required" not in more
    half = client.post(url, typed(("Rough cut", "", "5")))
    assert half.status_code == 422
    assert "is required" in half.content.decode()
    assert client.post(url, typed()).status_code == 422
    live = client.post(
        url, typed(("A", "300", "5"), title="", sum="1"), headers={"HX-Request": "true"}
    ).content.decode()
    assert "€270.00" in live
    assert "<html" not in live


def test_from_a_proposal_it_starts_with_what_was_bid(login: Any, alice: Any, bob: Any, dave: Any) -> None:
    CreatorProfile.objects.create(user=alice, handle="alice", headline="Films that move")
    proposal = bid(make_job(bob), alice)
    url = f"{NEW}?proposal={proposal.public_id}"
    assert login(dave).get(url).status_code == 404
    page = login(bob).get(url).content.decode()
    assert proposal.job.title in page
    assert 'value="900"' in page
    # What it comes to is on the page already: sent as it is, one press is enough.
    assert "Not sent yet" not in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    assert seen.group(1).startswith("90000 ")
    days = seen.group(1).split()[1]
    assert login(bob).post(url, typed(("All of it", "900", days), seen=seen.group(1))).status_code == 302
    review = login(bob).get(reverse("proposals:review", args=[proposal.public_id])).content.decode()
    assert "See the offer" in review
    assert "See the offer" in login(alice).get(proposal.get_absolute_url()).content.decode()


def test_read_answered_with_another_and_accepted(login: Any, alice: Any, bob: Any, dave: Any) -> None:
    send(login(bob), f"{NEW}?to={alice.public_id}", typed(("All of it", "300", "5")))
    offer = Offer.objects.get()
    assert login(dave).get(offer.get_absolute_url()).status_code == 404
    accept = reverse("contracts:offer-acceptance-create", args=[offer.public_id])
    assert accept in login(alice).get(offer.get_absolute_url()).content.decode()
    assert accept not in login(bob).get(offer.get_absolute_url()).content.decode()
    counter_url = reverse("proposals:offer-counter-create", args=[offer.public_id])
    assert login(bob).get(counter_url).status_code == 404
    assert 'value="All of it"' in login(alice).get(counter_url).content.decode()
    send(login(alice), counter_url, typed(("All of it", "350", "5")))
    counter = Offer.objects.get(counter_of=offer)
    assert login(alice).post(accept).status_code == 409
    answer = login(bob).post(
        reverse("contracts:offer-acceptance-create", args=[counter.public_id]), {"card": "1"}, headers=HTMX
    )
    contract = Contract.objects.get()
    assert answer.headers["HX-Redirect"] == contract.get_absolute_url()  # a client goes on to pay
    assert login(bob).post(answer.wsgi_request.path).url == contract.get_absolute_url()
    room = login(bob).get(contract.get_absolute_url()).content.decode()
    assert "Pay €350.00 into escrow" in room
    assert "Open the contract" in login(alice).get(counter.get_absolute_url()).content.decode()


def test_declined_or_taken_back(login: Any, alice: Any, bob: Any) -> None:
    for name, person in (("refusal", alice), ("withdrawal", bob)):
        send(login(bob), f"{NEW}?to={alice.public_id}", typed(("All of it", "300", "5")))
        offer = Offer.objects.latest("pk")
        url = reverse(f"proposals:offer-{name}-create", args=[offer.public_id])
        assert login(person).post(url, {"reason": "Not now"}).url == offer.get_absolute_url()
    assert list(Offer.objects.order_by("pk").values_list("status", flat=True)) == ["declined", "withdrawn"]
    chat = offer.conversation.get_absolute_url()
    assert "A launch film: €300" in login(bob).get(chat).content.decode()


def test_declined_on_its_card_which_then_says_so(login: Any, alice: Any, bob: Any) -> None:
    send(login(bob), f"{NEW}?to={alice.public_id}", typed(("All of it", "300", "5")))
    url = reverse("proposals:offer-refusal-create", args=[Offer.objects.get().public_id])
    answer = login(alice).post(url, {"card": "1", "reason": "Not now"}, headers=HTMX)
    card = answer.content.decode()
    assert (answer.headers["HX-Trigger"], "Declined" in card, url in card) == ("close-dialog", True, False)


def test_who_would_pay(login: Any, alice: Any, bob: Any, carol: Any) -> None:
    assert "You pay" in login(bob).post(f"{NEW}?to={alice.public_id}", typed(("A", "300", "5"))).content.decode()
    assert (
        "The client pays" in login(alice).post(f"{NEW}?to={bob.public_id}", typed(("A", "300", "5"))).content.decode()
    )
    assert login(alice).get(f"{NEW}?to={carol.public_id}").status_code == 404
    assert login(bob).get(NEW).status_code == 404
    User.objects.filter(pk=carol.pk).update(roles="both")
    as_creator = login(alice).post(f"{NEW}?to={carol.public_id}", typed(("A", "300", "5"))).content.decode()
    assert "The client pays" in as_creator


def test_the_list_says_whose_turn_it_is_and_costs_the_same(
    login: Any, alice: Any, bob: Any, django_assert_num_queries: Any
) -> None:
    url = reverse("proposals:offer-list")
    assert "No open offers" in login(alice).get(url).content.decode()
    for _turn in range(3):
        send(login(bob), f"{NEW}?to={alice.public_id}", typed(("All of it", "300", "5")))
    hers = login(alice)
    assert hers.get(url).content.decode().count("Your answer") == 3
    with django_assert_num_queries(4):
        hers.get(url)
    assert "Your answer" not in login(bob).get(url).content.decode()
    assert "A launch film" not in login(bob).get(f"{url}?show=ended").content.decode()
