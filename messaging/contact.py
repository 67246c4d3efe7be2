"""Whether a text offers a way around ReelByte: an address, a number, a handle, a link, a payment elsewhere.

Pure: a text in, kinds out. People write such things so that machines do not see them, so it is read after letters that
look alike, invisible signs, spelled-out signs and spelled-out digits have been put right. What briefs and talk about
film are full of (prices, timecodes, sizes, dates, files, apps as formats) must pass. How well it does is measured:
`tests/contact_corpus.tsv` and `tests/test_contact.py`.
"""

import re
import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    """What was seen."""

    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    PAYMENT = "payment"


def find(text: str) -> tuple[Kind, ...]:
    """What `text` offers, each kind once, in the order of `Kind`; nothing for most texts."""
    plain = normalised(text)
    looks = {
        Kind.EMAIL: _email,
        Kind.PHONE: _phone,
        Kind.HANDLE: _handle,
        Kind.LINK: _link,
        Kind.PAYMENT: _payment,
    }
    return tuple(kind for kind, look in looks.items() if look(plain))


# --- Putting it right --------------------------------------------------------------------------------------------

# Letters of other alphabets that are drawn like Latin ones (after NFKC and in lower case).
_ALIKE = str.maketrans(
    {
        "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j",
        "к": "k", "ӏ": "l", "м": "m", "н": "h", "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "у": "y",
        "ѵ": "v", "ԝ": "w", "х": "x", "α": "a", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p",
        "τ": "t", "υ": "u", "χ": "x", "ı": "i", "ɡ": "g", "ɑ": "a", "ℓ": "l", "﹫": "@", "․": ".", "。": ".",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "×": "x",
    }
)  # fmt: skip
_DIGITS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "oh": "0",
}  # fmt: skip
_SPELLED = rf"(?:{'|'.join(_DIGITS)}|\d)"
# Six or more digits in a row of which some are words: nobody counts shots like that.
_SPELLED_RUN = re.compile(rf"\b(?:(?:double\s+)?{_SPELLED}[\s,.\-]+){{5,}}{_SPELLED}\b")
_AT = re.compile(r"\s{0,3}[\[({<*_|]{1,3}\s{0,3}(?:at|@|a|arroba)\s{0,3}[\])}>*_|]{1,3}\s{0,3}")
_DOT = re.compile(r"\s{0,3}[\[({<*_|]{1,3}\s{0,3}(?:dot|point|punkt|\.)\s{0,3}[\])}>*_|]{1,3}\s{0,3}")


def normalised(text: str) -> str:
    """`text` in small Latin letters as a reader sees it, with spelled-out signs and digits as signs and digits."""
    plain = unicodedata.normalize("NFKC", text).lower()
    # Invisible signs, marks over letters and the boxes around emoji digits say nothing.
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", plain) if unicodedata.category(sign) not in ("Cf", "Mn", "Me")
    )
    plain = plain.translate(_ALIKE)
    plain = _DOT.sub(".", _AT.sub("@", plain))
    return _SPELLED_RUN.sub(_as_digits, plain)


def _as_digits(run: re.Match[str]) -> str:
    """The number that was spelled out, said to be one; digits alone and counting stay as they are."""
    if not re.search(r"[a-z]", run.group()):
        return run.group()
    digits, twice = "", False
    for word in re.findall(r"[a-z]+|\d", run.group()):
        if word == "double":
            twice = True
            continue
        digits += _DIGITS.get(word, word) * (2 if twice else 1)
        twice = False
    return run.group() if _counts_up(digits) else f"tel {digits}"


# --- Mail --------------------------------------------------------------------------------------------------------

