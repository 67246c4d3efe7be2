"""What the matrix is called about: Alice's and Bob's work, money and words, at every point a page acts on.

Alice is the owner, Bob the counterparty. Carol and Dave have nothing to do with it. Alice has blocked Erin, with
whom she has talked; Frank, suspended, was in the middle of a contract with her.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from PIL import Image

from accounts.actions.block import block
from accounts.actions.enrol_totp import enrol_totp
from accounts.actions.make_export import make_export
from accounts.actions.request_export import request_export
from accounts.actions.submit_identity import submit_identity
from accounts.models import ClientProfile, User
from accounts.sessions import name_of
from accounts.tests.pictures import cleaned
from conftest import PASSWORD, make_person
from contracts.actions.add_milestone import add_milestone
from contracts.actions.advance_dispute import advance_dispute
from contracts.actions.give_tip import give_tip
from contracts.actions.offer_split import offer_split
from contracts.actions.open_funding import open_funding
from contracts.actions.order import place_order
from contracts.actions.propose_change import propose_change
from contracts.actions.request_cancellation import request_cancellation
from contracts.actions.state_case import state_case
from contracts.models import Contract, Milestone
from contracts.tests.conftest import answer, ask_for_changes, break_film, complain, film, fresh, hand_over, pay, take
from contracts.tests.conftest import make_gig as make_offer
from discovery.actions.follow import follow
from discovery.actions.like import like
from discovery.actions.save_item import make_list, set_lists
from discovery.actions.save_search import save_search
from discovery.models import Featured
from discovery.tests.builders import make_creator
from gigs.actions.count_view import count_view
from gigs.actions.submit import submit_for_review
from gigs.quote import quote
from gigs.tests.builders import make_gig, make_video
from jobs.actions.accept_nda import accept_nda
from jobs.actions.invite import invite
from jobs.references import Reference, inspect
from jobs.tests.builders import make_job
from messaging.actions.archive import archive as archive_talk
from messaging.actions.hold_message import hold_message
from messaging.actions.mute import mute
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.actions.store_attachment import store_attachment
from messaging.contact import Kind
from messaging.models import Conversation
from moderation import targets
from moderation.actions.appeal import appeal
from moderation.actions.report import report
from moderation.actions.sanction import sanction
from notifications.actions.choose import set_schedule, switch
from notifications.actions.subscribe import subscribe
from notifications.models import Digest, Notification
from notifications.queries import schedule_of
from notifications.tests.pushes import Browser
from payments import demo
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.refresh_intent import refresh_intent
from payments.actions.request_withdrawal import request_withdrawal
from payments.actions.run_operation import refresh_operation
from payments.actions.start_checkout import start_checkout
from payments.actions.store_event import store_event
from payments.gateways import sandbox_cards, sandbox_events
from payments.models import PaymentIntent
from proposals.actions.answer_interview import accept_interview
from proposals.actions.archive import archive
from proposals.actions.offers import offered
from proposals.actions.propose_interview import propose_interview
from proposals.actions.shortlist import shortlist
from proposals.models import Interview, ProposalTemplate
from proposals.tests.builders import make_offer as make_offer_on
from proposals.tests.builders import send as send_bid
from reelbyte import clock, policy
from reelbyte.money import Money
from reelbyte.settings import openid_app
from reelbyte.storages import public_storage
from reelbyte.testing import matrix as roles
from reelbyte.testing import oidc
from reelbyte.testing.sessions import signed_in
from reelbyte.tests.matrix.passkeys import registration
from reviews.actions.write_review import write_review
from support import queries
from support.actions.accept_terms import accept_terms
from support.actions.draft import draft
from support.actions.open_ticket import open_ticket
from support.keys import key_of
from support.models import Page
from videos.actions.append_chunk import append_chunk
from videos.actions.create_upload import create_upload
from videos.models import Video

EVENT = b'{"id": "evt_0", "type": "payment.succeeded", "object": "pay_0", "reference": "not-ours"}'
SECRET = "JBSWY3DPEHPK3PXP"
OF_CREATOR = {"quality": 5, "communication": 4, "timeliness": 5}
OF_CLIENT = {"clarity": 5, "communication": 5, "payment": 5}
FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 40  # as much of an MP4 as an upload is asked


class World:
    """Rows by name. Built once, in a transaction that is taken back."""

    elsewhere: str  # what Alice's other browser is called

    def __init__(self) -> None:
        self.now = clock.now()
        self._people()
        self._questions()
        self._offers()
        self._jobs()
        self._proposals()
        self._work()
        self._money()
        self._videos()
        self._words()
        self._desk()
        # Nobody's visit is news (see LastSeenMiddleware): what a call writes is then its own. And a password that
        # is quick to check.
        User.objects.update(last_seen_at=self.now, password=make_password(PASSWORD))
        for person in (*self.people.values(), *self.others.values()):
            if person is not None:
                person.refresh_from_db()

    def _people(self) -> None:
        self.alice = make_person("alice@example.com", "Alice Moreau", "creator")
        self.bob = make_person("bob@example.com", "Bob Lindqvist", "client")
        self.carol = make_person("carol@example.com", "Carol Adeyemi", "creator")
        self.dave = make_person("dave@example.com", "Dave Okafor", "client")
        self.erin = make_person("erin@example.com", "Erin Novak", "both")
        self.frank = make_person("frank@example.com", "Frank Silva", "both")
        self.grace = make_person("grace@example.com", "Grace Tan", "creator")
        self.people: dict[str, User | None] = {
            roles.ANONYMOUS: None,
            roles.SUSPENDED: self.frank,
            roles.OWNER: self.alice,
            roles.COUNTERPARTY: self.bob,
            roles.STRANGE_CREATOR: self.carol,
            roles.STRANGE_CLIENT: self.dave,
            roles.BLOCKED: self.erin,
        }
        ClientProfile.objects.create(user=self.bob, kind="company", company_name="Lindqvist Bikes")
        self.export = request_export(self.alice)
        make_export(self.export.pk)
        self.identity = submit_identity(self.carol, document="passport", country="PT", **cleaned())
        enrol_totp(self.alice, SECRET)
        self.passkey = WebAuthn.add(self.alice, "Phone", registration()).instance
        RecoveryCodes.activate(self.alice)
        for role in sorted(roles.STAFF):
            person = make_person(f"{role}@example.com", role.title(), "client", is_staff=True)
            person.groups.add(Group.objects.get(name=role))
            enrol_totp(person, SECRET)
            self.people[role] = person
        bare = make_person("bare@example.com", "Bea Are", "client", is_staff=True)
        bare.groups.add(Group.objects.get(name=roles.MODERATOR))
        newcomer = make_person("newcomer@example.com", "Ned Ewcomer", "client", is_staff=True)
        enrol_totp(newcomer, SECRET)
        self.others = {roles.NO_FACTOR: bare, roles.NO_GROUP: newcomer}

    def _questions(self) -> None:
        self.terms = queries.terms()
        accept_terms(self.carol, self.terms)
        self.help_draft = draft(
            self.people[roles.SUPPORT], Page.objects.get(slug="fees"), title="Fees", summary="All of them", body="None."
        )
        asked = {"category": "other", "subject": "Stuck", "text": "It does not go on."}
        log = SimpleUploadedFile("log.txt", b"It broke")
        self.ticket = open_ticket(user=self.alice, file=log, **asked)
        self.ticket_file = self.ticket.messages.get()
        storages["private"].save(self.ticket_file.file.name, ContentFile(b"It broke"))
        self.visitors_ticket = open_ticket(user=None, name="Vera", email="vera@example.com", **asked)
        self.ticket_key = key_of(self.visitors_ticket)

    def _offers(self) -> None:
        self.gig = make_offer(self.alice)
        self.package = self.gig.packages.get()
        self.draft, self.paused = make_gig(self.alice), make_gig(self.alice, "paused")
        self.in_review = submit_for_review(make_gig(self.alice), actor=self.alice)
        count_view(self.gig, "somebody")
        self.profile = make_creator(self.alice, films=2)
        self.items = list(self.profile.portfolio.all())
        like(self.bob, self.items[0])
        follow(self.bob, self.profile)
        self.saved_list, self.other_list = (make_list(self.bob, name) for name in ("Favourites", "Later"))
        set_lists(self.bob, self.profile, [self.saved_list])
        self.saved_item = self.saved_list.items.get()
        self.saved_search = save_search(self.bob, "gig", "q=watch")
        today = self.now.date()
        Featured.objects.create(creator=self.profile, starts=today, ends=today, chosen_by=self.people[roles.MODERATOR])
        self.loose_film = make_video(self.alice, "portfolio")
        # A creator's profile is opened at their first visit: these three have been here before.
        for person in (self.carol, self.erin, self.frank):
            make_creator(person, films=0)
        # Grace's profile is for members, Heidi's for nobody.
        self.members_only = make_creator(self.grace, visibility="members")
        self.hidden = make_creator(make_person("heidi@example.com", "Heidi Berg", "creator"), visibility="hidden")
        self.hidden_gig = make_gig(self.hidden.user, "live")

    def _jobs(self) -> None:
        """Of Bob's; Carol is invited to the one that is for invited creators only."""
        self.job, self.draft_job = make_job(self.bob), make_job(self.bob, "draft")
        self.members_job = make_job(self.bob, visibility="members")
        self.invited_job = make_job(self.bob, visibility="invited")
        self.invitation = invite(self.invited_job, self.carol)
        self.closed_job = make_job(self.bob, "closed")
        self.shown_file = make_job(self.bob, added=[self._mood()]).files.get()
        self.held_back_file = make_job(self.bob, added=[self._mood()], nda_required=True).files.get()
        accept_nda(self.held_back_file.job, self.hidden.user, version=1)

    def _proposals(self) -> None:
        """Alice's on jobs of Bob's: one to read, one on the shortlist, one put away, one with an offer to answer."""
        self.proposal = send_bid(self.job, self.alice, added=[self._mood()])
        self.shortlisted = shortlist(send_bid(make_job(self.bob), self.alice), actor=self.bob)
        self.archived = archive(send_bid(make_job(self.bob), self.alice), actor=self.bob)
        self.offer = make_offer_on(offered(send_bid(make_job(self.bob), self.alice), actor=self.bob))
        self.letter = ProposalTemplate.objects.create(owner=self.alice, name="Short", text="Dear client,")
        self.interview, self.agreed = self._interview(), self._interview()
        accept_interview(self.agreed, self.alice, self.agreed.slots.get())

    def _interview(self) -> Interview:
        bid = send_bid(make_job(self.bob), self.alice)
        return propose_interview(bid, self.bob, starts=[self.now + timedelta(days=2)], minutes=30)

    def _mood(self) -> Reference:
        return inspect(SimpleUploadedFile("mood.png", picture()))

    def _work(self) -> None:
        ago = policy.CLEARING + timedelta(days=2)
        with clock.at(self.now - ago):
            self.reviewed = self._released()
            write_review(self.reviewed, self.bob, stars=OF_CREATOR, text="Great")
            write_review(self.reviewed, self.alice, stars=OF_CLIENT, text="Clear")
            self.unanswered = self._released()
            self.unpublished = write_review(self.unanswered, self.bob, stars=OF_CREATOR, text="Good")
        with clock.at(self.now - timedelta(days=1)):
            self.done = self._released()
        give_tip(self.bob, self.done, amount=Money.of(20, "EUR"), words="Well done", return_url="/", cancel_url="/")
        self.about_alice = self.reviewed.reviews.get(subject=self.alice)
        self.about_bob = self.reviewed.reviews.get(subject=self.bob)
        self.paid_film = self._delivered_film(self.done)
        self.paid_file = self.done.milestones.get().deliveries.get().files.get()
        self.ordered = self._milestone(self._order())
        self.working = self._paid()
        self.submitted = self._submitted()
        self.film_in_delivery = self._delivered_film(self.submitted.contract)
        self.file_in_delivery = self.submitted.deliveries.get().files.get()
        self.wish = request_cancellation(self.bob, self._submitted(), reason="Plans changed")
        ask_for_changes(self._submitted())
        self.disputes()
        self.new_film = film(self.alice)
        self.proposed = add_milestone(
            self.alice, self._submitted().contract, key=uuid4(), title="Teaser", amount=Money(12_000, "EUR"), days=4
        )
        self.change = propose_change(self.alice, self._paid(), reason="More to do", amount=Money(40_000, "EUR"))
        # Frank was in the middle of it when he was suspended.
        self.franks = self._milestone(self._order(self.frank))
        self.suspend(self.frank)

    def disputes(self) -> None:
        """Bob's: one to answer, one in its first round with an offer of Bob's, one with staff; and one never opened."""
        self.disputed, self.offering, self.deciding = (complain(self.bob, self._submitted(), 30_000) for _ in range(3))
        shot = SimpleUploadedFile("frame.png", picture())
        self.evidence = state_case(self.bob, self.disputed, text="See this", files=[shot]).files.get()
        state_case(self.alice, self.offering, text="It is what was asked for")
        self.split = offer_split(self.bob, self.offering, to_client=Money(15_000, "EUR"))
        with clock.at(self.deciding.deadline_at):
            advance_dispute(self.deciding.pk)

    def suspend(self, person: User) -> None:
        """The row only: a stale session is what is to be tried."""
        User.objects.filter(pk=person.pk).update(status=User.Status.SUSPENDED)

    def _order(self, client: User | None = None) -> Contract:
        return place_order(client or self.bob, self.package, seen=quote(self.package, (), 1).total, order_key=uuid4())

    def _milestone(self, contract: Contract) -> Milestone:
        return fresh(contract.milestones.get())

    def _paid(self) -> Milestone:
        milestone = self._milestone(self._order())
        pay(milestone)
        answer(milestone)
        return fresh(milestone)

    def _submitted(self) -> Milestone:
        milestone = self._paid()
        hand_over(milestone, files=[SimpleUploadedFile("captions.srt", b"1\n")])
        return fresh(milestone)

    def _released(self) -> Contract:
        milestone = self._submitted()
        take(milestone)
        demo.settle(milestone.escrow_ref)
        return Contract.objects.get(pk=milestone.contract_id)

    def _delivered_film(self, contract: Contract) -> Video:
        return Video.objects.get(delivery_link__delivery__milestone__contract=contract)

    def _money(self) -> None:
        clear_earnings()
        with clock.at(self.now - policy.PAYOUT_METHOD_HOLD - timedelta(days=1)):
            self.method = add_payout_method(self.alice, holder="Alice Moreau", number="000123456789", currency="EUR")
            refusing = add_payout_method(self.alice, holder="Alice Moreau", number="000111111116", currency="EUR")
        self.withdrawal = request_withdrawal(self.alice, Money(5_000, "EUR"), refusing, key="failing")
        demo.settle()
        with clock.after(timedelta(hours=1)):
            self.withdrawal = refresh_operation(self.withdrawal.pk)
        assert self.withdrawal.status == "failed"
        self.checkout, self.open_checkout, self.asking_checkout = (self._checkout() for _ in range(3))
        for intent in (self.open_checkout, self.asking_checkout):
            start_checkout(intent, back="/back/")
            intent.refresh_from_db()
        sandbox_cards.pay(self.asking_checkout.gateway_id, sandbox_cards.AUTHENTICATION)
        self.quarantined = self._checkout()
        start_checkout(self.quarantined, back="/back/")
        self.quarantined.refresh_from_db()
        sandbox_cards.pay(self.quarantined.gateway_id, sandbox_cards.GOOD, paid=Money(1, "EUR"))
        self.quarantined = refresh_intent(self.quarantined.pk)
        assert self.quarantined.status == "quarantined"
        store_event("sandbox", EVENT, {sandbox_events.HEADER: sandbox_events.sign(EVENT)})

    def _checkout(self) -> PaymentIntent:
        milestone = self._milestone(self._order())
        room = milestone.contract.get_absolute_url()
        return open_funding(self.bob, milestone, return_url=room, cancel_url=room)

    def _videos(self) -> None:
        self.video = make_video(self.alice, "portfolio")
        if not storages["private"].exists(self.video.original_key):
            storages["private"].save(self.video.original_key, ContentFile(FILM))
        self.failed_video = film(self.alice, ready=False)
        break_film(self.failed_video)
        self.begun = create_upload(self.alice, "portfolio", filename="reel.mp4", size=len(FILM))
        self.sent = create_upload(self.alice, "portfolio", filename="reel.mp4", size=len(FILM))
        append_chunk(self.alice, self.sent.public_id, 0, FILM)
        self.public_key = public_storage().save("posters/one.jpg", ContentFile(picture()))

    def _words(self) -> None:
        self.talk = self._conversation(self.bob)
        self.attachment = store_attachment(self.alice, SimpleUploadedFile("shot.png", picture()))
        send_message(self.talk, self.alice, text="Look", client_id=uuid4(), attachments=[self.attachment])
        self.attachment.refresh_from_db()
        self.old_talk = self._conversation(self.erin)
        send_message(self.old_talk, self.erin, text="Hello", client_id=uuid4())
        self.held = hold_message(
            self.talk, self.bob, text="Mail me: bob@acme.com", client_id=uuid4(), kinds=(Kind.EMAIL,)
        )
        archive_talk(self.old_talk, self.alice)
        mute(self.old_talk, self.alice)
        self.franks_talk = self._conversation(self.frank)
        switch(self.bob, "@market", "email", is_on=False)
        set_schedule(schedule_of(self.bob))
        Digest.objects.create(user=self.bob, period="2026-12-03")
        block(self.alice, self.erin)
        block(self.bob, self.grace)
        self.notification = Notification.objects.filter(recipient=self.alice, read_at=None).first()
        assert self.notification is not None
        self.device = subscribe(
            self.alice,
            endpoint="https://fcm.googleapis.com/fcm/send/alice",
            **Browser("").keys,
            label="Firefox on Linux",
            session_key="",
        )

    def _desk(self) -> None:
        """Dave has reported Alice's gig; Carol is limited for a while and has appealed, Dave was warned."""
        gig = targets.KINDS["gig"]
        self.report = report(self.dave, gig, self.gig, rule="stolen", text="This is mine")
        moderator = self.people[roles.MODERATOR]
        root = make_person("root@example.com", "Rooth", "client", is_staff=True, is_superuser=True)
        self.warning = sanction(moderator, self.dave, kind="warn", rule="spam", reason="Forty messages alike")
        self.appealed = sanction(root, self.grace, kind="warn", rule="spam", reason="Forty messages alike")
        self.appealed = appeal(self.appealed, text="They were my clients")

    def _conversation(self, person: User) -> Conversation:
        return open_conversation(people=[self.alice, person], subject="direct", subject_label="")


