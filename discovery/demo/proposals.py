"""The demo's proposals: who bid on what, and what clients said to it. Through the product's own actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from jobs.actions.touch import touch
from jobs.models import Job
from proposals.actions.decline import decline
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.note import note
from proposals.actions.propose_interview import propose_interview
from proposals.actions.save_template import save_template
from proposals.actions.see import see
from proposals.actions.send_proposal import send_proposal
from proposals.actions.shortlist import shortlist
from proposals.actions.withdraw import withdraw
from proposals.content import ProposalContent
from proposals.models import Proposal, ProposalTemplate
from reelbyte import clock
from reelbyte.money import Money


@dataclass(frozen=True)
class BidText:
    """A bid. `price` in whole units; `plan`: (title, price, days), which then make the price and the days.

    `state`: sent, seen, shortlisted, declined, withdrawn. `dearer`: the price of a first version, if there was one.
    """

    job: str
    creator: str
    hours_ago: int
    letter: str
    price: int = 0
    days: int = 0
    plan: tuple[tuple[str, int, int], ...] = ()
    answers: tuple[str, ...] = ()
    samples: int = 2
    dearer: int = 0
    state: str = "sent"
    note: str = ""
    reason: tuple[str, str] = ("", "")


def bid(today: datetime, people: dict[str, User]) -> None:
    """Every bid of the catalogue, dated back, and a letter to begin from."""
    for text in BIDS:
        _bid(text, today, people)
    mara = people["mara@reelbyte.example"]
    save_template(mara, ProposalTemplate(owner=mara, name="Product film", text=LETTER))
    with clock.at(today - timedelta(hours=3)):
        _interview(today, Proposal.objects.get(job__title=COLD_BREW, creator=mara))
    with clock.at(today):
        for job in Job.objects.open():
            touch(job)


def _bid(text: BidText, today: datetime, people: dict[str, User]) -> None:
    job = Job.objects.get(title=text.job)
    creator = people[text.creator]
    sent = today - timedelta(hours=text.hours_ago)
    with clock.at(sent):
        said = _content(text, job, creator, text.dearer or text.price)
        proposal = send_proposal(job, creator, said)
    if text.dearer:
        with clock.at(sent + timedelta(hours=2)):
            edit_proposal(proposal, creator, _content(text, job, creator, text.price), version=1)
    with clock.at(sent + timedelta(hours=4)):
        _answer(proposal, text)


def _answer(proposal: Proposal, text: BidText) -> None:
    client = proposal.job.client
    if text.state == "withdrawn":
        withdraw(proposal, actor=proposal.creator)
        return
    if text.state != "sent":
        see(proposal, actor=client)
    if text.note:
        note(proposal, client, text.note)
    if text.state == "shortlisted":
        shortlist(proposal, actor=client)
    if text.state == "declined":
        decline(proposal, actor=client, reason=text.reason[0], text=text.reason[1])


def _interview(today: datetime, proposal: Proposal) -> None:
    """Times in the week after next, so that they are to come for as long as a demo is looked at."""
    morning = today.replace(hour=9, minute=0, second=0, microsecond=0)
    propose_interview(
        proposal,
        proposal.job.client,
        starts=[morning + timedelta(days=days, hours=hours) for days, hours in ((33, 0), (34, 4), (35, 1))],
        minutes=30,
        place="https://meet.example.com/fjord-coffee",
        note="How you record the can, and whether the ferry needs a permit.",
    )


def _content(text: BidText, job: Job, creator: User, price: int) -> ProposalContent:
    def minor(units: int) -> int:
        return Money.of(units, job.currency).minor

    plan = [{"title": title, "amount_minor": minor(units), "days": days} for title, units, days in text.plan]
    questions = list(job.questions.all())
    return ProposalContent(
        price_minor=sum(row["amount_minor"] for row in plan) or minor(price),  # type: ignore[misc]
        days=sum(row["days"] for row in plan) or text.days,  # type: ignore[misc]
        cover_letter=text.letter,
        milestones=plan,
        answers={question.pk: words for question, words in zip(questions, text.answers, strict=False)},
        samples=list(creator.creator_profile.portfolio.all()[: text.samples]),
    )


LETTER = (
    "Hello [name],\n\nI saw that you need [what]. I film drinks and small things in my studio, and I grade them myself, "
    "so that the first look you get is close to the last.\n\nFor this one I would [idea].\n\nMara"
)
COLD_BREW = "Six vertical films for a cold brew launch"
BIDS: tuple[BidText, ...] = (
    BidText(
        job=COLD_BREW,
        creator="mara@reelbyte.example",
        hours_ago=40,
        letter=(
            "Hello Nils,\n\nthe crack of the can is the film: I would record it first, in four rooms, and cut the "
            "pictures to it. Ice that looks like ice is acrylic for the macro and real for the pour; nobody sees the "
            "seam, I promise.\n\nThe moment films I would shoot on the Lagos ferry at six in the morning, when the "
            "light comes from the side and everybody is still quiet. You get a first look of two films after a week, "
            "so that we agree on the grade before the rest.\n\nMara"
        ),
        plan=(("First look: two films", 800, 8), ("The other four", 1_100, 10), ("Hooks and stills", 350, 3)),
        answers=(
            "The smoke study for a distillery. I would leave out the music today.",
            "From Monday, in the studio. The ferry the week after.",
            "A kitchen, and a freezer that fits forty kilos of ice.",
        ),
        state="shortlisted",
        note="Sound person! Ask about rights for paid use in Denmark.",
    ),
    BidText(
        job=COLD_BREW,
        creator="saya@reelbyte.example",
        hours_ago=30,
        letter=(
            "Six films, three hooks each, and you know on day ten which second people leave at. I write the first line "
            "of every one before I switch on a light.\n\nI can start tomorrow. Cans by courier to Osaka take three days; "
            "I have done this for two drinks this year."
        ),
        price=1_900,
        days=14,
        answers=("Make it move, in my reel. I would start closer.", "This week."),
        dearer=2_300,
        state="sent",
    ),
    BidText(
        job=COLD_BREW,
        creator="leo@reelbyte.example",
        hours_ago=26,
        letter=(
            "I do not film drinks, I film people who wait for something. For the three moment films that is the same "
            "thing. One take each, handheld, in Turin's first tram.\n\nFor the taste films I would work with a food "
            "stylist I trust; she is in the price."
        ),
        price=3_100,
        days=21,
        answers=("Night drive. It has the patience you ask for.", "In two weeks."),
        samples=3,
        state="seen",
    ),
    BidText(
        job=COLD_BREW,
        creator="ada@reelbyte.example",
        hours_ago=20,
        letter="Type is what I do best: I would set the taste in words, over your own footage if there is some.",
        price=1_400,
        days=12,
        answers=("How it works, which is not about drinks at all.", "Any day."),
        samples=1,
        state="declined",
        reason=("style", "Lovely work. We want to see the drink this time; we keep your name for the menu boards."),
    ),
    BidText(
        job="FPV flights through a mountain race, two days",
        creator="mara@reelbyte.example",
        hours_ago=60,
        letter=(
            "I would bring a pilot I have worked with twice and grade on the mountain, so that the teaser is up the same "
            "evening. He holds the licence; I hold the look."
        ),
        price=2_900,
        days=6,
        answers=("A2 and STS, until 2029 (the pilot's).", "Yes, up to five million."),
        state="seen",
    ),
    BidText(
        job="Product tour of a scheduling app, 60 seconds",
        creator="mara@reelbyte.example",
        hours_ago=80,
        letter="I would film hands and screens rather than animate them, and grade both to your brand's green.",
        price=1_200,
        days=9,
        answers=("None that I am proud of yet, honestly.",),
        samples=1,
        state="withdrawn",
    ),
    BidText(
        job="Product tour of a scheduling app, 60 seconds",
        creator="ada@reelbyte.example",
        hours_ago=50,
        letter="Interfaces are type that people touch. I animate from your Figma files, component by component.",
        price=1_150,
        days=11,
        answers=("Rule 110, in my reel: every cell is a state.",),
        state="shortlisted",
    ),
)