_ENDS = (
    r"(?:com|net|org|io|co|de|fr|es|nl|uk|eu|info|biz|me|tv|ch|se|dk|pl|pt|us|ca|au|jp|in|br|mx|ie|fi|cz|gr|hu|ro"
    r"|studio|agency|media|video|film|films|photo|page|site|online|xyz|link|bio|app|dev|shop|store|world|email|ee|gg|ly)"
)
_MAILERS = r"(?:gmail|googlemail|gmx|outlook|hotmail|yahoo|proton|protonmail|icloud|aol|fastmail|mail\.com|web\.de)"
_EMAILS = (
    re.compile(
        rf"[a-z0-9][a-z0-9._%+-]{{0,63}}\s{{0,2}}@\s{{0,2}}[a-z0-9-]{{1,63}}(?:\s?\.\s?[a-z0-9-]{{1,63}}){{0,4}}\s?\.\s?{_ENDS}\b"
    ),
    re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2,}"),
    # "jo at studio dot com", "jo at gmail", "jo @ gmail"
    re.compile(rf"[a-z0-9._-]{{1,64}}\s+at\s+[a-z0-9-]{{1,63}}(?:\s*\.\s*|\s+(?:dot|punkt|point)\s+){_ENDS}\b"),
    re.compile(rf"[a-z0-9._-]{{1,64}}(?:\s+at\s+|\s*@\s*)(?:the\s+)?{_MAILERS}\b"),
    re.compile(
        rf"\b(?:my|our)\s+(?:private\s+|personal\s+|work\s+)?(?:{_MAILERS}|e-?mail(?:\s+address)?)\s*(?:is\b|:)"
    ),
    re.compile(rf"\b{_MAILERS}\s*[:=]\s*\w"),
    re.compile(r"\b(?:e-?mail|mail)\s+(?:me|us)\s+(?:directly|at|on|your|the|instead|please|and)\b"),
    re.compile(r"\b(?:what(?:'s|\s+is)|give\s+me|send\s+me|share)\s+your\s+(?:private\s+)?e-?mail\b"),
    re.compile(r"\b[a-z0-9._-]{3,64}\s+(?:dot|punkt)\s+[a-z0-9-]{1,64}\s+at\s+[a-z0-9-]+"),
)


def _email(plain: str) -> bool:
    return any(pattern.search(plain) for pattern in _EMAILS)


# --- Telephone ---------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<![\w.,:/#@$€£-])(?:\+\s?|\(\+?)?\d(?:[ ().\-/\\*_|]{0,3}\d){6,15}(?![\w:@]|[.,]\d)")
_SINGLE = re.compile(r"\d(?:[ .\-_*|,]{1,3}\d){6,}")
_CALL = re.compile(
    r"\b(?:call|phone|text|ring|sms|mobile|cell|tel|telephone|number|whats\s?app|viber|signal|reach|handy|dial)\b"
    r"(?!.*\b(?:order|invoice|contract|ticket)\b)[^\n]{0,40}$"
)
_NAMES_A_NUMBER = re.compile(
    r"(?:invoice|order|contract|ticket|case|ref(?:erence)?|no|nr|id|iso|isbn|clip|take|scene|card|reel|file|version|v"
    r"|serial|model|sku|vat|episode|seed|build|license|licence|preset)\W{0,3}(?:number|no|nr|id)?(?:\s+is)?\W{0,3}$"
)
_COUNTS = re.compile(
    r"\s*(?:views?|followers|subscribers|impressions|plays|likes|copies|people|users|euros?|eur|usd|gbp|dollars|pounds"
    r"|px|pixels|kb|mb|gb|tb|bytes|fps|frames|seconds|sec|hz|khz|kbps|mbps|€|\$|£|%)"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£]|\b(?:eur|usd|gbp))\s*$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)?\d\d"
    r"|(?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)?\d\d)(?:[ \-]+\d.*)?"
)
_YEARS_AND_SIZES = {
    "360", "480", "540", "576", "720", "1080", "1280", "1350", "1440", "1536", "1920", "2048", "2160", "2560", "3840",
    "4096", "4320", "7680", "23", "24", "25", "30", "48", "50", "60", "120", "240",
}  # fmt: skip
_GROUPED = re.compile(r"\(?\d{3}\)?[ .\-/]+\d{3}[ .\-]+\d{4}")


