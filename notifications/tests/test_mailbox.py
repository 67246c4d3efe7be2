"""The demo's mailbox: every mail, in a demo only."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(settings: Any, tmp_path: Path) -> Path:
    settings.DEMO, settings.DEMO_MAIL_DIR = True, tmp_path
    backend = EmailBackend(file_path=str(tmp_path), alias="default")
    messages = [
        EmailMultiAlternatives(f"Code {n}", f"Go to http://localhost/x?{n} <b>now</b>", to=[f"{who}@example.com"])
        for n, who in enumerate(("alice", "bob"))
    ]
    backend.send_messages(messages)
    return tmp_path


def test_it_lists_and_shows_what_was_sent(client: Client, mails: Path) -> None:
    page = client.get("/mailbox/")
    newest, first = page.context["mails"]
    assert (newest.subject, first.to) == ("Code 1", "alice@example.com")
    html = client.get(f"/mailbox/{first.name}/").content.decode()
    assert '<a href="http://localhost/x?0' in html
    assert "&lt;b&gt;now&lt;/b&gt;" in html


def test_it_finds_one_person_s(client: Client, mails: Path) -> None:
    assert [mail.to for mail in client.get("/mailbox/?to=BOB@").context["mails"]] == ["bob@example.com"]


def test_names_do_not_reach_other_files(client: Client, mails: Path) -> None:
    (mails.parent / "secret.log").write_text("Subject: no\n\nno")
    assert client.get("/mailbox/..secret_0/").status_code == 404
    assert client.get("/mailbox/secret_0/").status_code == 404
    assert client.get("/mailbox/nothing/").status_code == 404


def test_elsewhere_there_is_none(client: Client, mails: Path, settings: Any) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get("/mailbox/").status_code == 404
    assert client.get("/mailbox/x_0/").status_code == 404


def test_an_empty_one_says_so(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.DEMO_MAIL_DIR = True, tmp_path / "none"
    assert "No mail yet" in client.get("/mailbox/").content.decode()
