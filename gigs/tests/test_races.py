"""Two people press at once."""

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile
from gigs.actions.review import approve, reject
from gigs.models import Gig, GigEvent
from gigs.tests.builders import make_gig
from reelbyte.errors import Conflict
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_moderators_approve_once(alice: User, mod: User) -> None:
    gig = make_gig(alice, "in_review")
    outcomes = race(*[lambda: approve(gig, actor=mod)] * 4)
    assert all(isinstance(outcome, Gig) for outcome in outcomes)
    assert GigEvent.objects.filter(gig=gig, move="approve").count() == 1


def test_approval_and_rejection_do_not_both_happen(alice: User, mod: User) -> None:
    gig = make_gig(alice, "in_review")
    outcomes = race(lambda: approve(gig, actor=mod), lambda: reject(gig, actor=mod, reason="No."))
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert GigEvent.objects.filter(gig=gig).count() == 1


def test_a_profile_is_opened_once_from_two_tabs(alice: User) -> None:
    outcomes = race(*[lambda: open_profile(alice)] * 4)
    assert CreatorProfile.objects.count() == 1
    assert {outcome.pk for outcome in outcomes} == {CreatorProfile.objects.get().pk}
