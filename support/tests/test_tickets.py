"""Questions to staff: from members and visitors, answered, gone on with, solved."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from notifications.models import Notification
from reelbyte import clock, outbox, policy
from reelbyte.models import AuditEntry
from support.models import Ticket, TicketMessage

pytestmark = pytest.mark.django_db
ASK = {"category": "payment", "subject": "Where is my money?", "text": "It left on Monday."}
VISITOR = {"name": "Vera", "email": "vera@example.com"}


def posted(browser: Client, **more: Any) -> Any:
    return browser.post("/support/", {**ASK, **more})


def answered(desk: Client, ticket: Ticket, page: str = "answer") -> None:
    assert desk.post(f"/admin/support/ticket/{ticket.pk}/{page}/", {"reason": "It is on its way."}).status_code == 302


def test_back_and_forth(alice: User, bob: User, helper: Any, login: Any) -> None:
    browser, desk = login(alice), login(helper)
    url = posted(browser)["Location"]
    ticket = Ticket.objects.get()
    assert (ticket.user, ticket.status) == (alice, "open")
    assert "Where is my money?" in desk.get("/admin/support/ticket/").content.decode()
    answered(desk, ticket)
    ticket.refresh_from_db()
    assert ticket.status == "waiting"
    told = Notification.objects.get(recipient=alice)
    assert (told.kind, told.url) == ("support.answered", url)
    page = browser.get(url).content.decode()
    assert "It is on its way." in page
    assert "Hel Per" not in page  # staff speak for the house
    assert AuditEntry.objects.filter(action="support.ticket_answered", actor=helper).exists()
    assert browser.post(f"{url}solution/").status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "solved"
    assert browser.post(f"{url}answers/", {"text": "Not yet there!"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "open"
    answered(desk, ticket, "solution")
    ticket.refresh_from_db()
    assert ticket.status == "solved"
    assert "Where is my money?" in browser.get("/support/tickets/").content.decode()
    for stranger in (login(bob), Client()):
        assert stranger.get(url).status_code == 404
        assert stranger.post(f"{url}answers/", {"text": "Hello"}).status_code == 404


def test_a_visitor_comes_back_by_the_link_in_the_mail(client: Client, helper: Any, login: Any, settings: Any) -> None:
    assert posted(client).status_code == 422  # who asks?
    assert posted(client, **VISITOR)["Location"] == "/support/"
    outbox.drain()
    ticket = Ticket.objects.get()
    assert mail.outbox[-1].to == ["vera@example.com"]
    link = re.search(r"http\S+", str(mail.outbox[-1].body))
    assert link
    url = link[0].removeprefix(settings.SITE_URL)
    answered(login(helper), ticket)
    outbox.drain()
    assert "It is on its way." in str(mail.outbox[-1].body)
    other = Client()
    page = other.get(url).content.decode()
    assert "It is on its way." in page
    action = re.search(r'action="([^"]+answers/[^"]+)"', page)
    assert action
    assert other.post(action[1].replace("&amp;", "&"), {"text": "Thank you"})["Location"] == url
    assert other.get(url.partition("?")[0]).status_code == 404
    assert other.get(url[:-1] + ("a" if url[-1] != "a" else "b")).status_code == 404


def test_a_file_is_what_it_is_and_for_those_two_alone(
    alice: User, bob: User, helper: Any, login: Any, django_capture_on_commit_callbacks: Any
) -> None:
    browser = login(alice)
    script = SimpleUploadedFile("shot.png", b"<html><script>\x00", content_type="image/png")
    assert posted(browser, file=script).status_code == 422
    assert not Ticket.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        posted(browser, file=SimpleUploadedFile("../../log.txt", b"It broke", content_type="text/html"))
    message = TicketMessage.objects.get()
    assert message.file.name.startswith("support/")
    url = f"/support/files/{message.public_id}/"
    answer = browser.get(url)
    assert b"".join(answer) == b"It broke"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert 'filename="log.txt"' in answer["Content-Disposition"]
    assert login(bob).get(url).status_code == 404
    desk = login(helper)
    assert b"".join(desk.post(f"/admin/support/ticketmessage/{message.pk}/file/")) == b"It broke"
    assert AuditEntry.objects.filter(action="support.file_opened").count() == 1


def test_nobody_asks_without_end(client: Client, alice: User, login: Any) -> None:
    for _ in range(policy.TICKETS_A_DAY):
        assert posted(client, **VISITOR).status_code == 302
    assert posted(client, **VISITOR).status_code == 429
    assert posted(login(alice)).status_code == 302  # counted by person, not by address


def test_the_queue_counts_from_the_first_unanswered_word(alice: User, login: Any) -> None:
    url = posted(login(alice))["Location"]
    since = Ticket.objects.get().turned_at
    with clock.after(timedelta(hours=3)):
        login(alice).post(f"{url}answers/", {"text": "Hello?"})
    assert Ticket.objects.get().turned_at == since


def test_lists_and_pages_ask_few_questions(
    alice: User, login: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    browser = login(alice)
    for _ in range(policy.TICKETS_A_DAY):
        url = posted(browser)["Location"]
    browser.get("/settings/")
    with django_assert_max_num_queries(7):
        browser.get("/support/tickets/")
    with django_assert_max_num_queries(9):
        browser.get(url)
    for address, most in (("/help/", 2), ("/help/fees/", 3), ("/terms/", 3)):
        with django_assert_max_num_queries(most):
            client.get(address)
