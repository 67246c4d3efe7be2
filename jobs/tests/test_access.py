"""Who sees which job: one table of people, visibilities and states."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.actions.block import block
from accounts.actions.suspend import suspend
from accounts.models import User
from creators.actions.open_profile import open_profile
from jobs import access
from jobs.actions.accept_nda import accept_nda
from jobs.actions.invite import invite
from jobs.actions.save_job import save_job
from jobs.models import Job
from jobs.tests.builders import job_content, make_job
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def _sees(viewer: object, job: Job) -> bool:
    try:
        return access.visible_job(viewer, job.slug).pk == job.pk
    except Http404:
        return False


def test_who_sees_a_published_job(alice: User, bob: User, carol: User, dave: User) -> None:
    open_profile(alice)
    jobs = {kind: make_job(bob, visibility=kind) for kind in Job.Visibility.values}
    invite(jobs["invited"], alice)
    sees = {
        "public": {"bob", "alice", "carol", "dave", "nobody"},
        "members": {"bob", "alice", "carol", "dave"},
        "invited": {"bob", "alice"},
    }
    people = {"alice": alice, "bob": bob, "carol": carol, "dave": dave, "nobody": AnonymousUser()}
    for kind, job in jobs.items():
        assert {name for name, person in people.items() if _sees(person, job)} == sees[kind], kind
    # Lists show what anybody of that kind may browse; invitations have their own list, a client their own page.
    assert set(Job.objects.listed_to(alice)) == {jobs["public"], jobs["members"]}
    assert set(Job.objects.listed_to(AnonymousUser())) == {jobs["public"]}


def test_a_draft_is_its_owners_and_a_closed_job_still_opens(alice: User, bob: User) -> None:
    draft, closed = make_job(bob, "draft"), make_job(bob, "closed")
    assert _sees(bob, draft)
    assert not _sees(alice, draft)
    assert _sees(alice, closed)
    assert not Job.objects.listed_to(alice).exists()
    with pytest.raises(Http404):
        access.own_job(alice, draft.slug)


def test_blocks_and_suspensions_hide_jobs(alice: User, bob: User, carol: User, mod: User) -> None:
    open_profile(alice)
    job, asked = make_job(bob), make_job(bob, visibility="invited")
    invite(asked, alice)
    block(bob, alice)
    assert not _sees(alice, job)
    assert not _sees(alice, asked)
    assert _sees(carol, job)
    User.objects.filter(pk=mod.pk).update(is_superuser=True)
    mod.refresh_from_db()
    suspend(mod, bob, "Fraud")
    job.refresh_from_db()
    assert job.status == "closed"
    assert not _sees(carol, job)


def test_the_nda_comes_first_and_a_new_wording_again(alice: User, bob: User) -> None:
    job = make_job(bob, nda_required=True)
    assert access.may_read(job, bob)
    assert not access.may_read(job, alice)
    assert not access.may_read(job, AnonymousUser())
    with pytest.raises(Refused):
        access.biddable_job(alice, job.slug)
    accepted = accept_nda(job, alice, version=job.nda_version)
    assert accepted.text == job.nda_text
    assert accept_nda(job, alice, version=job.nda_version) == accepted
    assert access.biddable_job(alice, job.slug, lock=True) == job
    job = save_job(bob, job, job_content(nda_required=True, nda_text="Nothing leaves this page."))
    assert not access.may_read(job, alice)
    with pytest.raises(Conflict):
        accept_nda(job, alice, version=job.nda_version - 1)
    with pytest.raises(Refused):
        accept_nda(job, bob, version=job.nda_version)


def test_who_may_bid(alice: User, bob: User, dave: User) -> None:
    job, closed = make_job(bob), make_job(bob, "closed")
    assert access.biddable_job(alice, job.slug) == job
    for person in (bob, dave):  # the client, and somebody who is no creator
        with pytest.raises(Http404):
            access.biddable_job(person, job.slug)
    with pytest.raises(Conflict):
        access.biddable_job(alice, closed.slug)
