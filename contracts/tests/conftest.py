"""Alice's gig, Bob's order of it, and a way to bring the order to any point of its life."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from contracts.actions.accept import accept
from contracts.actions.answer_brief import answer_brief
from contracts.actions.deliver import deliver
from contracts.actions.open_dispute import open_dispute
from contracts.actions.open_funding import open_funding
from contracts.actions.order import place_order
from contracts.actions.request_changes import request_changes
from contracts.actions.state_case import state_case
from contracts.models import Contract, Delivery, Dispute, Milestone
from contracts.tasks import sweep_deadlines
from creators.models import Category, CreatorProfile
from gigs.models import BriefQuestion, Extra, Gig, Package
from gigs.quote import quote
from payments import demo
from payments.gateways import sandbox_cards, sandbox_events
from reelbyte import clock
from reelbyte.money import Money
from videos.actions.mark_failed import mark_failed
from videos.actions.mark_ready import mark_ready
from videos.backends.base import Probe
from videos.models import Video

PROBE = Probe("mp4", "h264", 1920, 1080, 0, 6_000, 30, 1, 180, True)
SHA256 = "0" * 64


@pytest.fixture(autouse=True)
def wire(monkeypatch: pytest.MonkeyPatch) -> None:
    """Webhooks of the sandbox reach our endpoint through Django's test client."""

    def post(url: str, body: bytes, headers: dict[str, str]) -> None:
        response = Client().post(urlsplit(url).path, body, content_type="application/json", headers=headers)
        if response.status_code != 200:
            raise ConnectionError(response.status_code)

    monkeypatch.setattr(sandbox_events, "post", post)


@pytest.fixture
def gig(alice: Any) -> Gig:
    """Alice's live gig, with a package, an extra, and two questions of which one is required."""
    return make_gig(alice)


def make_gig(creator: Any, slug: str = "brand-film") -> Gig:
    profile, _ = CreatorProfile.objects.get_or_create(
        user=creator, defaults={"handle": creator.name.split()[0].lower(), "headline": "Films that move"}
    )
    category, _ = Category.objects.get_or_create(slug="brand", defaults={"name": "Brand films"})
    gig = Gig.objects.create(
        creator=profile,
        slug=slug,
        title="I will cut your brand film",
        category=category,
        description="From your footage.",
        currency="EUR",
        status=Gig.Status.LIVE,
        from_minor=30_000,
        fastest_days=5,
        published_at=clock.now(),
        cover=film(creator, purpose="sample"),
    )
    Package.objects.create(
        gig=gig,
        tier="basic",
        title="One cut",
        price_minor=30_000,
        delivery_days=5,
        revisions=1,
        deliverables=["A film"],
    )
    Extra.objects.create(gig=gig, title="Captions", price_minor=5_000, days_delta=1)
    BriefQuestion.objects.create(gig=gig, text="What is it for?", kind="long", required=True, position=0)
    BriefQuestion.objects.create(gig=gig, text="Anything to avoid?", kind="short", required=False, position=1)
    return gig


@pytest.fixture
def order(gig: Gig) -> Callable[..., Contract]:
    """`order(bob)` places an order of the gig's basic package."""

    def place(client: Any, **options: Any) -> Contract:
        package = gig.packages.get()
        offer = quote(package, options.get("extras", ()), options.get("quantity", 1))
        options.setdefault("order_key", uuid4())
        return place_order(client, package, seen=offer.total, **options)

    return place


@pytest.fixture
def contract(order: Callable[..., Contract], bob: Any) -> Contract:
    """Bob's order of Alice's gig, 300 EUR, not paid for yet."""
    return order(bob)


@pytest.fixture
def milestone(contract: Contract) -> Milestone:
    return contract.milestones.get()


@pytest.fixture
def funded(milestone: Milestone) -> Milestone:
    """Paid, the brief answered: Alice's five days run."""
    pay(milestone)
    answer(milestone)
    return fresh(milestone)


@pytest.fixture
def submitted(funded: Milestone) -> Milestone:
    """Version 1 can be watched: Bob's seven days run."""
    hand_over(funded)
    return fresh(funded)


def fresh(milestone: Milestone) -> Milestone:
    """The milestone as it is in the database now, its contract with it."""
    return Milestone.objects.select_related("contract__client", "contract__creator").get(pk=milestone.pk)


def pay(milestone: Milestone, card: str = sandbox_cards.GOOD) -> None:
    demo.pay(open_funding(milestone.contract.client, milestone, return_url="/back/", cancel_url="/back/"), card)


def answer(milestone: Milestone) -> None:
    answer_brief(milestone.contract.client, milestone.contract, {0: "A launch", 1: ""})


def hand_over(milestone: Milestone, *, ready: bool = True, **options: Any) -> Delivery:
    creator = milestone.contract.creator
    return deliver(creator, milestone, videos=options.pop("videos", [film(creator, ready=ready)]), **options)


def ask_for_changes(milestone: Milestone, version: int = 1) -> None:
    request_changes(milestone.contract.client, milestone, version=version, text="Brighter at 0:03")


def take(milestone: Milestone, version: int = 1) -> None:
    accept(milestone.contract.client, milestone, version=version)


def film(owner: Any, *, ready: bool = True, purpose: str = "delivery") -> Video:
    """A complete upload of `owner`'s; `ready` to be watched, or still being processed."""
    video = Video.objects.create(
        owner=owner,
        purpose=purpose,
        status=Video.Status.PROCESSING,
        original_key=f"originals/{token_hex(16)}",
        original_name="cut.mov",
        size=1_000,
        received=1_000,
    )
    if ready:
        make_ready(video)
    return Video.objects.get(pk=video.pk)


def make_ready(video: Video) -> None:
    """What the worker does when its renditions are made."""
    assert mark_ready(Video.objects.get(pk=video.pk), PROBE, SHA256, [])


def break_film(video: Video) -> None:
    """What the worker does when it cannot make them."""
    assert mark_failed(Video.objects.get(pk=video.pk), "The file is damaged.", refused=False)


def complain(actor: Any, milestone: Milestone, to_client: int, **options: Any) -> Dispute:
    """`actor` disputes the milestone and wants `to_client` (minor units) to go to the client."""
    options = {"reason": "quality", "text": "Half of it is out of focus.", **options}
    return open_dispute(actor, milestone, to_client=Money(to_client, "EUR"), **options)


@pytest.fixture
def released(submitted: Milestone) -> Milestone:
    """Accepted and paid out: Alice's 270 EUR are clearing."""
    take(submitted)
    demo.settle()
    return fresh(submitted)


@pytest.fixture
def dispute(submitted: Milestone, bob: Any) -> Dispute:
    """Bob wants all of it back; the version waits, the money is in escrow."""
    return complain(bob, submitted, 30_000)


@pytest.fixture
def talking(dispute: Dispute, alice: Any) -> Dispute:
    """Alice has answered: the first round of offers runs."""
    state_case(alice, dispute, text="It is what the brief asks for.")
    return Dispute.objects.get(pk=dispute.pk)


@pytest.fixture
def with_staff(talking: Dispute) -> Dispute:
    """Two rounds went by without a split."""
    for _round in talking.round_hours:
        talking.refresh_from_db()
        with clock.at(talking.deadline_at):
            sweep_deadlines()
    return Dispute.objects.get(pk=talking.pk)