def _phone(plain: str) -> bool:
    if any(not _counts_up(run.group()) for run in _SINGLE.finditer(plain)):
        return True
    return any(_is_phone(plain, number) for number in _NUMBER.finditer(plain))


def _counts_up(run: str) -> bool:
    """ "1 2 3 4 5 6 7" are shots; "25 24 30 50" are read elsewhere."""
    digits = [int(digit) for digit in re.findall(r"\d", run)]
    steps = {after - before for before, after in zip(digits, digits[1:], strict=False)}
    return len(steps) == 1


def _is_phone(plain: str, number: re.Match[str]) -> bool:
    said, before = number.group().strip(), plain[: number.start()]
    digits = re.sub(r"\D", "", said)
    groups = re.findall(r"\d+", said)
    if not 7 <= len(digits) <= 15 or _COUNTS.match(plain, number.end()) or _MONEY_BEFORE.search(before):
        return False
    if _NAMES_A_NUMBER.search(before) or _DATE.fullmatch(said):
        return False
    if all(group in _YEARS_AND_SIZES or re.fullmatch(r"(?:19|20)\d\d", group) for group in groups):
        return False
    if said.startswith(("+", "(+")):
        return len(digits) >= 8
    if _THOUSANDS.fullmatch(said) and not said.startswith("0"):
        return False
    if said.startswith("00") or _GROUPED.fullmatch(said):
        return len(digits) >= 9
    if said.startswith(("0", "(0")):
        return len(digits) >= 9 and len(groups) <= 6
    return bool(_CALL.search(before[-90:]))


# --- Messengers and other places ---------------------------------------------------------------------------------

# Places where people talk; some of them are also formats one makes films for.
_TALK = (
    r"(?:whats\s?app|watsapp|whatsap|telegram|viber|we\s?chat|skype|discord|snapchat|kakao\s?talk|imessage|messenger"
    r"|kik)"
)
_SOCIAL = r"(?:insta(?:gram)?|ig|facebook|fb|twitter|linked\s?in|tik\s?tok|snap|signal|tg|line|threads|vk)"
_ANY = rf"(?:{_TALK}|{_SOCIAL})"
_REACH = r"(?:message|text|dm|pm|msg|hit|add|find|contact|reach|write|ping|ring|call|buzz|inbox|talk\s+to|catch)"
_HANDLES = (
    re.compile(
        rf"\b{_REACH}\s+(?:me|us)\s+(?:up\s+|a\s+line\s+|there\s+)?(?:on|at|via|over|through|in|with)\s+(?:my\s+|our\s+)?{_ANY}\b"
    ),
    re.compile(rf"\b(?:{_TALK}|dm|pm)\s+me\b"),
    re.compile(r"\b(?:send|drop|shoot)\s+(?:me|us)\s+a\s+(?:dm|pm|text|message|line)\s+(?:on|via|at|over)\b"),
    re.compile(
        rf"\b(?:talk|chat|continue|move|switch|speak|discuss|carry\s+on|go|take\s+(?:this|it|the\s+chat))\b[^.!?\n]{{0,30}}\b(?:on|to|over|via|in|through)\s+(?:{_TALK}|signal)\b"
    ),
    re.compile(
        rf"\b(?:do\s+you\s+(?:have|use)|are\s+you\s+on|have\s+you\s+got|you\s+got|i'?m\s+on|i\s+am\s+on|reachable\s+on|available\s+on|find\s+me\s+on)\s+(?:{_TALK}|signal|telegram)\b"
    ),
    re.compile(rf"\b(?:my|our|your)\s+{_ANY}\s+(?:handle|id|user\s?name|number|nick(?:name)?|contact|account\s+is)\b"),
    re.compile(
        rf"\b(?:my|our)\s+{_ANY}\s*(?::|=|-|is)\s*@?(?=[\w.]*[a-z])[\w.]{{3,}}(?:\s*$|\s*[.,!\n]|\s+(?:there|if|so|and\s+we|for))"
    ),
    re.compile(
        rf"\b(?:{_TALK}|signal|tg)\s*(?:me\s+)?(?:at|on|:|=|number|id|no\.?)?\s*(?:is\s+)?(?:@\w{{3,}}|\+?\d[\d\s().-]{{6,}})"
    ),
    re.compile(rf"\b{_ANY}\s*(?:id|name|handle)?\s*[:=]\s*@?\w*[_\d.]\w*\b(?!\s*(?:px|sec|s\b|min|x|:|%|fps))(?<!\d)"),
    re.compile(r"\bdiscord\b[^.!?\n]{0,30}\b[a-z][\w.]{1,31}#\d{4}\b"),
    re.compile(
        r"\b(?:give|send|share|tell|drop|leave|swap|exchange|what'?s|what\s+is|have)\s+(?:me\s+|us\s+)?(?:your|my|our)?\s*(?:private\s+|phone\s+|mobile\s+|cell\s+|direct\s+)?(?:phone\s+number|mobile\s+number|cell\s+number|numbers|phone\s+no|whats\s?app|contact\s+(?:details|info|data)|telegram|skype|digits)\b"
    ),
)
_AT_NAME = re.compile(r"(?<![\w@.])@\s?[a-z0-9_][a-z0-9_.]{2,29}")
_MINE = re.compile(
    rf"\b(?:i'?m|i\s+am|me|my|mine|us)\b[^.!?\n]{{0,40}}$|\b(?:dm|find|add|reach|contact)\b[^.!?\n]{{0,20}}$|\b{_ANY}\b\W{{0,3}}$"
)
_MENTIONED = re.compile(
    r"\b(?:tag|tags|tagged|credit|credits|mention|mentions|caption|captions|hashtag|shout|repost|watermark|end\s?card|super|lower\s+third|bio|as\s+in)\b"
)


