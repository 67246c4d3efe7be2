"""Brings the demo catalogue in through the product's own actions, at the moments it is said to have happened."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils.functional import cached_property

from accounts.actions.enrol_totp import enrol_totp
from accounts.models import ClientProfile, User
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.actions.order_items import set_highlight
from creators.actions.save_profile import ProfileContent, save_profile
from creators.models import Category, CreatorProfile, Skill
from discovery.actions.rebuild import rebuild
from discovery.actions.recompute_trends import recompute_trends
from discovery.demo import agreements, also, desk, disputes, histories, jobs, keeps, proposals, talks
from discovery.demo.catalogue import (
    CLIENTS,
    CREATORS,
    MODERATOR_EMAIL,
    MODERATOR_TOTP_SECRET,
    PASSWORD,
)
from discovery.demo.texts import ClientText, CreatorText, GigText
from gigs.actions.review import approve
from gigs.actions.save import GigContent, save_gig
from gigs.actions.submit import submit_for_review
from gigs.models import Gig
from jobs.models import Job
from notifications.actions.notify import silence
from notifications.models import Delivery
from proposals.models import Offer
from reelbyte import clock, outbox
from reelbyte.money import Money
from videos.actions.import_file import import_ready
from videos.models import Video

CLIPS = Path(__file__).parent / "clips"
TIERS = (
    ("basic", "Essential", 1, "organic", "1080p", "music"),
    ("standard", "Complete", 2, "paid", "1080p", "music"),
    ("premium", "Everything", 3, "buyout", "4k", "full"),
)
DESCRIPTIONS = {
    "basic": "One film in one shape, for your own channels.",
    "standard": "Two shapes with captions, cleared for ads.",
    "premium": "Three shapes, captions and the project files, to cut it again whenever you like.",
}
FREE_AGAIN = timedelta(days=45)


class Demo:
    """One load. `today` is when it is loaded: everything is dated relative to it, and lies in the past."""

    def __init__(self, today: datetime) -> None:
        self.today = today
        self.people: dict[str, User] = {}
        self.gigs: dict[str, Gig] = {}

    def load(self) -> None:
        """People, their films and gigs, then what happened between them: all of it, or nothing if it is interrupted."""
        with transaction.atomic(), _all_or_nothing(), outbox.done_until(self.today), _no_collector():
            self._load()
        rebuild()
        recompute_trends()

    def _load(self) -> None:
        self.people[MODERATOR_EMAIL] = self.moderator
        for client in CLIENTS:
            with clock.at(self.today - timedelta(days=client.joined)):
                self._client(client)
        for number, creator in enumerate(CREATORS):
            with clock.at(self.today - timedelta(days=_since(creator, number))), silence():
                self._creator(creator)
        self._agreements()
        self._availability()
        for tell in also:
            tell(self)
        _nothing_is_due(self.today)

    def _agreements(self) -> None:
        series = ("offer/series", "offer/look book", "offer/hooks", "milestone/making-of")
        agreements.agree(self.today, self.people, [stable_id(part) for part in series])
        disputes.tell(self.today, self.people, self.gigs)
        histories.tell(self.today, self.people, self.gigs)
        jobs.post(self.today, self.people)
        proposals.bid(self.today, self.people)
        desk.lay(self.today, self.people, self.moderator)
        keeps.keep(self.today, self.people, self.moderator)
        talks.talk(self.today, self.people)

    def _availability(self) -> None:
        """Whoever is away or booked now took orders before."""
        for text in CREATORS:
            if text.availability != "available":
                free = (self.today + FREE_AGAIN).date() if text.availability == "from_date" else None
                profile, content = self.people[text.email].creator_profile, _profile_content(text)
                fields = content.fields | {"availability": text.availability, "available_from": free}
                save_profile(profile, replace(content, fields=fields))

    @cached_property
    def moderator(self) -> User:
        """Sam, who looks at gigs; with the second factor that staff need."""
        sam = self._person(
            MODERATOR_EMAIL, "Sam Okoro", "client", country="IE", timezone="Europe/Dublin", is_staff=True
        )
        sam.groups.set(Group.objects.filter(name="moderator"))
        enrol_totp(sam, MODERATOR_TOTP_SECRET)
        return sam

    @cached_property
    def password(self) -> str:
        """Everybody's, as it is stored. Hashed once: that is slow on purpose."""
        return make_password(PASSWORD)

    def _person(self, email: str, name: str, role: str, **fields: object) -> User:
        person = User.objects.create(
            email=email, password=self.password, name=name, roles=role, active_role=role, **fields
        )
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        self.people[email] = person
        return person

    def _client(self, text: ClientText) -> None:
        person = self._person(text.email, text.name, "client", country=text.country, timezone=text.timezone)
        profile, _created = ClientProfile.objects.get_or_create(user=person)
        profile.kind = ClientProfile.Kind.COMPANY if text.company else ClientProfile.Kind.PERSON
        profile.company_name, profile.industry = text.company, text.industry
        profile.save()

    def _creator(self, text: CreatorText) -> None:
        person = self._person(text.email, text.name, "creator", country=text.country, timezone=text.timezone)
        profile = save_profile(open_profile(person), _profile_content(text))
        for number, (clip, title) in enumerate(text.films):
            video = film(person, Video.Purpose.PORTFOLIO, clip, title)
            item = add_item(profile, video, title=title)
            if number == 0:
                set_highlight(item, highlighted=True)
        for number, gig in enumerate(text.gigs):
            with clock.after(timedelta(days=1 + 5 * number)):
                self.gigs[gig.title] = self._gig(person, profile, text, gig)

    def _gig(self, person: User, profile: CreatorProfile, creator: CreatorText, text: GigText) -> Gig:
        clips = [text.film, *(clip for clip, _title in creator.films if clip != text.film)][:2]
        samples = [film(person, Video.Purpose.SAMPLE, clip, text.title) for clip in clips]
        gig = save_gig(profile, None, _gig_content(creator, text, samples))
        gig = submit_for_review(gig, actor=person)
        return gig if text.state == "in_review" else approve(gig, actor=self.moderator)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Python's collector would look at every row of the load again and again; what lies in circles can wait."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """No savepoint for every action within the load: whatever fails takes all of it back. It is a third of the time."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        del connection.features.uses_savepoints


