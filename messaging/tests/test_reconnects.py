"""However connections are cut, each page shows the database's messages as they are: no gap, none stale."""

import re
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messaging.actions.edit_message import edit_message
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.models import Message
from messaging.tests.pages import Page, at_once, run
from reelbyte import policy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STEP = st.one_of(
    st.tuples(st.just("send"), st.sampled_from(["alice", "bob"]), st.booleans()),  # sent twice?
    st.tuples(st.just("edit"), st.integers(1, 6)),
    st.tuples(st.just("cut"), st.sampled_from(["alice", "bob"])),
    st.tuples(st.just("connect"), st.sampled_from(["alice", "bob"])),
    st.tuples(st.just("take"), st.sampled_from(["alice", "bob"])),
)


WORDS = re.compile(r'<div class="bubble__text">(.*?)</div>')


class Reader:
    """A page that may be cut at any moment; it keeps what it has, as a tab does."""

    def __init__(self, client: Any, conversation: Any) -> None:
        self.page = Page(client, conversation)
        self.connected = False

    async def connect(self) -> None:
        if not self.connected:
            self.connected = await self.page.connect()

    async def cut(self) -> None:
        if self.connected:
            self.connected = False
            await self.page.cut()

    async def take(self) -> None:
        """One frame, if there is one: the rest stays under way, to be lost by the next cut."""
        if self.connected and not await self.page.socket.receive_nothing(0.05):
            await self.page.take()

    def shows(self, written: dict[int, str]) -> bool:
        """Whether it has exactly these messages, each saying this."""
        shown = {seq: words.group(1) for seq, html in self.page.messages.items() if (words := WORDS.search(html))}
        return shown == written


@given(steps=st.lists(STEP, min_size=5, max_size=25))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_page_ends_with_what_the_database_says(
    steps: list, login: Any, alice: Any, bob: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(policy, "MESSAGES_A_MINUTE", 10_000)
    talk = open_conversation(people=[alice, bob], subject=f"test:{uuid4()}", subject_label="")
    people = {"alice": alice, "bob": bob}
    readers = {name: Reader(login(person), talk) for name, person in people.items()}

    async def scene() -> None:
        version = 0
        for what, who, *more in steps:
            if what == "edit":
                # Some message, if there is one of that number.
                version += 1
                message = await at_once(
                    lambda number=who: (
                        Message.objects.select_related("conversation", "sender")
                        .filter(conversation=talk, seq=number)
                        .first()
                    )
                )
                if message is not None:
                    await at_once(edit_message, message, message.sender, text=f"Version {version}")
            elif what == "send":
                client_id = uuid4()
                for _ in range(2 if more[0] else 1):
                    await at_once(send_message, talk, people[who], text="Hello", client_id=client_id)
            else:
                await getattr(readers[who], what)()
        written = await at_once(lambda: dict(Message.objects.filter(conversation=talk).values_list("seq", "text")))
        assert sorted(written) == list(range(1, len(written) + 1))
        for reader in readers.values():
            # A last cut and return, so that nothing hides in what was still under way.
            await reader.cut()
            await reader.connect()
            await reader.page.until(lambda reader=reader: reader.shows(written))
            await reader.cut()

    run(scene)