def _handle(plain: str) -> bool:
    return any(pattern.search(plain) for pattern in _HANDLES) or any(
        _is_own_name(plain, name) for name in _AT_NAME.finditer(plain)
    )


def _is_own_name(plain: str, name: re.Match[str]) -> bool:
    """A name with an @ is a way to reach somebody when it is said to be; in a caption it is a credit."""
    sentence = re.split(r"[.!?\n]\s", plain[: name.start()])[-1]
    after = re.split(r"[.!?\n]", plain[name.end() :])[0]
    if _MENTIONED.search(sentence) or _MENTIONED.search(after):
        return False
    return bool(_MINE.search(sentence) or re.match(rf"\s*(?:on|at|in|\()\s*{_ANY}\b", after))


# --- Links -------------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"']+|(?<![\w@./-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_ENDS}(?![\w-]|\.\w)(?:/[^\s<>\"']*)?"
)
_SPELLED_ADDRESS = re.compile(rf"\b[a-z0-9-]{{3,}}\s+(?:dot|punkt)\s+{_ENDS}\b")
# Where references and footage are kept: to point there is to talk about the work.
_REFERENCES = re.compile(
    r"^(?:https?://)?(?:www\.|m\.|music\.)?(?:"
    r"youtu\.be/|youtube\.com/(?:watch|shorts|playlist|embed)|vimeo\.com/(?:\d|channels|showcase)|"
    r"(?:drive|docs|photos|fonts)\.google\.com|dropbox\.com|(?:www\.)?we\.tl|wetransfer\.com|"
    r"(?:[a-z]+\.)?frame\.io|f\.io|pinterest\.\w+|pin\.it|figma\.com|miro\.com|unsplash\.com|pexels\.com|"
    r"artlist\.io|epidemicsound\.com|musicbed\.com|open\.spotify\.com|soundcloud\.com/[^/\s]+/|"
    r"(?:[a-z]+\.)?wikipedia\.org|imdb\.com|maps\.app\.goo\.gl|google\.com/maps|goo\.gl/maps|"
    r"instagram\.com/(?:p|reel|reels|tv)/|tiktok\.com/@[\w.]+/video/|vm\.tiktok\.com|"
    r"(?:[a-z0-9-]+\.)*reelbyte\.\w+|1drv\.ms|icloud\.com|swisstransfer\.com|smash\.gg|adobe\.com"
    r")"
)