def _since(text: CreatorText, number: int) -> int:
    """Days ago on which somebody joined: two to five weeks before the first of their orders, or they had no gig yet."""
    oldest = max((order.ago for order in text.orders), default=0)
    return text.joined or oldest + 14 + number * 7 % 21


def _nothing_is_due(today: datetime) -> None:
    """The mails of the past arrived in the past, and what waits for an answer waits for weeks."""
    Delivery.objects.exclude(status=Delivery.Status.SKIPPED).update(status=Delivery.Status.SENT)
    Job.objects.open().update(expires_at=today + histories.PATIENCE)
    Offer.objects.open().update(expires_at=today + histories.PATIENCE)


def film(owner: User, purpose: str, clip: str, title: str) -> Video:
    """A ready video from a committed clip and the files that were made of it."""
    files = {
        "poster": CLIPS / f"{clip}.webp",
        "poster_small": CLIPS / f"{clip}.small.webp",
        "preview": CLIPS / f"{clip}.preview.mp4",
        "mp4_720": CLIPS / f"{clip}.mp4",
    }
    if purpose == Video.Purpose.DELIVERY:
        files["watermarked_1080"] = CLIPS / f"{clip}.watermarked.mp4"
    if purpose in (Video.Purpose.DELIVERY, Video.Purpose.JOB):
        del files["preview"], files["poster_small"]
    return import_ready(owner, purpose, CLIPS / f"{clip}.mp4", files, {"title": title[:80]})


def stable_id(*parts: str) -> UUID:
    """The same UUID for the same words, so that a load repeats itself exactly."""
    return uuid5(NAMESPACE_URL, "/".join(("reelbyte-demo", *parts)))


def _profile_content(text: CreatorText) -> ProfileContent:
    found = list(Skill.objects.filter(name__in=text.skills))
    if len(found) != len(text.skills):
        raise LookupError(f"unknown skills of {text.name}: {set(text.skills) - {skill.name for skill in found}}")
    fields = {
        "handle": text.handle,
        "headline": text.headline,
        "bio": text.bio,
        "location": text.location,
        "currency": text.currency,
        "hourly_minor": Money.of(text.hourly, text.currency).minor,
        "project_minor": Money.of(min(gig.prices[0] for gig in text.gigs), text.currency).minor,
    }
    return ProfileContent(fields=fields, skills=found, languages=list(text.languages))


def _gig_content(creator: CreatorText, text: GigText, samples: list[Video]) -> GigContent:
    packages = [
        {
            "tier": tier,
            "title": title,
            "description": DESCRIPTIONS[tier],
            "price_minor": Money.of(price, creator.currency).minor,
            "delivery_days": days,
            "revisions": revisions,
            "deliverables": ["Finished film in H.264", "ProRes master"][: 1 + (tier != "basic")],
            "running_seconds": 15 * revisions,
            "aspect_ratios": ["9:16", "16:9", "1:1"][:revisions],
            "resolution": resolution,
            "sound": sound,
            "has_captions": tier != "basic",
            "has_source_files": tier == "premium",
            "licence": licence,
        }
        for (tier, title, revisions, licence, resolution, sound), price, days in zip(
            TIERS, text.prices, text.days, strict=False
        )
    ]
    fast = Money.of(max(20, text.prices[0] // 4), creator.currency).minor
    return GigContent(
        fields={
            "title": text.title,
            "category": Category.objects.get(slug=text.category),
            "tags": list(text.tags),
            "description": text.text,
            "currency": creator.currency,
        },
        packages=packages,
        extras=[
            {"title": "A vertical version too", "price_minor": fast, "days_delta": 1},
            {"title": "Express delivery", "price_minor": fast * 2, "days_delta": -min(1, text.days[0] - 1)},
        ],
        faqs=[
            {
                "question": "What do you need from me to begin?",
                "answer": "The answers to the brief, and your files or a link to them.",
            },
            {
                "question": "Can I see a first look?",
                "answer": "Yes. I send stills or a rough cut before I finish anything.",
            },
        ],
        questions=[
            {"text": "What is the film for, and where will it be shown?", "kind": "long", "required": True},
            {"text": "Is there a film whose feeling you like?", "kind": "link", "required": False},
        ],
        samples=samples,
    )
