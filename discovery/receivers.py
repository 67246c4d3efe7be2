"""What changes a document: the apps below say so, and an outbox row is written in the same transaction."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts import hooks as people
from creators import hooks as profiles
from discovery.models import Kind
from gigs import hooks as offers
from jobs import hooks as briefs
from jobs.models import Job
from reelbyte import outbox
from videos import hooks as films


def register() -> None:
    """Listen. Called once, from AppConfig.ready."""
    people.on_person_changed(_person)
    people.on_suspend(_person)
    people.on_privacy_changed(_person)
    people.on_verified_changed(_person)
    profiles.on_change(_profile)
    offers.on_change(_gig)
    briefs.on_save(_job)
    for purpose in ("portfolio", "sample"):
        films.on_ready(purpose, _film)
        films.on_hidden(purpose, _film)


def _person(user: Any) -> None:
    _row({"person": user.pk})


def _profile(profile_id: int, user_id: int) -> None:
    """The creator's gigs say their name, their languages and when they are free: all of it is written again."""
    _row({"person": user_id})


def _gig(gig_id: int) -> None:
    _row({"kind": Kind.GIG, "id": gig_id})


def _job(job: Job) -> None:
    _row({"kind": Kind.JOB, "id": job.pk})


def _film(video: Any) -> None:
    _row({"person": video.owner_id})


def _row(payload: dict[str, Any]) -> None:
    """Each change has a row of its own: one that is being delivered may have read the state before it."""
    with transaction.atomic():
        outbox.add("discovery.document", uuid4().hex, payload)
