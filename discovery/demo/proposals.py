"""The demo's proposals: who bid on what, and what clients said to it. Through the product's own actions."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from contracts.actions.accept_offer import accept_offer
from contracts.actions.open_funding import open_funding
from discovery.demo.catalogue import JOBS
from discovery.demo.texts import BidText, JobText
from jobs.actions.accept_nda import accept_nda
from jobs.actions.touch import touch
from jobs.models import Job
from payments import demo as money
from proposals.actions.decline import decline
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.make_offer import make_offer
from proposals.actions.note import note
from proposals.actions.propose_interview import propose_interview
from proposals.actions.save_template import save_template
from proposals.actions.see import see
from proposals.actions.send_proposal import send_proposal
from proposals.actions.shortlist import shortlist
from proposals.actions.withdraw import withdraw
from proposals.content import ProposalContent
from proposals.models import Proposal, ProposalTemplate
from proposals.offer_terms import Part, Terms
from reelbyte import clock
from reelbyte.money import Money


def bid(today: datetime, people: dict[str, User]) -> None:
    """Every bid of the catalogue, dated back, and a letter to begin from."""
    bids = [(about, text) for about in JOBS for text in about.bids]
    for about, text in sorted(bids, key=lambda pair: -pair[1].hours_ago):
        _bid(about, text, today, people)
    mara = people["mara@reelbyte.example"]
    save_template(mara, ProposalTemplate(owner=mara, name="Product film", text=LETTER))
    with clock.at(today - timedelta(hours=3)):
        _interview(today, Proposal.objects.get(job__title=COLD_BREW, creator=mara))
    with clock.at(today):
        for job in Job.objects.open():
            touch(job)


def _bid(about: JobText, text: BidText, today: datetime, people: dict[str, User]) -> None:
    job = Job.objects.get(title=about.title)
    creator = people[text.creator]
    sent = today - timedelta(hours=text.hours_ago)
    with clock.at(sent):
        if job.nda_required:
            accept_nda(job, creator, version=job.nda_version)
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
    if text.state == "hired":
        _hire(proposal)


def _hire(proposal: Proposal) -> None:
    """Chosen, offered what they asked for, and paid: the job is filled."""
    client, creator = proposal.job.client, proposal.creator
    shortlist(proposal, actor=client)
    terms = Terms(
        title=proposal.job.title,
        scope=proposal.job.description,
        parts=[Part("The whole of it", Money(proposal.price_minor, proposal.currency), proposal.days)],
        licence="paid",
        revisions=2,
        message="We would like to do this with you.",
    )
    key = uuid5(NAMESPACE_URL, f"reelbyte-demo/{proposal.job.slug}")
    offer = make_offer(client, creator, terms, key=key, is_client=True, proposal=proposal)
    contract = accept_offer(offer, creator)
    money.pay(open_funding(client, contract.milestones.get(), return_url="/", cancel_url="/"))


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
