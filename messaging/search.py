"""Finding words in one's own conversations: in what was written, in names and in subjects.

A word is found where a word begins with it, in any case: "harb" finds "Harbour". The index `message_words` holds
conversation and trigrams together, so the search never leaves what the person may read.
"""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from messaging.models import Message, Participant

WORDS_MAXIMUM = 6
WORD_MAXIMUM = 40  # characters
LONGEST = 120  # of what is typed
BEFORE, AFTER = 40, 110  # characters around the first word found


@dataclass(frozen=True)
class Piece:
    """A part of a text; `found` when it is what was looked for."""

    text: str
    found: bool


def words(text: str) -> list[str]:
    """What is looked for: every one of these."""
    return [word[:WORD_MAXIMUM] for word in text.replace("\x00", "")[:LONGEST].split()[:WORDS_MAXIMUM]]


def messages(user: User, wanted: list[str]) -> QuerySet[Message]:
    """What people wrote in the user's conversations with all of these words in it."""
    mine = Participant.objects.filter(user=user).values("conversation")
    rows = Message.objects.filter(conversation__in=mine, kind=Message.Kind.TEXT)
    for word in wanted:
        rows = rows.filter(text__iregex=_pattern(word))
    return rows


def seats(user: User, wanted: list[str]) -> QuerySet[Participant]:
    """The user's seats in conversations with somebody, or about something, of these words."""
    rows = Participant.objects.filter(user=user, last_seq__gt=0)
    for word in wanted:
        named = Participant.objects.filter(conversation=OuterRef("conversation"), user__name__iregex=_pattern(word))
        about = Q(conversation__subject_label__iregex=_pattern(word))
        rows = rows.filter(about | Exists(named.exclude(user=user)))
    return rows


def marked(text: str, wanted: list[str]) -> list[Piece]:
    """`text` in pieces, the words among them."""
    pieces, at = [], 0
    for hit in _finder(wanted).finditer(text):
        pieces += [Piece(text[at : hit.start()], False), Piece(hit.group(), True)]
        at = hit.end()
    return [piece for piece in [*pieces, Piece(text[at:], False)] if piece.text]


def excerpt(text: str, wanted: list[str]) -> list[Piece]:
    """The part of `text` around the first word found, in one line and in pieces."""
    line = " ".join(text.split())
    hit = _finder(wanted).search(line)
    start = max(0, (hit.start() if hit else 0) - BEFORE)
    if start:  # from the beginning of a word
        start = line.find(" ", start, hit.start() if hit else None) + 1 or start
    end = start + BEFORE + AFTER
    pieces = marked(line[start:end], wanted)
    return [
        *([Piece("… ", False)] if start else []),
        *pieces,
        *([Piece(" …", False)] if end < len(line) else []),
    ]


def _pattern(word: str) -> str:
    """For PostgreSQL: where a word begins, unless what is looked for begins with a sign."""
    return (r"\m" if _is_letter(word[0]) else "") + re.escape(word)


def _finder(wanted: list[str]) -> re.Pattern[str]:
    """The same for Python; for no words, what is found nowhere."""
    longest_first = sorted(wanted, key=len, reverse=True)
    parts = [(r"(?<!\w)" if _is_letter(word[0]) else "") + re.escape(word) for word in longest_first]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
