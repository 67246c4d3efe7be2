"""Who sees me, who may write to me: on every page and in every list."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts import hooks
from accounts.actions.set_privacy import set_privacy
from accounts.models import User
from contracts.actions.order import place_order
from contracts.models import Contract
from contracts.receivers import worked_together
from contracts.tests.conftest import make_gig as make_offer
from discovery.tests.builders import make_creator
from gigs.quote import quote
from gigs.tests.builders import make_gig
from jobs.actions.invite import invite
from jobs.tests.builders import make_job
from messaging.actions.open_conversation import open_conversation
from messaging.models import Conversation
from reelbyte import clock

pytestmark = pytest.mark.django_db
URL = "/settings/privacy/"


def choose(browser: Client, visibility: str = "public", contact_from: str = "everyone") -> int:
    return browser.post(URL, {"profile_visibility": visibility, "contact_from": contact_from}).status_code


def test_it_saves_and_tells_who_keeps_copies(alice: User, login: Any, monkeypatch: Any) -> None:
    told: list[User] = []
    monkeypatch.setattr(hooks, "_privacy_changed", [told.append])
    assert choose(login(alice), "hidden", "nobody") == 302
    alice.refresh_from_db()
    assert (alice.profile_visibility, alice.contact_from) == ("hidden", "nobody")
    assert choose(login(alice), "hidden", "everyone") == 302  # seen by the same: nothing to tell
    assert told == [alice]
    assert choose(login(alice), "friends") == 422


@pytest.mark.parametrize(
    ("visibility", "visitor", "member"), [("public", True, True), ("members", False, True), ("hidden", False, False)]
)
@pytest.mark.usefixtures("fresh_documents")
def test_every_page_and_list_keeps_to_it(
    visibility: str, visitor: bool, member: bool, alice: User, bob: User, carol: User, login: Any
) -> None:
    profile, gig, job = make_creator(alice), make_gig(alice, "live"), make_job(alice)
    set_privacy(alice, visibility=visibility, contact_from="everyone")
    lists = (
        ("/reels/", "Film 0"), ("/jobs/", job.title), ("/creators/", profile.handle), ("/gigs/", gig.slug),
        ("/gigs/?q=" + gig.title, gig.slug), ("/", profile.handle),
    )  # fmt: skip
    for browser, sees in ((Client(), visitor), (login(bob), member), (login(alice), True)):
        for url in (profile.get_absolute_url(), gig.get_absolute_url(), job.get_absolute_url()):
            assert (browser.get(url).status_code == 200) is sees, url
    for browser, sees in ((Client(), visitor), (login(bob), member)):
        for url, name in lists:
            assert (name in browser.get(url).content.decode()) is sees, url
    told = Client().get("/sitemap.xml").content.decode()
    assert all((name in told) is visitor for name in (profile.handle, gig.slug, job.slug))


def test_whom_a_hidden_client_has_invited_is_still_welcome(alice: User, bob: User, carol: User, login: Any) -> None:
    make_creator(alice)
    job = make_job(bob, visibility="invited")
    invite(job, alice)
    set_privacy(bob, visibility="hidden", contact_from="everyone")
    assert login(alice).get(job.get_absolute_url()).status_code == 200
    assert login(carol).get(job.get_absolute_url()).status_code == 404


class TestContact:
    """Who may write first."""

    def write(self, browser: Client, person: User) -> Any:
        url = f"{reverse('messaging:conversation-create')}?to={person.public_id}"
        assert browser.get(url).status_code == 200
        return browser.post(url, {"text": "Hello", "client_id": str(uuid4())})

    def worked(self, client: User, creator: User, monkeypatch: Any) -> None:
        def together(one: User, other: User) -> bool:
            return {one.pk, other.pk} == {client.pk, creator.pk}

        monkeypatch.setattr("messaging.bonds._works", [together])

    def test_nobody_is_nobody(self, alice: User, bob: User, login: Any, monkeypatch: Any) -> None:
        self.worked(bob, alice, monkeypatch)
        make_creator(alice)
        set_privacy(alice, visibility="public", contact_from="nobody")
        answer = self.write(login(bob), alice)
        assert answer.status_code == 422
        assert "takes no new messages" in answer.content.decode()
        assert not Conversation.objects.exists()
        assert "Write to" not in login(bob).get("/creators/alice-moreau/").content.decode()

    def test_people_i_worked_with_are_they_alone(
        self, alice: User, bob: User, dave: User, login: Any, monkeypatch: Any
    ) -> None:
        self.worked(bob, alice, monkeypatch)
        # Hidden as well: who has worked with her finds the way even so.
        set_privacy(alice, visibility="members", contact_from="worked_with")
        assert self.write(login(dave), alice).status_code == 422
        set_privacy(alice, visibility="hidden", contact_from="worked_with")
        assert self.write(login(bob), alice).status_code == 302

    def test_what_was_begun_goes_on(self, alice: User, bob: User, login: Any) -> None:
        talk = open_conversation(people=[alice, bob], subject="direct", subject_label="")
        set_privacy(alice, visibility="public", contact_from="nobody")
        url = reverse("messaging:message-create", args=[talk.public_id])
        assert login(bob).post(url, {"text": "Hello", "client_id": str(uuid4())}).status_code == 302


def test_only_paid_work_counts_as_worked_together(alice: User, bob: User, carol: User) -> None:
    package = make_offer(alice).packages.get()
    place_order(bob, package, seen=quote(package, (), 1).total, order_key=uuid4())
    assert not worked_together(bob, alice)
    Contract.objects.update(funded_at=clock.now())
    assert worked_together(bob, alice)
    assert worked_together(alice, bob)
    assert not worked_together(carol, bob)
