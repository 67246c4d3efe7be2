"""Talk beside the contracts: somebody asks before ordering, answers, corrects and takes back what they wrote."""

from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import User
from discovery.demo.catalogue import CLIENT_EMAIL
from messaging import contact
from messaging.actions.archive import archive
from messaging.actions.delete_message import delete_message
from messaging.actions.edit_message import edit_message
from messaging.actions.hold_message import hold_message
from messaging.actions.mark_read import mark_read
from messaging.actions.mute import mute
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.models import Message
from messaging.queries import DIRECT
from reelbyte import clock

SAYA_EMAIL = "saya@reelbyte.example"


def talk(today: datetime, people: dict[str, User]) -> None:
    """Nils asks Saya for a film of his harbour, yesterday."""
    nils, saya = people[CLIENT_EMAIL], people[SAYA_EMAIL]
    conversation = open_conversation(people=[nils, saya], subject=DIRECT, subject_label="")
    start = today - timedelta(hours=20)

    def say(who: User, minutes: int, text: str, answers: int | None = None) -> Message:
        with clock.at(start + timedelta(minutes=minutes)):
            return send_message(conversation, who, text=text, client_id=uuid4(), answers=answers)

    say(nils, 0, "Hi Saya, your harbour film is the reason I am writing. Do you fly at dusk, too?")
    say(saya, 14, "I do, with a permit. Which harbour is it, and how many minutes shall the film have?")
    meeting = say(nils, 21, "Ninety seconds. Could we look at it together on Tuesday at ten?")
    say(nils, 22, "The harbour of Emden, the old part, with the ferry leaving.")
    slip = say(nils, 23, "Sorry, that was for somebody else.")
    with clock.at(start + timedelta(minutes=24)):
        edit_message(meeting, nils, text="Ninety seconds. Could we look at it together on Wednesday at ten?")
        delete_message(slip, nils)
    say(saya, 55, "Wednesday at ten is good. I bring a wind map and two routes.", answers=meeting.seq)
    _kept_and_held(today, nils, saya)


def _kept_and_held(today: datetime, nils: User, saya: User) -> None:
    """Nils has put one conversation away and one on silent; one message of his is with staff."""
    subjects = {"archived": "The calendar shots", "muted": "Weather and dates", "held": "A second film"}
    talks = {
        name: open_conversation(people=[nils, saya], subject=f"demo:{name}", subject_label=label)
        for name, label in subjects.items()
    }
    with clock.at(today - timedelta(days=9)):
        send_message(talks["archived"], saya, text="The twelve stills are in your folder.", client_id=uuid4())
        mark_read(talks["archived"], nils, 1)
        archive(talks["archived"], nils)
        send_message(talks["muted"], saya, text="I send you the forecast every morning.", client_id=uuid4())
        mute(talks["muted"], nils)
    with clock.at(today - timedelta(hours=5)):
        text = "For the second film, write to me at nils@harbour-tours.example, then we save the fee."
        hold_message(talks["held"], nils, text=text, client_id=uuid4(), kinds=contact.find(text))
