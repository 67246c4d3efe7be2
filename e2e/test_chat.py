"""Two people talk: one at a desk, one on a phone whose connection drops."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from e2e.conftest import DESKTOP, PHONE, Visit
from messaging import cards
from messaging.actions.open_conversation import open_conversation
from messaging.actions.post_card import post_card
from messaging.actions.send_message import send_message
from messaging.actions.store_attachment import store_attachment
from messaging.models import Conversation, Message

CHANGES = ("message-edit", "message-deletion")
pytestmark = pytest.mark.django_db(transaction=True)


def shot() -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 360), "orange").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def talk(alice: Any, bob: Any) -> Conversation:
    conversation = open_conversation(people=[alice, bob], subject="gig:1", subject_label="A launch film", url="/gigs/")
    for n in range(40):
        send_message(conversation, (alice, bob)[n % 2], text=f"Earlier, line {n}", client_id=uuid4())
    return conversation


def write(page: Page, text: str) -> None:
    page.get_by_label("Message to").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def said(page: Page, text: str) -> Any:
    return page.locator("#messages").get_by_text(text, exact=True)


def numbers(page: Page) -> list[int]:
    return page.locator("#messages > li").evaluate_all("items => items.map(item => Number(item.dataset.seq))")


def test_two_people_talk_and_a_cut_connection_loses_nothing(
    open_page: Callable[..., Visit], alice: Any, bob: Any, talk: Conversation
) -> None:
    hers, his = open_page(DESKTOP), open_page(PHONE, theme="light")
    for visit, person in ((hers, alice), (his, bob)):
        visit.sign_in(person)
        visit.go(talk.get_absolute_url())
    desk, phone = hers.page, his.page
    expect(desk.locator("#presence")).to_have_text("Online")
    expect(phone.locator("#presence")).to_have_text("Online")

    phone.get_by_label("Message to").press_sequentially("Are you")
    expect(desk.locator(".typing")).to_be_visible()
    write(phone, "Are you free in May?")
    expect(said(desk, "Are you free in May?")).to_be_visible()
    expect(said(phone, "Are you free in May?")).to_have_count(1)
    expect(phone.locator("#receipt")).to_have_text("Seen by Alice")

    desk.get_by_label("Message to").fill("Yes,")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.type("all of it")
    desk.keyboard.press("Enter")
    expect(phone.locator("#messages .bubble__text").last).to_have_text("Yes,\nall of it", use_inner_text=True)
    for n in range(5):
        desk.get_by_label("Message to").fill(f"quick {n}")
        desk.keyboard.press("Enter")
    expect(said(phone, "quick 4")).to_be_visible()

    his.context.set_offline(True)
    write(phone, "Sent without a connection")
    expect(phone.locator(".bubble--failed")).to_contain_text("Not sent")
    write(desk, "Said while he is away")
    expect(said(desk, "Said while he is away")).to_be_visible()
    his.context.set_offline(False)
    phone.get_by_role("button", name="Try again").click()
    expect(said(desk, "Sent without a connection")).to_be_visible()
    expect(said(phone, "Said while he is away")).to_be_visible(timeout=60_000)
    expect(phone.locator(".bubble--failed")).to_have_count(0)

    written = list(Message.objects.order_by("seq").values_list("seq", flat=True))
    for page in (desk, phone):
        assert numbers(page) == written[-len(numbers(page)) :]
    # That the network was away is what this test is about.
    his.complaints = [complaint for complaint in his.complaints if not offline(complaint)]


def offline(complaint: str) -> bool:
    return any(
        word in complaint for word in ("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "htmx:error", "WebSocket")
    )


def test_files_older_messages_and_a_draft(open_page: Callable[..., Visit], alice: Any, talk: Conversation) -> None:
    visit = open_page(DESKTOP)
    visit.sign_in(alice)
    page = visit.go(talk.get_absolute_url())
    before = numbers(page)
    page.get_by_role("link", name="Older messages").click()
    expect(said(page, "Earlier, line 0")).to_be_attached()
    assert numbers(page) == sorted(numbers(page))
    assert len(numbers(page)) > len(before)

    page.locator("[data-attach]").set_input_files({"name": "frame.png", "mimeType": "image/png", "buffer": shot()})
    expect(page.locator(".composer__file")).to_contain_text("frame.png")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#messages img[alt='frame.png']")).to_be_visible()
    expect(page.locator("[data-pending] > li")).to_have_count(0)

    page.get_by_label("Message to").press_sequentially("Half a thou")
    page.reload()
    expect(page.get_by_label("Message to")).to_have_value("Half a thou")


def test_answered_edited_and_taken_back(
    open_page: Callable[..., Visit], alice: Any, bob: Any, talk: Conversation
) -> None:
    hers, his = open_page(DESKTOP), open_page(PHONE, theme="light")
    for visit, person in ((hers, alice), (his, bob)):
        visit.sign_in(person)
        visit.go(talk.get_absolute_url())
    desk, phone = hers.page, his.page

    asked = said(phone, "Earlier, line 30")
    asked.click()
    phone.locator(".bubble:focus-within").get_by_role("link", name="Reply").click()
    expect(phone.locator(".composer__answering")).to_contain_text("Earlier, line 30")
    expect(phone.get_by_label("Message to")).to_be_focused()
    write(phone, "That one")
    expect(phone.locator(".composer__answering")).to_have_count(0)
    answer = desk.locator("#messages > li").last
    expect(answer).to_contain_text("That one")
    expect(answer.locator(".bubble__quote")).to_contain_text("Earlier, line 30")
    answer.locator(".bubble__quote").click()
    expect(desk.locator("#msg-31")).to_be_in_viewport()

    write(desk, "On Tuesday")
    mine = desk.locator("#messages > li").last
    expect(mine).to_contain_text("On Tuesday")
    expect(desk.locator("#receipt")).to_have_text("Seen by Bob")  # so the socket has nothing more to bring
    mine.hover()
    mine.get_by_role("link", name="Edit").click()
    expect(desk.get_by_label("Edit message")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Edit message")).to_have_count(0)
    mine.hover()
    mine.get_by_role("link", name="Edit").click()
    desk.get_by_label("Edit message").fill("On Wednesday")
    desk.keyboard.press("Enter")
    theirs = phone.locator("#messages > li").last
    expect(theirs).to_contain_text("On Wednesday")
    expect(theirs).to_contain_text("edited")

    mine.hover()
    mine.get_by_role("link", name="Delete").click()
    desk.get_by_role("button", name="Delete", exact=True).click()
    expect(desk.locator("dialog[open]")).to_have_count(0)
    expect(theirs).to_contain_text("This message was deleted")
    expect(theirs).not_to_contain_text("Wednesday")
    assert hers.axe() == []
    assert his.axe() == []


def test_a_page_left_and_shown_again(open_page: Callable[..., Visit], alice: Any, bob: Any, talk: Conversation) -> None:
    visit = open_page(DESKTOP)
    page = visit.sign_in(alice)
    # Left at the worst moment: the sockets are there, their handshake has not begun. The console is not told.
    leave = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
    visit.context.add_init_script(f"""let left = 0;
      document.addEventListener("htmx:ws:before:connection", () => left < 2 && queueMicrotask(() => {{
        {leave};
        document.documentElement.dataset.left = ++left;
      }}))""")
    visit.go(talk.get_absolute_url())
    expect(page.locator("html")).to_have_attribute("data-left", "2")  # the person's socket and the conversation's
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    send_message(talk, bob, text="Shown again", client_id=uuid4())
    expect(said(page, "Shown again")).to_be_visible()

    # Left when everything was open, and shown again.
    page.evaluate(leave)
    send_message(talk, bob, text="And once more", client_id=uuid4())
    expect(said(page, "And once more")).to_be_visible()


def test_the_list_follows_what_happens(
    open_page: Callable[..., Visit], alice: Any, bob: Any, talk: Conversation
) -> None:
    visit = open_page(DESKTOP)
    visit.sign_in(alice)
    page = visit.go("/messages/")
    his = open_page(PHONE)
    his.sign_in(bob)
    write(his.go(talk.get_absolute_url()), "News for the list")
    expect(page.locator("#talks .talk").first).to_contain_text("News for the list")
    expect(page.locator("#talks .talk")).to_have_count(1)
    expect(page.locator("#inbox-count")).to_have_text("2")


def test_without_script_it_works_by_loading_the_page(
    open_page: Callable[..., Visit], alice: Any, bob: Any, talk: Conversation
) -> None:
    visit = open_page(PHONE, javascript=False)
    visit.sign_in(bob)
    page = visit.go(talk.get_absolute_url())
    expect(said(page, "Earlier, line 39")).to_be_visible()
    write(page, "Without any script")
    expect(said(page, "Without any script")).to_be_visible()
    page.get_by_role("link", name="Older messages").click()
    expect(said(page, "Earlier, line 0")).to_be_attached()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_accessible(
    open_page: Callable[..., Visit], alice: Any, bob: Any, carol: Any, talk: Conversation, theme: str, viewport: dict
) -> None:
    context = {"title": "Bob ordered", "text": "In escrow", "url": "/", "action": "Open"}
    cards.register("tests.card", template=cards.PLAIN)
    post_card(talk, "tests.card", ref="1", actor=bob, context=context)
    board = store_attachment(bob, SimpleUploadedFile("board.png", shot()))
    send_message(talk, bob, text="See https://example.com/", client_id=uuid4(), attachments=[board])
    visit = open_page(viewport, theme=theme)
    visit.sign_in(alice)
    mine = send_message(talk, alice, text="I will", client_id=uuid4(), answers=1)
    changes = [reverse(f"messaging:{name}", args=[talk.public_id, mine.seq]) for name in CHANGES]
    for path in ("/messages/", talk.get_absolute_url(), f"/messages/new/?to={carol.public_id}", *changes):
        visit.go(path)
        assert visit.axe() == []
