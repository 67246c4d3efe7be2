"""Talking before anybody is hired: proposed, agreed, reminded of once, and over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from jobs.tests.builders import make_job
from messaging.models import Message
from messaging.queries import thread
from notifications.models import Notification
from proposals import talk
from proposals.actions.answer_interview import accept_interview, decline_interview
from proposals.actions.cancel_interview import cancel_interview
from proposals.actions.decline import decline
from proposals.actions.propose_interview import propose_interview
from proposals.calendars import calendar_of
from proposals.models import Interview, Proposal
from proposals.tasks import sweep
from proposals.tests.builders import send
from proposals.zones import apart, told
from reelbyte import clock
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday_noon() -> None:
    with clock.at(NOW):
        yield


@pytest.fixture
def proposal(bob: User, alice: User) -> Proposal:
    User.objects.filter(pk=bob.pk).update(timezone="Europe/Oslo")
    User.objects.filter(pk=alice.pk).update(timezone="Asia/Kolkata")
    bob.refresh_from_db()
    alice.refresh_from_db()
    return send(make_job(bob), alice)


def proposed(proposal: Proposal, *days: float, **said: str) -> Interview:
    starts = [NOW + DAY * count for count in days or (2, 3)]
    return propose_interview(proposal, proposal.job.client, starts=starts, minutes=30, **said)


def told_of(kind: str) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(kind=kind).order_by("pk").values_list("recipient__email", "text"))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_one_of_the_times_is_taken_and_it_ends_where_it_began(proposal: Proposal, bob: User, alice: User) -> None:
    interview = proposed(proposal)
    assert fresh(proposal).status == "interview"
    with pytest.raises(Conflict, match="under way"):
        proposed(proposal, 5)
    slot = interview.slots.last()
    with pytest.raises(Conflict):
        accept_interview(interview, bob, slot)
    agreed = accept_interview(interview, alice, slot)
    assert (agreed.status, agreed.starts_at, agreed.remind_at) == ("accepted", NOW + 3 * DAY, NOW + 2 * DAY)
    assert accept_interview(interview, alice, slot).sequence == agreed.sequence
    with pytest.raises(Conflict, match="another of these"):
        accept_interview(interview, alice, interview.slots.first())
    assert told_of("proposals.interview_answered") == [
        (bob.email, "Alice Moreau takes Thu 5 Mar 2026, 13:00 CET for the interview about “Three vertical films of a "
         "folding bike”."),
    ]  # fmt: skip
    with clock.at(NOW + 3 * DAY + timedelta(minutes=31)):
        sweep()
    assert (fresh(interview).status, fresh(proposal).status) == ("held", "shortlisted")
    assert proposed(proposal, 10).pk


def test_reminded_a_day_and_an_hour_before_each_in_their_own_time_and_never_twice(
    proposal: Proposal, bob: User, alice: User
) -> None:
    interview = proposed(proposal, 2, place="https://meet.example.com/x")
    accept_interview(interview, alice, interview.slots.get())
    counts = []
    for hours in (23, 24, 24.5, 46, 47, 47.5, 48.1, 60):
        with clock.at(NOW + timedelta(hours=hours)):
            sweep()
            sweep()
        counts.append(len(told_of("proposals.interview_reminder")))
    assert counts == [0, 2, 2, 2, 4, 4, 4, 4]
    texts = dict(told_of("proposals.interview_reminder")[:2])
    assert "begins Wed 4 Mar 2026, 13:00 CET" in texts[bob.email]
    assert "begins Wed 4 Mar 2026, 17:30 IST" in texts[alice.email]


def test_a_sweep_that_comes_late_tells_once_and_not_when_it_has_begun(proposal: Proposal, alice: User) -> None:
    interview = proposed(proposal, 2)
    accept_interview(interview, alice, interview.slots.get())
    with clock.at(NOW + 2 * DAY - timedelta(minutes=10)):
        sweep()
    assert len(told_of("proposals.interview_reminder")) == 2
    other = proposed(send(make_job(proposal.job.client), alice), 2)
    accept_interview(other, alice, other.slots.get())
    with clock.at(NOW + 2 * DAY + timedelta(minutes=10)):
        sweep()
    assert len(told_of("proposals.interview_reminder")) == 2


def test_declined_cancelled_unanswered_or_ended_with_the_proposal(proposal: Proposal, bob: User, alice: User) -> None:
    first = decline_interview(proposed(proposal), alice, reason="On a shoot all week.")
    assert (first.status, fresh(proposal).status) == ("declined", "shortlisted")
    second = proposed(proposal)
    accept_interview(second, alice, second.slots.first())
    assert cancel_interview(second, alice, reason="Flu").status == "cancelled"
    assert [email for email, _text in told_of("proposals.interview_cancelled")] == [bob.email]
    third = proposed(proposal, 1)
    with clock.at(NOW + DAY + timedelta(minutes=1)):
        with pytest.raises(Conflict, match="has passed"):
            accept_interview(third, alice, third.slots.get())
        sweep()
        assert (fresh(third).status, fresh(proposal).status) == ("expired", "shortlisted")
        fourth = proposed(proposal, 2)
        accept_interview(fourth, alice, fourth.slots.get())
        decline(proposal, actor=bob, reason="other")
    assert (fresh(fourth).status, fresh(fourth).remind_at) == ("cancelled", None)
    with pytest.raises(Conflict):
        proposed(proposal)


def test_times_that_make_no_sense_are_refused(proposal: Proposal, dave: User) -> None:
    for days in ((-1,), (61,), (1, 1), (1, 2, 3, 4)):
        with pytest.raises(Refused):
            proposed(proposal, *days)
    with pytest.raises(Conflict):
        propose_interview(proposal, dave, starts=[NOW + DAY], minutes=30)


def test_a_calendar_takes_it_whatever_is_written_in_it(proposal: Proposal, bob: User, alice: User) -> None:
    words = "Bring: the cans; glasses, ice\nand a long line " + "ö" * 90 + "\r\nBEGIN:VALARM"
    interview = proposed(proposal, note=words, place="Studio 1, left; ring \\ twice")
    agreed = accept_interview(interview, alice, interview.slots.first())
    file = calendar_of(agreed, bob)
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\r\nBEGIN:VALARM" not in file
    assert alice.email.encode() not in file
    (event,) = Calendar.from_ical(file).events
    assert event.DTSTART == agreed.starts_at
    assert event.DTEND == agreed.starts_at + timedelta(minutes=30)
    assert event["location"] == "Studio 1, left; ring \\ twice"
    assert str(event["description"]).startswith("Bring: the cans; glasses, ice\nand a long line öö")
    assert event["summary"] == "Interview with Alice Moreau: Three vertical films of a folding bike"
    gone = calendar_of(cancel_interview(agreed, bob), bob)
    (again,) = Calendar.from_ical(gone).events
    assert (again["uid"], again["status"]) == (event["uid"], "CANCELLED")
    assert again["sequence"] > event["sequence"]


def test_both_see_both_clocks_on_the_page_and_their_own_in_the_chat(
    login: Login, proposal: Proposal, bob: User, alice: User, carol: User
) -> None:
    client, creator = login(bob), login(alice)
    typed = {"first": "2026-03-04T09:00", "second": "", "third": "", "minutes": "45", "place": "", "note": ""}
    past = client.post(f"/hiring/proposals/{proposal.public_id}/interview/", {**typed, "first": "2026-03-01T09:00"})
    assert past.status_code == 422
    url = client.post(f"/hiring/proposals/{proposal.public_id}/interview/", typed).url
    interview = Interview.objects.get()
    assert interview.slots.get().starts_at == datetime(2026, 3, 4, 8, tzinfo=UTC)  # nine in Oslo
    page = creator.get(url)
    assert "13:30" in page.text
    assert "Wed 4 Mar, 09:00 for Bob Lindqvist" in page.text
    assert login(carol).get(url).status_code == 404
    assert client.post(f"{url}acceptance/", {"slot": interview.slots.get().public_id}).status_code == 404
    assert creator.post(f"{url}acceptance/", {"slot": ""}).status_code == 422
    assert creator.post(f"{url}acceptance/", {"slot": interview.slots.get().public_id}).url == url
    file = creator.get(f"{url}calendar.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert Message.objects.filter(card_kind="proposals.interview").count() == 1
    chat = talk.conversation_of(proposal)
    assert thread(bob, chat) is not None
    assert "Wed 4 Mar, 09:00" in client.get(chat.get_absolute_url()).text
    assert "Wed 4 Mar, 13:30" in creator.get(chat.get_absolute_url()).text
    client.post(f"{url}cancellation/", {"reason": "Plans changed"})
    assert "Plans changed" in creator.get(url).text


def test_how_far_apart_two_clocks_are(proposal: Proposal, bob: User, alice: User) -> None:
    assert apart(bob, alice, NOW) == "4 hours 30 min ahead of you"
    assert apart(alice, bob, NOW + 60 * DAY) == "3 hours 30 min behind you"  # Oslo has summer by then
    assert apart(bob, bob, NOW) == "the same time as yours"
    assert told(NOW, alice) == "Mon 2 Mar 2026, 17:30 IST"


def test_it_is_answered_on_its_card(login: Login, proposal: Proposal, bob: User, alice: User) -> None:
    interview = proposed(proposal)
    room = talk.conversation_of(proposal).get_absolute_url()
    url = reverse("proposals:interview-acceptance-create", args=[interview.public_id])
    assert url in login(alice).get(room).content.decode()
    assert url not in login(bob).get(room).content.decode()
    slot = interview.slots.first()
    answer = login(alice).post(url, {"slot": str(slot.public_id)}, headers={"HX-Request": "true"})
    assert fresh(proposal).interviews.get().status == "accepted"
    assert "None of them" not in answer.content.decode()
    assert "hx-partial" in answer.content.decode()
    assert "close-dialog" in answer["HX-Trigger"]
