"""What the pages of conversations show, in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum
from django.template.defaultfilters import truncatechars
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visibility import blockers
from messaging import cards, rules
from messaging.models import Conversation, HeldMessage, Message, Participant
from reelbyte import clock, presence
from reelbyte.middleware import zone_of
from reelbyte.pagination import Page, paginate

DIRECT = "direct"  # the subject of a conversation about nothing in particular
PAGE = 30  # messages drawn at once
IN_ONE_BREATH = timedelta(minutes=3)  # messages that follow on show one time together
QUOTED = 140  # characters of a message that is answered
SNIPPET = 90  # characters of the last message in the list


@dataclass(frozen=True)
class Quote:
    """What a reply shows of the message it answers."""

    seq: int
    author: str
    text: str
    gone: bool


@dataclass
class Thread:
    """A conversation as one person sees it. What `messaging/thread.html` draws."""

    conversation: Conversation
    viewer: User
    seat: Participant
    others: list[Participant]
    messages: list[Message] = field(default_factory=list)
    older: int | None = None  # the number that older messages are before, if there are any
    refusal: str = ""  # why the viewer cannot write now
    blocked: bool = False  # by the viewer
    answering: Quote | None = None  # what the next message will reply to
    online: bool = False
    held: list[HeldMessage] = field(default_factory=list)  # the viewer's, which staff look at or refused
    client_id: UUID = field(default_factory=uuid4)  # of the next message, for a form without script

    @property
    def partner(self) -> User:
        """Whom one talks to (the first of them, should there be more)."""
        return self.others[0].user

    def name_of(self, message: Message) -> str:
        """Who wrote it."""
        names = {row.user_id: row.user.display_name for row in [self.seat, *self.others]}
        return names.get(message.sender_id or 0, "")

    @property
    def local_time(self) -> str:
        """What a clock beside the partner says, if it is another than the viewer's."""
        zone = zone_of(self.partner)
        if zone is None or zone == timezone.get_current_timezone():
            return ""
        return date_format(clock.now().astimezone(zone), "l H:i")

    @property
    def since(self) -> int:
        """The number up to which everything is on the page."""
        return self.messages[-1].seq if self.messages else self.conversation.last_seq

    @property
    def seen(self) -> bool:
        """Whether the last message is the viewer's and everybody else has read it."""
        last = self.conversation.last_message
        return bool(
            last and last.sender_id == self.viewer.pk and all(other.last_read_seq >= last.seq for other in self.others)
        )

    @property
    def sent(self) -> bool:
        """Whether the last message is the viewer's."""
        last = self.conversation.last_message
        return bool(last and last.kind == Message.Kind.TEXT and last.sender_id == self.viewer.pk)


def thread(
    user: User, conversation: Conversation, *, before: int | None = None, around: int | None = None
) -> Thread | None:
    """The newest page of `conversation` (or the one before number `before`, or `around` one) as `user` sees it.

    None when `user` has no seat in it. Queries: seats with people, messages, attachments, one per kind of card,
    and whether the two may talk.
    """
    shown = seats(user, conversation)
    if shown is None:
        return None
    if around is not None:
        before = around + PAGE // 2
    shown.messages, shown.older = _page(shown, before)
    shown.held = held(shown)
    people = [other.user for other in shown.others]
    blocks = blockers(user, people)
    shown.blocked = user.pk in blocks
    shown.refusal = rules.refusal(user, people, blocks, shown.conversation)
    # A contract keeps them in touch, but whether the other is there is not told across a block.
    shown.online = not shown.refusal and not blocks and bool(presence.online(other.user_id for other in shown.others))
    return shown


def seats(user: User, conversation: Conversation) -> Thread | None:
    """Who is in it and how far they have read, without messages; None when `user` has no seat."""
    waits = _held().filter(conversation=OuterRef("conversation"), sender=OuterRef("user"))
    rows = list(
        Participant.objects.filter(conversation=conversation)
        .annotate(has_held=Exists(waits))
        .select_related("user", "conversation__last_message")
        .order_by("pk")
    )
    seat = next((row for row in rows if row.user_id == user.pk), None)
    if seat is None:
        return None
    return Thread(seat.conversation, user, seat, [row for row in rows if row.user_id != user.pk])


def held(shown: Thread) -> list[HeldMessage]:
    """What the viewer wrote and staff look at first, and what they refused. No query for who has none."""
    if not shown.seat.has_held:  # type: ignore[attr-defined]
        return []
    mine = _held().filter(conversation=shown.conversation, sender=shown.viewer)
    return list(mine.prefetch_related("files").order_by("held_at", "pk"))


