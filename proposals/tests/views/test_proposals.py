"""The creator's pages: writing, sending, changing; with and without htmx."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_video
from jobs.tests.builders import make_job
from proposals.actions.shortlist import shortlist
from proposals.models import Proposal, ProposalTemplate
from proposals.tests.builders import LETTER, send

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


def typed(**fields: Any) -> dict[str, Any]:
    """What a browser posts of a whole proposal, the price seen with its fee."""
    rows = fields.pop("milestones", [])
    formset: dict[str, Any] = {"milestones-TOTAL_FORMS": len(rows), "milestones-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        formset |= {f"milestones-{number}-{name}": value for name, value in row.items()}
    terms = "milestones" if rows else "whole"
    return {"terms": terms, "price": "900", "days": "10", "cover_letter": LETTER, "seen": "90000", **formset, **fields}


def test_nothing_is_sent_before_fee_and_net_were_seen(login: Login, bob: User, alice: User) -> None:
    client, url = login(alice), f"/jobs/{make_job(bob).slug}/proposal/"
    asked = client.post(url, typed(seen=""))
    assert asked.status_code == 200
    assert not Proposal.objects.exists()
    assert ["€90.00" in asked.text, "€810.00" in asked.text, "Not sent yet" in asked.text] == [True] * 3
    assert client.post(url, typed(seen="90000", price="950")).status_code == 200  # another price than the one seen
    sent = client.post(url, typed(seen="90000"))
    assert sent.url == Proposal.objects.get().get_absolute_url()
    assert client.get(url).url == sent.url  # there is one
    assert "See your proposal" in client.get(url.replace("proposal/", "")).text
    live = client.post(url, {"sum": "1", "terms": "whole", "price": "100", "days": "2"}, headers={"HX-Request": "true"})
    assert live.status_code == 302  # the page is gone with it


def test_the_sum_is_worked_out_while_typing(login: Login, bob: User, alice: User) -> None:
    client, url = login(alice), f"/jobs/{make_job(bob).slug}/proposal/"
    rows = [{"title": "Shoot", "amount": "600", "days": "6"}, {"title": "Cut", "amount": "300.50", "days": "4"}]
    part = client.post(url, typed(sum="1", milestones=rows, cover_letter=""), headers={"HX-Request": "true"})
    assert part.text.strip().startswith('<div class="bid__sum"')
    assert 'name="seen" value="90050"' in part.text
    assert "€810.45" in part.text
    half = client.post(url, typed(sum="1", milestones=[{"title": "Shoot"}]), headers={"HX-Request": "true"})
    assert "seen" not in half.text


def test_a_whole_one_with_milestones_answers_films_and_files(login: Login, bob: User, alice: User) -> None:
    job = make_job(bob, questions=[{"text": "When?", "required": True}])
    question, item = job.questions.get(), make_creator(alice, films=2).portfolio.first()
    rows = [{"title": "Shoot", "amount": "600", "days": "6"}, {"title": "Cut", "amount": "300", "days": "4"}, {}]
    client, pitch = login(alice), make_video(alice, "message")
    data = typed(
        milestones=rows,
        price="",
        days="",
        samples=[str(item.public_id)],
        pitch=[str(pitch.public_id)],
        files=[SimpleUploadedFile("idea.txt", b"One take")],
    )
    wrong = client.post(f"/jobs/{job.slug}/proposal/", data)
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {f"answer_{question.pk}"}
    data["files"] = [SimpleUploadedFile("idea.txt", b"One take")]
    assert client.post(f"/jobs/{job.slug}/proposal/", {**data, f"answer_{question.pk}": "Now"}).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.price_minor, proposal.days, proposal.milestones.count()) == (90_000, 10, 2)
    assert (proposal.pitch, proposal.samples.get(), proposal.files.get().name) == (pitch, item, "idea.txt")
    page = client.get(proposal.get_absolute_url())
    assert all(words in page.text for words in ("€810.00", "Shoot", "idea.txt", "Now", "sent a proposal"))
    file = proposal.files.get()
    assert b"".join(login(bob).get(file.get_absolute_url())) == b"One take"


def test_a_letter_is_begun_from_with_and_without_posting(login: Login, bob: User, alice: User, carol: User) -> None:
    letter = ProposalTemplate.objects.create(owner=alice, name="Short", text="Dear client,")
    theirs = ProposalTemplate.objects.create(owner=carol, name="Hers", text="Not yours")
    client, url = login(alice), f"/jobs/{make_job(bob).slug}/proposal/"
    assert "Dear client," in client.get(f"{url}?letter={letter.public_id}").text
    kept = client.post(url, {**typed(price="123"), "letter": str(letter.public_id)})
    assert "Dear client," in kept.text
    assert 'value="123"' in kept.text
    assert client.get(f"{url}?letter={theirs.public_id}").status_code == 404
    more = client.post(url, {**typed(milestones=[{"title": "One"}]), "add": "milestones"})
    assert more.context["editor"].rows.total_form_count() == 2


def test_changed_withdrawn_and_no_longer_once_shortlisted(login: Login, bob: User, alice: User) -> None:
    client, job = login(alice), make_job(bob)
    proposal = send(job, alice)
    edit = f"/studio/proposals/{proposal.public_id}/edit/"
    assert 'value="900"' in client.get(edit).text
    client.post(edit, typed(price="800", seen="80000", version="1"))
    stale = client.post(edit, typed(price="700", seen="70000", version="1"))
    assert stale.status_code == 409
    page = client.get(proposal.get_absolute_url())
    assert "Version 1" in page.text
    shortlist(proposal, actor=bob)
    assert client.get(edit).url == proposal.get_absolute_url()
    client.post(f"/studio/proposals/{proposal.public_id}/withdrawal/")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.price_minor) == ("withdrawn", 80_000)


def test_my_proposals_cost_the_same_whatever_their_number(
    login: Login, bob: User, alice: User, carol: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        send(make_job(bob, title=f"Film {number}"), alice)
    send(make_job(bob), carol)
    client = login(alice)
    client.get("/studio/proposals/")
    # Session and person, what the frame of every page asks, and four of its own.
    with django_assert_max_num_queries(9):
        page = client.get("/studio/proposals/")
    assert [row.job.title for row in page.context["page"]] == ["Film 3", "Film 2", "Film 1", "Film 0"]
    assert not client.get("/studio/proposals/?show=ended").context["page"].items


def test_letters_are_kept_by_name(login: Login, alice: User, bob: User) -> None:
    client = login(alice)
    assert client.post("/studio/letters/new/", {"name": "Short", "text": "Hello"}).url == "/studio/letters/"
    assert client.post("/studio/letters/new/", {"name": "Short", "text": "Again"}).status_code == 422
    letter = ProposalTemplate.objects.get()
    client.post(f"/studio/letters/{letter.public_id}/", {"name": "Short", "text": "Hello there"})
    assert "Hello there" in client.get("/studio/letters/").text
    proposal = send(make_job(bob), alice)
    assert LETTER in client.get(f"/studio/letters/new/?proposal={proposal.public_id}").text
    client.post(f"/studio/letters/{letter.public_id}/deletion/")
    assert not ProposalTemplate.objects.exists()