def picture() -> bytes:
    """A small PNG."""
    out = BytesIO()
    Image.new("RGB", (16, 9), "orange").save(out, "PNG")
    return out.getvalue()


@contextmanager
def opened() -> Iterator[roles.Matrix]:
    """The world, and everybody signed in to it; all of it is taken back afterwards."""
    with oidc.provider() as google:
        yield from _opened(openid_app("google", "Google", google.url, oidc.CLIENT_ID, oidc.CLIENT_SECRET))


def _opened(app: dict[str, Any]) -> Iterator[roles.Matrix]:
    # In rows alone, a session that a call has changed is back as it was after it.
    settings = override_settings(
        SESSION_ENGINE="django.contrib.sessions.backends.db",
        DEBUG_PROPAGATE_EXCEPTIONS=True,
        # The matrix asks who, not how often.
        ACCOUNT_RATE_LIMITS=False,
        MFA_RATE_LIMITS=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}},
    )
    with settings, clock.at(clock.now()), _quiet(), transaction.atomic():
        world = World()
        cookies, stale = (
            {role: cookie(person, proven=proven) for role, person in world.people.items()} for proven in (True, False)
        )
        elsewhere = stale[roles.OWNER].partition("=")[2]
        other = UserSession.objects.create(
            user=world.alice, session_key=elsewhere, ip="192.0.2.1", user_agent="Another"
        )
        world.elsewhere = name_of(other)
        others = {role: cookie(person) for role, person in world.others.items()}
        yield roles.Matrix(roles.Site(), world, cookies, stale, others)
        transaction.set_rollback(True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Thousands of refusals need not be logged."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def cookie(person: User | None, *, proven: bool = True) -> str:
    """What their browser sends (see `signed_in`)."""
    return "" if person is None else f"sessionid={signed_in(person, proven=proven)}"