def _held() -> QuerySet[HeldMessage]:
    """Whatever reached nobody: nothing that somebody wrote goes from their own page without a word."""
    return HeldMessage.objects.exclude(status=HeldMessage.Status.LET_THROUGH)


def _page(shown: Thread, before: int | None) -> tuple[list[Message], int | None]:
    rows = _messages(shown.conversation)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    # One more than is drawn: it says that there are older ones, and whether a day begins with the oldest drawn.
    found = list(reversed(rows.order_by("-seq")[: PAGE + 1]))
    previous = found[0] if len(found) > PAGE else None
    drawn = found[-PAGE:]
    dress(shown, drawn, previous)
    _mark_unread(shown, drawn)
    return drawn, drawn[0].seq if previous else None


def _mark_unread(shown: Thread, messages: list[Message]) -> None:
    """Where the unread begin, for who has read before: on a page as it opens, not among what arrives live."""
    for message in messages:
        if message.seq == shown.seat.last_read_seq + 1 and not message.mine and shown.seat.last_read_seq:  # type: ignore[attr-defined]
            message.first_unread = True  # type: ignore[attr-defined]


def after(shown: Thread, seq: int, limit: int = PAGE) -> list[Message]:
    """The next messages behind number `seq`, oldest first, ready to be drawn."""
    found = list(_messages(shown.conversation).filter(seq__gte=seq).order_by("seq")[: limit + 1])
    previous = found.pop(0) if found and found[0].seq == seq else None
    dress(shown, found[:limit], previous)
    return found[:limit]


def these(shown: Thread, numbers: list[int]) -> list[Message]:
    """The messages with these numbers, ready to be drawn again in their places."""
    if not numbers:
        return []
    around = {*numbers, *(number - 1 for number in numbers)}
    found = {one.seq: one for one in _messages(shown.conversation).filter(seq__in=around)}
    wanted = [found[number] for number in numbers if number in found]
    for message in wanted:
        dress(shown, [message], found.get(message.seq - 1), load=False)
    _load(shown, wanted)
    return wanted


def changed(conversation: Conversation, seq: int) -> dict[int, int]:
    """What a page that has everything up to `seq` may show as it was: numbers, newest first, and how often each
    has changed. See `numbering.change`.
    """
    rows = Message.objects.filter(conversation=conversation, changes__gt=0, changed_seq__gte=seq, seq__lte=seq)
    return dict(rows.order_by("-seq").values_list("seq", "changes"))


def _messages(conversation: Conversation) -> QuerySet[Message]:
    return Message.objects.filter(conversation=conversation).prefetch_related("attachments")


def _load(shown: Thread, messages: list[Message]) -> None:
    """Cards, one query a kind; and what is quoted, one query if anything is."""
    cards.load(messages)
    numbers = {message.answers for message in messages if message.answers}
    originals = Message.objects.filter(conversation=shown.conversation, seq__in=numbers) if numbers else []
    answered = {original.seq: original for original in originals}
    for message in messages:
        original = answered.get(message.answers or 0)
        message.quote = quote(shown, original) if original and not message.is_deleted else None  # type: ignore[attr-defined]


def quote(shown: Thread, message: Message) -> Quote:
    """`message` in a line, for whoever answers it."""
    text = " ".join(message.text.split())
    return Quote(
        message.seq,
        shown.name_of(message),
        truncatechars(text, QUOTED) if text else _("A file"),
        message.is_deleted,
    )


def answer(shown: Thread, seq: int) -> None:
    """Let the composer answer message `seq`, if that is something a person said."""
    original = Message.objects.filter(conversation=shown.conversation, seq=seq, kind=Message.Kind.TEXT).first()
    if original is not None and not original.is_deleted:
        shown.answering = quote(shown, original)


def dress(shown: Thread, messages: list[Message], previous: Message | None, *, load: bool = True) -> None:
    """Give messages what their template asks for: whose they are, where a day begins, what follows on, cards."""
    if load:
        _load(shown, messages)
    for message in messages:
        message.conversation = shown.conversation
        message.mine = message.sender_id == shown.viewer.pk  # type: ignore[attr-defined]
        message.viewer = shown.viewer.pk  # type: ignore[attr-defined]
        message.changeable = rules.may_change(message, shown.viewer)  # type: ignore[attr-defined]
        message.author = shown.name_of(message)  # type: ignore[attr-defined]
        new_day = previous is None or _day(message) != _day(previous)
        message.day = day_label(_day(message)) if new_day else ""  # type: ignore[attr-defined]
        message.follows = bool(  # type: ignore[attr-defined]
            previous
            and not new_day
            and message.kind == previous.kind == Message.Kind.TEXT
            and message.sender_id == previous.sender_id
            and message.created_at - previous.created_at < IN_ONE_BREATH
        )
        previous = message