def _link(plain: str) -> bool:
    if _SPELLED_ADDRESS.search(plain) and not _email(plain):
        return True
    return any(not _REFERENCES.match(address.group()) for address in _ADDRESS.finditer(plain))


# --- Money elsewhere ---------------------------------------------------------------------------------------------

_SERVICE = (
    r"(?:pay\s?pal|venmo|cash\s?app|zelle|wise|transferwise|revolut|western\s+union|moneygram|payoneer|bizum|twint"
    r"|apple\s+pay|google\s+pay|bank\s+transfer|wire(?:\s+transfer)?|sepa|crypto|bitcoin|btc|usdt|ethereum|eth|cash)"
)
_PAYMENTS = (
    re.compile(
        rf"\b(?:pay|paying|paid|payment|send|sending|transfer|settle|deposit|invoice|money|accept|take)\b[^.!?\n]{{0,25}}\b(?:via|by|through|with|over|using|per|on|in|to\s+my|to\s+your)\s+(?:my\s+|your\s+)?{_SERVICE}\b"
    ),
    re.compile(
        r"\b(?:my|your)\s+(?:pay\s?pal|venmo|cash\s?app|zelle|wise|revolut|payoneer|iban|wallet|bank\s+(?:account|details))\b"
    ),
    re.compile(
        r"\b(?:pay\s?pal|venmo|zelle|cash\s?app|revolut|bank\s+transfer|crypto)\s+(?:me|works|is\s+(?:fine|ok|okay|best|easier|possible)|instead|ok|okay|also|too|would)\b"
    ),
    re.compile(
        r"\b(?:accept|take|prefer|use)\s+(?:pay\s?pal|venmo|zelle|cash\s?app|revolut|crypto|bitcoin|bank\s+transfers?|wire\s+transfers?|cash)\b"
    ),
    re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){3,7}(?:\s?[a-z0-9]{1,3})?\b"),
    re.compile(
        r"\b(?:outside|off|around|bypass(?:ing)?|without|leave|avoid(?:ing)?|skip(?:ping)?)\s+(?:of\s+)?(?:this\s+|the\s+)?(?:platform|reelbyte|website|site|escrow|app)\b"
    ),
    re.compile(
        r"\b(?:avoid|save|saving|skip|dodge|without|cut)\s+(?:us\s+)?(?:on\s+)?(?:the\s+|their\s+|these\s+|those\s+|paying\s+the\s+)?(?:\d+\s?%\s+|platform(?:'s)?\s+|service\s+)?(?:fees?|commission|cut\s+they\s+take)\b"
    ),
    re.compile(
        r"\b(?:pay|paid|paying|invoice|hire|book|deal\s+with|work\s+with)\s+(?:you|me|us|each\s+other)?\s*(?:directly|privately|in\s+cash|under\s+the\s+table)\b"
    ),
)
# A film in which somebody pays is a film.
_SHOWN = re.compile(
    r"\b(?:users?|customers?|viewers?|audience|screens?|scenes?|animation|animate|tutorial|explainer|explains?|demo|shows?"
    r"|character|logo|brand|campaign|spot|ad|film|video|voice\s?over|script|storyboard|icon|button|shop)\b"
)


def _payment(plain: str) -> bool:
    for at, pattern in enumerate(_PAYMENTS):
        for said in pattern.finditer(plain):
            around = plain[max(0, said.start() - 50) : said.end() + 30]
            if at in _ABOUT_FILMS and _SHOWN.search(around):
                continue
            return True
    return False


_ABOUT_FILMS = {0, 2, 3}  # of _PAYMENTS: what may be the story that is told
