"""A contract of Bob's with Alice that was paid for and has ended."""

from typing import Any
from uuid import uuid4

import pytest

from contracts.models import Contract
from creators.models import Category, CreatorProfile
from gigs.models import Gig
from reelbyte import clock, policy

STARS_FOR_CREATOR = {"quality": 5, "communication": 4, "timeliness": 5}
STARS_FOR_CLIENT = {"clarity": 5, "communication": 5, "payment": 5}


@pytest.fixture
def gig(alice: Any) -> Gig:
    profile, _ = CreatorProfile.objects.get_or_create(user=alice, defaults={"handle": "alice"})
    return Gig.objects.create(
        creator=profile,
        slug="a-brand-film",
        title="I will cut your brand film",
        category=Category.objects.get(slug="editing-colour-colour-grading"),
    )


def make_ended(client: Any, gig: Gig, **fields: Any) -> Contract:
    """A contract as it stands when its money was released just now."""
    values = {
        "creator": gig.creator.user,
        "gig": gig,
        "title": gig.title,
        "terms": {},
        "status": "completed",
        "currency": "EUR",
        "total_minor": 30_000,
        "fee_bps": policy.FEE_BPS,
        "auto_accept_days": 7,
        "revision_days": 2,
        "late_grace_hours": 24,
        "dispute_days": 7,
        "order_key": uuid4(),
        "funded_at": clock.now(),
        "ended_at": clock.now(),
    }
    return Contract.objects.create(client=client, **{**values, **fields})


@pytest.fixture
def contract(bob: Any, gig: Gig) -> Contract:
    return make_ended(bob, gig)
