"""Words as the search compares them: folded to small letters without accents."""

import re
import unicodedata

LONGEST_WORD = 30
SHORTEST_WORD = 3
LONGEST_TERM = 60
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What a text carries that would end a statement, a mark or a field.
_CONTROLS = {code: " " for code in (*range(0x09), *range(0x0E, 0x20), 0x7F)}


def clean(text: str) -> str:
    """`text` without control characters: two of them mark found words (see `discovery.highlight`)."""
    return text.translate(_CONTROLS)


def fold(text: str) -> str:
    """Small letters, accents taken off, blanks made single: "Café  NOIR" is "cafe noir"."""
    plain = unicodedata.normalize("NFKD", clean(text))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).lower().split())


def words(text: str) -> list[str]:
    """The words of a text that are worth knowing, folded, in order: no numbers, no particles, no monsters."""
    found = _WORD.findall(fold(text))
    return [word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not word.isdigit()]
