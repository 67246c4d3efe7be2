"""What waits on the staff's desk: somebody to be verified, questions to be answered."""

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from accounts.actions.decide_identity import approve_identity
from accounts.actions.submit_identity import submit_identity
from accounts.models import User
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL, CREATORS
from reelbyte import clock
from support.actions.answer_ticket import answer_as_staff
from support.actions.open_ticket import open_ticket

INK, PAPER = (30, 34, 48), (222, 214, 196)


def lay(today: datetime, people: dict[str, User], staff: User) -> None:
    """Some creators are verified, another waits to be; Nils was answered, two others wait."""
    mara, nils = people[CREATOR_EMAIL], people[CLIENT_EMAIL]
    other = next(person for person in people.values() if person.is_creator and person != mara)
    for number, text in enumerate(text for text in CREATORS if text.verified):
        with clock.at(today - timedelta(days=40, hours=number)):
            check = _show(people[text.email])
        with clock.at(today - timedelta(days=39, hours=number)):
            approve_identity(staff, check)
    with clock.at(today - timedelta(hours=20)):
        _show(other)
    with clock.at(today - timedelta(days=3)):
        answered = open_ticket(
            user=nils,
            category="payment",
            subject="Can I get an invoice with our VAT number?",
            text="We need it on the invoice of the launch film. Where do I enter it?",
        )
    with clock.at(today - timedelta(days=2, hours=20)):
        answer_as_staff(
            staff,
            answered,
            "Write it into your company profile, please: new invoices carry it.\n\nIf one was made without it, tell us "
            "its number and we see what can be done.",
        )
    with clock.at(today - timedelta(hours=7)):
        open_ticket(
            user=other,
            category="technical",
            subject="My upload stops at 99 %",
            text="A 12 GB ProRes file. It goes on when I reload the page, but only then.",
        )
    with clock.at(today - timedelta(hours=2)):
        open_ticket(
            user=None,
            name="Ines Duarte",
            email="ines@studio-duarte.example",
            category="other",
            subject="Do you take agencies?",
            text="We are five people. Can we share one account?",
        )


def _show(person: User):  # noqa: ANN202 - an identity check
    card = _card(person)
    return submit_identity(person, document="passport", country=person.country, document_file=card, selfie_file=card)


def _card(person: User) -> ContentFile:
    """A specimen that could not be mistaken for a document."""
    picture = Image.new("RGB", (1200, 800), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((70, 190, 400, 620), fill=INK)
    pen.text((70, 70), "SPECIMEN", fill=INK, font_size=84)
    for line, words in enumerate((person.name, f"Country {person.country}", "Not a document")):
        pen.text((450, 220 + 110 * line), words, fill=INK, font_size=60)
    made = BytesIO()
    picture.save(made, "WEBP")
    return ContentFile(made.getvalue())
