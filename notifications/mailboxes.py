"""The mails of a demo, read from the files Django's file-based mailer writes."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

LIMIT = 50  # mails on the page
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # as django.core.mail.backends.filebased writes it


@dataclass(frozen=True)
class Mail:
    """One mail as the mailbox page shows it. `name` is its address there."""

    name: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    html: str = ""


def latest(*, to: str = "") -> list[Mail]:
    """The newest mails, those to one address if given."""
    found: list[Mail] = []
    for path in sorted(_folder().glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        for mail in reversed(_read(path)):
            if not to or to.lower() in mail.to.lower():
                found.append(mail)
        if len(found) >= LIMIT:
            break
    return found[:LIMIT]


def find(name: str) -> Mail | None:
    """The mail of that name. Names are matched against the folder, never joined to a path."""
    stem = name.rpartition("_")[0]
    for path in _folder().glob("*.log"):
        if path.stem == stem:
            return next((mail for mail in _read(path) if mail.name == name), None)
    return None


def _folder() -> Path:
    return Path(settings.DEMO_MAIL_DIR)


def _read(path: Path) -> list[Mail]:
    """A file holds the mails of one connection, one after the other."""
    parts = [part for part in path.read_bytes().split(SEPARATOR) if part.strip()]
    return [_parse(f"{path.stem}_{number}", part) for number, part in enumerate(parts)]


def _parse(name: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what that policy makes
    body, designed = message.get_body(("plain",)), message.get_body(("html",))
    return Mail(
        name=name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
        text=body.get_content() if body is not None else "",
        html=designed.get_content() if designed is not None else "",
    )
