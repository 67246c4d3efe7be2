"""The list beside a conversation: all, unread, archived, or what was searched for. The address says which."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from messaging import queries, search
from messaging.models import Conversation, Message, Participant
from reelbyte.pagination import Page, paginate

ALL, UNREAD, ARCHIVED = "all", "unread", "archived"
SHOWS = (ALL, UNREAD, ARCHIVED)
FOUND = 20  # messages of one page
SEATS = 6  # conversations found by name or subject


@dataclass
class Inbox:
    """What `messaging/list.html` draws. `rows` are Participants, `found` messages, each dressed for its row."""

    path: str
    show: str = ALL
    words: str = ""
    current: int | None = None  # the conversation that is open
    opened: str = ""  # its public id
    rows: Page = field(default_factory=lambda: Page([], None))
    found: Page | None = None

    @property
    def is_search(self) -> bool:
        return self.found is not None

    @property
    def address(self) -> str:
        """Of the page that shows this: reload and back come here."""
        return self.path + self.query

    @property
    def query(self) -> str:
        """For links that keep the list as it is."""
        said = {"show": self.show if self.show != ALL else "", "q": self.words}
        said = {name: value for name, value in said.items() if value}
        return f"?{urlencode(said)}" if said else ""

    @property
    def fragment(self) -> str:
        """Where htmx asks for this list alone."""
        return reverse("messaging:conversation-list") + (f"?open={self.opened}" if self.opened else "")

    @property
    def list_id(self) -> str:
        """Under which the list is on the page; live rows go where they belong."""
        return {ALL: "talks", UNREAD: "talks-unread", ARCHIVED: "talks-archived"}[self.show]


def inbox(request: HttpRequest, conversation: Conversation | None = None) -> Inbox:
    """The list that the address asks for, beside `conversation` if one is open."""
    user, asked = request.user, request.GET
    path = conversation.get_absolute_url() if conversation else reverse("messaging:conversation-list")
    shown = Inbox(path, show=asked.get("show", ALL), words=" ".join(asked.get("q", "")[: search.LONGEST].split()))
    if shown.show not in SHOWS:
        shown.show = ALL
    if conversation is not None:
        shown.current, shown.opened = conversation.pk, str(conversation.public_id)
    cursor = _cursor(asked)
    if wanted := search.words(shown.words):
        shown.found = _found(user, wanted, cursor)  # type: ignore[arg-type]
        if not cursor:
            shown.rows = _known(user, wanted)  # type: ignore[arg-type]
    else:
        shown.rows = queries.inbox(user, cursor, show=shown.show, current=shown.current)  # type: ignore[arg-type]
    return shown


def _cursor(asked: QueryDict) -> str | None:
    return asked.get("cursor") or None


def _known(user: User, wanted: list[str]) -> Page:
    """Conversations by the other's name or their subject."""
    rows = list(queries.with_others(search.seats(user, wanted), user).order_by("-last_at", "-id")[:SEATS])
    queries.label(rows)
    for row in rows:
        seat: Any = row
        seat.name_pieces = search.marked(seat.partner.display_name, wanted)
        seat.about_pieces = search.marked(row.conversation.subject_label, wanted)
    return Page(rows, None)


def _found(user: User, wanted: list[str], cursor: str | None) -> Page:
    """Messages, the latest first, with the other person and the words around."""
    others = Participant.objects.exclude(user=user).select_related("user").order_by("pk")
    rows = (
        search.messages(user, wanted)
        .select_related("conversation", "sender")
        .prefetch_related(Prefetch("conversation__participants", queryset=others, to_attr="others"))
    )
    page = paginate(rows, order=("-created_at", "-id"), cursor=cursor, size=FOUND)
    for message in page.items:
        _dress(message, user, wanted)
    return page


def _dress(message: Message, user: User, wanted: list[str]) -> None:
    shown: Any = message
    shown.partner = shown.conversation.others[0].user
    shown.mine = message.sender_id == user.pk
    shown.pieces = search.excerpt(message.text, wanted)
    shown.when = queries.when(message.created_at)
