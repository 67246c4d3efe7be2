"""A sanction that lands while the person is at work: either it finds what they began, or they are refused."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from accounts import standing
from accounts.models import User
from gigs.actions.pause import pause, resume
from gigs.models import Gig
from gigs.tests.builders import make_gig, package
from jobs.actions.publish import publish
from jobs.models import Job
from jobs.tests.builders import make_job
from moderation.actions.sanction import sanction
from moderation.models import Sanction
from proposals.models import Proposal
from proposals.tests.builders import send
from reelbyte.errors import Refused
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def suspend(staff: User, person: User) -> Sanction:
    return sanction(staff, person, kind="suspend", rule="fraud", reason="Stolen cards.")


@pytest.fixture
def begun(alice: User, bob: User, carol: User, dave: User) -> dict[User, tuple[Callable[[], Any], Callable[[], bool]]]:
    """What each of them is about to begin, and whether it stands."""
    open_job, draft = make_job(bob), make_job(dave, "draft")
    gig = pause(make_gig(carol, "live", packages=[package()]), actor=carol)
    return {
        alice: (lambda: send(open_job, alice), Proposal.objects.live().filter(creator=alice).exists),
        carol: (lambda: resume(gig, actor=carol), Gig.objects.live().filter(pk=gig.pk).exists),
        dave: (lambda: publish(draft, actor=dave), Job.objects.open().filter(pk=draft.pk).exists),
    }


def test_nothing_a_suspended_person_began_is_left_standing(begun: dict, mod: User) -> None:
    for person, (begin, stands) in begun.items():
        began, sanctioned = race(begin, lambda person=person: suspend(mod, person))
        assert isinstance(sanctioned, Sanction), sanctioned
        assert isinstance(began, Refused | Proposal | Gig | Job), began
        assert not stands()


def test_a_page_from_before_the_sanction_begins_nothing(begun: dict, mod: User) -> None:
    """Who was signed in when it was opened is asked again, whatever the page's own row of them says."""
    for person, (begin, stands) in begun.items():
        sanction(mod, User.objects.get(pk=person.pk), kind="limit", rule="spam", reason="Copied letters.")
        assert person.status == User.Status.ACTIVE
        with pytest.raises(Refused):
            begin()
        assert not stands()


def test_control_where_nobody_is_held_it_stands(begun: dict, mod: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, over = Event(), Event()

    def unheld(user: User) -> User:
        row = User.objects.get(pk=user.pk)
        asked.set()
        assert over.wait(timeout=10)
        return row

    def land(person: User) -> None:
        assert asked.wait(timeout=10)
        try:
            suspend(mod, person)
        finally:
            over.set()

    monkeypatch.setattr(standing, "held", unheld)
    for person, (begin, stands) in begun.items():
        asked.clear()
        over.clear()
        race(begin, lambda person=person: land(person))
        assert stands()
