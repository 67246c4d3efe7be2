"""A language that nobody speaks: every translated text in brackets, and longer, so that what is not translated shows.

`spoken()` puts it in place of every language, `bare()` finds what a page says outside of the brackets, `unwritten()`
leaves out what people have written themselves.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch
from zoneinfo import available_timezones

from babel import Locale
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import activate, get_language, trans_real

OPEN, CLOSE, FILL = "⟦", "⟧", "·"
LONGER = 0.4
SAID = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{3,}")  # initials and units are nobody's language
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "data-announce", "hx-confirm", "placeholder", "title")
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField)
UNSEEN = ("script", "style", "svg", "code", "template")


class Pseudo(trans_real.DjangoTranslation):
    """Stands in for a catalogue: answers for every message."""

    def __init__(self) -> None:
        self._catalog = trans_real.TranslationCatalog()
        self._info: dict[str, str] = {}
        self.domain, self._fallback = "django", None

    def to_language(self) -> str:
        return "en"

    def language(self) -> str:
        return "en"

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(message: str) -> str:
    """The message in brackets, two fifths longer."""
    context, _separator, words = message.rpartition(trans_real.CONTEXT_SEPARATOR)
    return f"{OPEN}{words}{FILL * round(len(words) * LONGER)}{CLOSE}" if words.strip() else words


@contextmanager
def spoken() -> Iterator[None]:
    """Whatever language is asked for, it is this one."""
    language = Pseudo()
    before = get_language()
    with patch.object(trans_real, "translation", lambda _code: language):
        activate("en")
        yield
    activate(before or settings.LANGUAGE_CODE)


class _Page(HTMLParser):
    """What a page says, in its order; the words of attributes after it, each by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.beside: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.beside += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(data)


def bare(html: str) -> Iterator[str]:
    """The lines of a page, and the words of its attributes, as far as they stand outside the brackets."""
    page = _Page()
    page.feed(html)
    for text in ("\n".join(page.said), *page.beside):
        while SAID.search(text):
            text = SAID.sub(" ", text)
        for line in text.split("\n"):
            if WORD.search(line):
                yield " ".join(line.split())


def unwritten(lines: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
    """Those lines that say more than what people wrote and what Babel names (countries, languages), with the words."""
    named = Locale("en")
    zones = {zone.replace("/", " / ").replace("_", " ") for zone in available_timezones()}
    whole = {*_written(), *zones, *named.territories.values(), *named.languages.values()}
    phrases = sorted((words for words in whole if not (words.islower() and words.isalpha())), key=len, reverse=True)
    for line in lines:
        rest = "" if line in whole else line
        for words in phrases:
            if not WORD.search(rest):
                break
            rest = rest.replace(words, " ")
        if WORD.search(rest):
            yield line, set(WORD.findall(rest))


def _written() -> set[str]:
    found: set[str] = set()
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        names = [field.name for field in fields if isinstance(field, TEXTS)]
        if names and model._meta.managed:
            for row in model._default_manager.values_list(*names):
                found.update(_texts(row))
    lines = {" ".join(line.split()) for text in found for line in text.splitlines()}
    return {line for line in lines if WORD.search(line)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
