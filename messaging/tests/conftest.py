"""A conversation of Alice and Bob, and the quick way to say something in it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from messaging import cards
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from reelbyte import policy


@pytest.fixture
def talk(alice: Any, bob: Any) -> Any:
    """Alice and Bob, about nothing in particular."""
    return open_conversation(people=[alice, bob], subject="direct", subject_label="")


@pytest.fixture
def say(talk: Any, monkeypatch: Any) -> Callable[..., Any]:
    """`say(alice, "Hello")` sends it, as often as a test likes."""
    monkeypatch.setattr(policy, "MESSAGES_A_MINUTE", 10_000)

    def said(who: Any, text: str, **more: Any) -> Any:
        return send_message(talk, who, text=text, client_id=uuid4(), **more)

    return said


@pytest.fixture
def picture() -> Callable[..., SimpleUploadedFile]:
    """A small picture as a browser uploads it."""

    def drawn(
        form: str = "PNG", name: str = "shot.png", size: tuple[int, int] = (64, 48), **options: Any
    ) -> SimpleUploadedFile:
        out = BytesIO()
        Image.new("RGB", size, "orange").save(out, form, **options)
        return SimpleUploadedFile(name, out.getvalue(), content_type="application/octet-stream")

    return drawn


@pytest.fixture
def card() -> Any:
    """A kind of card, with a count of how often it was loaded and for what."""
    loads: list[list[str]] = []

    def load(refs: list[str]) -> dict[str, str]:
        loads.append(refs)
        return {ref: f"object {ref}" for ref in refs}

    cards.register("tests.card", template="messaging/card.html", load=load, label="A card")
    yield loads
    cards.unregister("tests.card")
