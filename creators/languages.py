"""Languages people work in, named by Babel in the reader's own."""

from babel import Locale
from django.utils.translation import get_language, to_locale

# ISO 639 codes offered in forms: the most spoken ones and those of the currencies' countries.
CODES = [
    "ar",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "is",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pa",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tl",
    "tr",
    "uk",
    "ur",
    "vi",
    "yo",
    "zh",
]


def name_of(code: str) -> str:
    """`code`'s name in the reader's language; the code itself when nobody has named it."""
    return _locale().languages.get(code, code)


def choices() -> list[tuple[str, str]]:
    """(code, name) of every language on offer, sorted by name."""
    return sorted(((code, name_of(code)) for code in CODES), key=lambda choice: choice[1])


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))
