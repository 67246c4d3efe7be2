"""A conversation of Alice and Bob."""

from typing import Any

import pytest

from messaging.actions.open_conversation import open_conversation


@pytest.fixture
def talk(alice: Any, bob: Any) -> Any:
    """Alice and Bob, about nothing in particular."""
    return open_conversation(people=[alice, bob], subject="direct", subject_label="")