def _day(message: Message) -> date:
    return timezone.localtime(message.created_at).date()


def day_label(day: date) -> str:
    """ "Today", "Yesterday", or the date; by the product's clock and in the viewer's zone."""
    today = timezone.localtime(clock.now()).date()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_format(day, "l j F" if day.year == today.year else "j F Y")


def begun(user: User, other: User, subject: str) -> Conversation | None:
    """The conversation of the two about `subject`, if somebody has written in it."""
    key = Conversation.key_for([user, other])
    return Conversation.objects.filter(people_key=key, subject=subject, last_seq__gt=0).first()


def inbox(
    user: User, cursor: str | None = None, size: int = 20, *, show: str = "all", current: int | None = None
) -> Page:
    """The user's conversations that have begun, the latest first. Rows are Participants with `partner`, `line`.

    `show`: "all" but the archived; "unread", wherever they are kept (with `current`, the open one, which has just
    been read); or "archived".
    """
    rows = with_others(begun_by(user), user)
    if show == "unread":
        rows = rows.filter(Q(last_read_seq__lt=F("last_seq")) | Q(conversation=current))
    else:
        rows = rows.filter(archived_at__isnull=show != "archived")
    page = paginate(rows, order=("-last_at", "-id"), cursor=cursor, size=size)
    label(page.items)
    return page


def inbox_row(user: User, conversation_id: int) -> Participant | None:
    """One row of the list, archived or not."""
    rows = list(with_others(begun_by(user).filter(conversation=conversation_id), user))
    label(rows)
    return rows[0] if rows else None


def begun_by(user: User) -> QuerySet[Participant]:
    """The user's seats where something was said, or where what they said first is held or was refused."""
    held = _held().filter(conversation=OuterRef("conversation"), sender=user)
    begun = Participant.objects.filter(Q(last_seq__gt=0) | Exists(held), user=user)
    return begun.annotate(has_waiting=Exists(held.filter(status=HeldMessage.Status.WAITING)))


def with_others(seats: QuerySet[Participant], user: User) -> QuerySet[Participant]:
    """The user's seats, with what a row of the list shows."""
    others = Participant.objects.exclude(user=user).select_related("user").order_by("pk")
    return seats.select_related("conversation__last_message").prefetch_related(
        Prefetch("conversation__participants", queryset=others, to_attr="others")
    )


def label(rows: list[Participant]) -> None:
    """Give rows of the list `partner`, `line`, `when` and `online`."""
    for row in rows:
        row.partner = row.conversation.others[0].user  # type: ignore[attr-defined]
        row.line = _line(row)  # type: ignore[attr-defined]
        row.when = when(row.last_at)  # type: ignore[attr-defined]
    here = presence.online(row.partner.pk for row in rows)  # type: ignore[attr-defined]
    for row in rows:
        row.online = row.partner.pk in here  # type: ignore[attr-defined]


def when(moment: datetime) -> str:
    """The time of today, else the day: as much as a list needs."""
    local, now = timezone.localtime(moment), timezone.localtime(clock.now())
    if local.date() == now.date():
        return date_format(local, "H:i")
    return date_format(local, "j M" if local.year == now.year else "j M Y")


def _line(row: Participant) -> str:
    message = row.conversation.last_message
    if message is None:
        return _("Held for review") if row.has_waiting else _("Not delivered")  # type: ignore[attr-defined]
    if message.kind == Message.Kind.CARD:
        return cards.label(message.card_kind)
    if message.is_deleted:
        return _("Message deleted")
    text = " ".join(message.text.split())
    text = f"{text[:SNIPPET]}…" if len(text) > SNIPPET else text or _("Sent a file")
    return _("You: %(text)s") % {"text": text} if message.sender_id == row.user_id else text


def unread(user_id: int) -> int:
    """How many messages wait for somebody, over all conversations. One index range."""
    waiting = Participant.objects.filter(user=user_id, last_read_seq__lt=F("last_seq"))
    return waiting.aggregate(all=Sum(F("last_seq") - F("last_read_seq")))["all"] or 0
