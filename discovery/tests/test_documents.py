"""What may be found has a document that says what its row says; what may not has none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.actions.set_privacy import set_privacy
from accounts.actions.suspend import reinstate, suspend
from accounts.forms.settings import SettingsForm
from accounts.models import User
from creators.actions.order_items import remove_item
from creators.actions.record import record_rating
from creators.actions.save_profile import ProfileContent, save_profile
from discovery.actions.rank_documents import rank_documents
from discovery.actions.rebuild import rebuild
from discovery.models import SearchDocument, Vocabulary
from discovery.tests.builders import make_creator
from gigs.actions.pause import pause, resume
from gigs.actions.review import approve
from gigs.actions.save import save_gig
from gigs.actions.submit import submit_for_review
from gigs.tests.builders import content, make_gig
from jobs.actions.close import close
from jobs.actions.publish import publish
from jobs.actions.reopen import reopen
from jobs.actions.save_job import save_job
from jobs.tests.builders import job_content, make_job
from reelbyte import clock, outbox

pytestmark = pytest.mark.django_db


def titles() -> set[str]:
    outbox.drain()
    return set(SearchDocument.objects.values_list("title", flat=True))


def everything() -> tuple[list, list]:
    columns = [field.name for field in SearchDocument._meta.concrete_fields if field.name != "id"]
    documents = SearchDocument.objects.order_by("kind", "object_id").values_list(*columns)
    return list(documents), list(Vocabulary.objects.order_by("kind", "term").values_list("kind", "term", "documents"))


def test_kept_up_by_what_happens_it_is_what_a_rebuild_makes(alice: User, carol: User, bob: User, mod: User) -> None:
    creator = make_creator(alice, ("FPV",), films=2, bio="I fly a drone through cafés.")
    make_creator(carol, ("Tabletop",))
    gig = save_gig(creator, None, content(alice, title="Dives through your factory", tags=["drone", "noir"]))
    other = save_gig(creator, None, content(alice, title="Not for long"))
    for row in (gig, other):
        submit_for_review(row, actor=alice)
    approve(gig, actor=mod)
    approve(other, actor=mod)
    job = make_job(bob, title="A film of a bell", skills=["FPV"])
    secret = make_job(bob, title="Whisky in the rain", nda_required=True)
    members = make_job(bob, title="For members", visibility="members")
    outbox.drain()
    save_gig(creator, gig, content(alice, title="Dives through your harbour", tags=["ships"]))
    pause(other, actor=alice)
    save_profile(creator, ProfileContent({"headline": "Flights", "availability": "away"}, []))
    record_rating(creator.pk, average=4, count=3)
    save_job(bob, job, job_content(title="A film of a clock"))
    remove_item(creator.portfolio.first())
    close(members, actor=bob)
    outbox.drain()
    kept_up = everything()
    assert len(kept_up[0]) == 5
    # The words that an NDA keeps back are nowhere.
    assert SearchDocument.objects.get(object_id=secret.pk, kind="job").body == ""
    words = {term for _kind, term, _count in kept_up[1]}
    assert {"harbour", "flights", "clock", "cafes", "ships"} <= words
    assert not {"factory", "noir", "bell", "members"} & words
    SearchDocument.objects.update(title="", tier=2)
    Vocabulary.objects.update(documents=7)
    rebuild()
    assert everything() == kept_up


def test_drafts_and_paused_gigs_have_none(alice: User, mod: User) -> None:
    gig = save_gig(make_creator(alice), None, content(alice, title="Gig"))
    assert "Gig" not in titles()
    submit_for_review(gig, actor=alice)
    assert "Gig" not in titles()
    approve(gig, actor=mod)
    assert "Gig" in titles()
    pause(gig, actor=alice)
    assert "Gig" not in titles()
    resume(gig, actor=alice)
    assert "Gig" in titles()


def test_jobs_have_one_while_they_are_open_and_not_by_invitation(bob: User) -> None:
    job = make_job(bob, "draft", title="Job")
    make_job(bob, title="For friends", visibility="invited")
    assert titles() == set()
    publish(job, actor=bob)
    assert titles() == {"Job"}
    close(job, actor=bob)
    assert titles() == set()
    reopen(job, actor=bob)
    assert titles() == {"Job"}
    save_job(bob, job, job_content(title="Job", visibility="invited"))
    assert titles() == set()


def test_nobody_who_is_suspended_or_hidden_or_has_nothing_to_show(alice: User, carol: User, mod: User) -> None:
    mod.is_superuser = True
    mod.save()
    make_creator(alice)
    make_gig(alice, "live", title="Hers")
    make_creator(carol, films=0)
    rebuild()
    assert titles() == {"Alice Moreau", "Hers"}
    suspend(mod, alice, "Spam")
    assert titles() == set()
    reinstate(mod, alice, "A mistake")
    assert titles() == {"Alice Moreau"}  # her gigs were paused; she starts them again herself
    set_privacy(alice, visibility="members", contact_from="everyone")
    outbox.drain()
    assert SearchDocument.objects.get().members_only
    set_privacy(alice, visibility="hidden", contact_from="everyone")
    assert titles() == set()


def test_a_new_name_is_found_everywhere(alice: User, login: Callable) -> None:
    make_creator(alice)
    make_gig(alice, "live", title="Hers")
    rebuild()
    form = SettingsForm({"name": "Alice Delon", "timezone": "UTC", "country": "FR"}, instance=alice)
    assert form.is_valid(), form.errors
    from accounts.actions.edit_profile import edit_settings

    edit_settings(alice, form)
    outbox.drain()
    rows = SearchDocument.objects.values_list("kind", "country")
    assert set(rows) == {("creator", "FR"), ("gig", "FR")}
    assert "Alice Delon" in SearchDocument.objects.get(kind="gig").names


def test_a_change_that_comes_while_one_is_written_is_written_too(alice: User) -> None:
    gig = make_gig(alice, "live", title="First")
    outbox.drain()
    for title in ("Second", "Third"):
        save_gig(gig.creator, gig, content(alice, title=title))
    pending = outbox.OutboxMessage.objects.filter(topic="discovery.document", status="pending")
    assert pending.count() == 2
    assert titles() == {"Third"}


def test_the_best_of_a_kind_come_first(alice: User) -> None:
    for number in range(4):
        make_gig(alice, "live", title=f"Gig {number}")
    rebuild()
    for number, document in enumerate(SearchDocument.objects.order_by("id")):
        SearchDocument.objects.filter(pk=document.pk).update(quality=number)
    assert rank_documents(best=2) == 2
    assert list(SearchDocument.objects.order_by("quality").values_list("tier", flat=True)) == [2, 2, 1, 1]
    assert rank_documents(best=2) == 0


def test_a_document_does_not_depend_on_the_day(alice: User, bob: User) -> None:
    make_creator(alice, availability="from_date", available_from=clock.today() + timedelta(days=3))
    make_job(bob)
    rebuild()
    before: Any = everything()
    with clock.at(clock.now() + timedelta(days=20)):
        rebuild()
    assert everything() == before
