"""One person at one conversation: what a socket asks the database, drawn in the person's zone."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from accounts.models import User
from accounts.visibility import blocked_between
from messaging import frames, queries
from messaging.access import conversation_for
from messaging.actions.mark_read import mark_read
from messaging.models import Conversation, Participant
from reelbyte import presence
from reelbyte.middleware import zone_of


@dataclass(frozen=True)
class Batch:
    """Messages drawn: `last` is the number of the last new one, None when there is none; `more` follow.

    `redrawn` maps the numbers of changed messages that the page has by now to how often each had changed.
    """

    html: str
    last: int | None
    more: bool
    redrawn: dict[int, int]


@dataclass(frozen=True)
class Desk:
    """Asked anew each time: nothing of the conversation's state is kept here. Blocking; call it in a thread."""

    user: User
    conversation: Conversation
    others: tuple[int, ...]

    @property
    def group(self) -> str:
        return self.conversation.group

    def is_seated(self) -> bool:
        """Whether the person may still listen."""
        return Participant.objects.filter(conversation=self.conversation, user=self.user).exists()

    def known(self, seq: int) -> int:
        """`seq`, if so many messages exist; else the last number there is."""
        last = Conversation.objects.values_list("last_seq", flat=True).get(pk=self.conversation.pk)
        return min(seq, last)

    def after(self, seq: int, redrawn: dict[int, int]) -> Batch | None:
        """What a page that has everything up to `seq` lacks: messages before it that changed since, as far as they
        are not among `redrawn`, then the next ones. None when the person has no seat any more.
        """
        with timezone.override(zone_of(self.user)):
            shown = queries.seats(self.user, self.conversation)
            if shown is None:
                return None
            # The new ones first: every change that was made before the last of them is then seen, too.
            messages = queries.after(shown, seq)
            changed = queries.changed(shown.conversation, seq)
            due = [number for number, times in changed.items() if redrawn.get(number) != times]
            html = frames.again(queries.these(shown, due[: queries.PAGE]))
            if rest := due[queries.PAGE :]:
                return Batch(html, None, True, {n: times for n, times in changed.items() if n not in rest})
            if not messages:
                return Batch(html, None, False, changed)
            last = messages[-1].seq
            html += frames.bubbles(shown, messages)
            return Batch(html, last, last < shown.conversation.last_seq, changed)

    def held(self, *, anyway: bool = False) -> str:
        """What of the person's own waits for staff; nothing to draw for who has none, unless `anyway`."""
        with timezone.override(zone_of(self.user)):
            shown = queries.seats(self.user, self.conversation)
            waiting = queries.held(shown) if shown else []
            return frames.held(waiting) if waiting or anyway else ""

    def receipt(self) -> str:
        """Whether the last message was seen."""
        shown = queries.seats(self.user, self.conversation)
        return frames.receipt(shown) if shown else ""

    def read(self, seq: int) -> None:
        """The person has seen messages up to `seq`."""
        mark_read(self.conversation, self.user, seq)

    def typing(self, name: str) -> str:
        return frames.typing(name)

    def partner_online(self) -> bool:
        return bool(presence.online(self.others))

    def presence(self, online: bool) -> str:
        return frames.presence(online)


def sit_down(user: User, public_id: UUID) -> Desk | None:
    """The user's desk at that conversation; None for a stranger. Between people who blocked each other, nobody
    sees whether the other is there.
    """
    try:
        conversation = conversation_for(user, public_id)
    except Http404:
        return None
    others = User.objects.filter(seats__conversation=conversation).exclude(pk=user.pk)
    return Desk(user, conversation, tuple(other.pk for other in others if not blocked_between(user, other)))
