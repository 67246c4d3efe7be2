"""Files are for those in the conversation, and whatever they are, they run nowhere."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from messaging.actions.store_attachment import store_attachment
from messaging.models import Attachment


@pytest.fixture
def shot(alice: Any, say: Any, picture: Any) -> Attachment:
    kept = store_attachment(alice, picture(name='A "shot".png'))
    say(alice, "Look", attachments=[kept])
    return kept


@pytest.mark.parametrize("address", ["get_absolute_url", "preview_url"])
def test_who_may_open_it(
    login: Any, client: Any, alice: Any, bob: Any, carol: Any, mod: Any, shot: Any, address: str
) -> None:
    shot.refresh_from_db()
    url = shot.get_absolute_url() if address == "get_absolute_url" else shot.preview_url
    assert login(alice).get(url).status_code == 200
    assert login(bob).get(url).status_code == 200
    assert login(carol).get(url).status_code == 404
    assert login(mod).get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_it_is_handed_out_for_download_and_can_do_nothing(login: Any, bob: Any, shot: Any) -> None:
    answer = login(bob).get(shot.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]


def test_a_preview_is_ours_and_inline(login: Any, bob: Any, shot: Any) -> None:
    shot.refresh_from_db()
    answer = login(bob).get(shot.preview_url)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"


def test_html_is_handed_out_as_text(login: Any, alice: Any, bob: Any, say: Any) -> None:
    page = SimpleUploadedFile("page.html", b"<script>alert(1)</script>", content_type="text/html")
    kept = store_attachment(alice, page)
    say(alice, "Look", attachments=[kept])
    answer = login(bob).get(kept.get_absolute_url())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert 'filename="page.txt"' in answer["Content-Disposition"]


def test_what_is_not_sent_yet_is_nobodys(login: Any, alice: Any, picture: Any) -> None:
    kept = store_attachment(alice, picture())
    assert login(alice).get(kept.get_absolute_url()).status_code == 404


def test_there_is_no_preview_of_a_text(login: Any, alice: Any, say: Any) -> None:
    kept = store_attachment(alice, SimpleUploadedFile("a.txt", b"words"))
    say(alice, "Look", attachments=[kept])
    assert login(alice).get(f"{kept.get_absolute_url()}preview/").status_code == 404
