"""The demo's jobs: what clients look for, who they invited, and what those said. Through the product's own actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from creators.models import Category, Skill
from jobs.actions.answer_invitation import answer_invitation
from jobs.actions.close import close
from jobs.actions.invite import invite
from jobs.actions.publish import publish
from jobs.actions.save_job import JobContent, save_job
from jobs.actions.touch import touch
from jobs.models import Job
from reelbyte import clock
from reelbyte.money import Money


@dataclass(frozen=True)
class JobText:
    """A job. `budget` in whole units, `days_ago` when it was published, `due` days from today (0: no deadline).

    `invited`: (a creator's e-mail, what they answered: accept, decline or nothing, the client's word to them).
    """

    client: str
    title: str
    category: str
    currency: str
    budget: tuple[int, int]
    days_ago: int
    due: int
    description: str
    deliverables: tuple[str, ...]
    skills: tuple[str, ...] = ()
    questions: tuple[tuple[str, bool], ...] = ()
    invited: tuple[tuple[str, str, str], ...] = ()
    visibility: str = "public"
    nda: str = ""
    film: str = ""  # a clip that is shown as a reference
    state: str = "open"  # or draft, closed


def post(today: datetime, people: dict[str, User]) -> list[Job]:
    """Every job of the catalogue, dated back."""
    return [_post(text, today, people) for text in JOBS]


def _post(text: JobText, today: datetime, people: dict[str, User]) -> Job:
    from discovery.demo.load import film
    from videos.models import Video

    client = people[text.client]
    with clock.at(today - timedelta(days=text.days_ago, hours=3)):
        videos = [film(client, Video.Purpose.JOB, text.film, "The feeling we are after")] if text.film else []
        job = save_job(client, None, _content(text, today, videos))
        if text.state == "draft":
            return job
        job = publish(job, actor=client)
    for number, (email, answer, message) in enumerate(text.invited):
        with clock.at(today - timedelta(days=text.days_ago, hours=-1 - number)):
            invitation = invite(job, people[email], message=message)
        if answer:
            with clock.at(today - timedelta(days=text.days_ago, hours=-6 - number)):
                reason = "" if answer == "accept" else "Booked until the end of next month, sorry."
                answer_invitation(invitation, accept=answer == "accept", actor=people[email], reason=reason)
    if text.state == "closed":
        with clock.at(today - timedelta(days=1)):
            return close(job, actor=client)
    # Looked after on the day of the load, so that the board is full for a month.
    with clock.at(today):
        return touch(job)


def _content(text: JobText, today: datetime, videos: list) -> JobContent:
    skills = list(Skill.objects.filter(name__in=text.skills))
    if len(skills) != len(text.skills):
        raise LookupError(f"unknown skills of {text.title}: {set(text.skills) - {skill.name for skill in skills}}")
    least, most = (Money.of(units, text.currency).minor for units in text.budget)
    fields = {
        "title": text.title,
        "category": Category.objects.get(slug=text.category),
        "description": text.description,
        "deliverables": list(text.deliverables),
        "currency": text.currency,
        "budget_min_minor": least,
        "budget_max_minor": most,
        "start": None,
        "deadline": (today + timedelta(days=text.due)).date() if text.due else None,
        "visibility": text.visibility,
        "nda_required": bool(text.nda),
        "nda_text": text.nda,
    }
    questions = [{"text": words, "required": required} for words, required in text.questions]
    return JobContent(fields, skills=skills, questions=questions, videos=videos)


JOBS: tuple[JobText, ...] = (
    JobText(
        client="nils@reelbyte.example",
        title="Six vertical films for a cold brew launch",
        category="product-films-food-drink",
        currency="EUR",
        budget=(1_800, 2_600),
        days_ago=2,
        due=32,
        description=(
            "We launch a canned cold brew in Norway and Denmark in five weeks. We need six vertical films for paid "
            "social: three that sell the taste, three that sell the moment (bike, ferry, desk).\n\n"
            "We send cans, glasses and props. You shoot and cut. Sound matters to us: the crack of the can is the "
            "hook we have in mind for at least two of them.\n\n"
            "What good looks like: natural light, no voice-over, ice that looks like ice. No stock music from the "
            "first page of the library."
        ),
        deliverables=(
            "6 vertical films, 15 to 20 seconds, captions burned in and clean",
            "3 alternative hooks for the two strongest",
            "Stills from every film for the shop",
        ),
        skills=("Food styling", "Macro cinematography", "Tabletop", "Vertical editing", "Sound design"),
        questions=(
            ("Which drink or food film of yours is closest to this, and what would you do differently now?", True),
            ("When could you shoot?", True),
            ("Do you have a studio with a kitchen?", False),
        ),
        invited=(
            ("mara@reelbyte.example", "accept", "Your macro work is why we started looking. Would you do the cans?"),
            ("jonas@reelbyte.example", "decline", ""),
            ("saya@reelbyte.example", "", "We like how you use sound."),
        ),
        film="liquid",
    ),
    JobText(
        client="priya@reelbyte.example",
        title="Product tour of a scheduling app, 60 seconds",
        category="explainers-screen-recordings",
        currency="GBP",
        budget=(1_200, 1_200),
        days_ago=4,
        due=21,
        description=(
            "A minute that shows how a small team plans its week in Looply. We have the script and the Figma files; "
            "you animate the interface, we record the voice with you.\n\nIt lives on our home page and in app stores, "
            "so it has to work without sound as well."
        ),
        deliverables=("One film, 60 seconds, 16:9 and 9:16", "A silent cut with captions", "Project files"),
        skills=("After Effects", "Screencasts", "Explainer scripts", "Voice-over"),
        questions=(("Show us one interface animation you are proud of.", True),),
        film="grid",
    ),
    JobText(
        client="hugo@reelbyte.example",
        title="Fashion film for an autumn capsule, one day in Lyon",
        category="product-films-fashion-films",
        currency="EUR",
        budget=(4_000, 6_500),
        days_ago=6,
        due=54,
        description=(
            "Eleven looks, one model, one location: a dye works that closed in the nineties. We look for a director "
            "who shoots and cuts, and who is not afraid of slow."
        ),
        deliverables=("One film, 75 to 100 seconds", "Four cut-downs for social"),
        skills=("Fashion film", "Studio lighting", "Colour grading"),
        invited=(("mara@reelbyte.example", "", "We saw your reel twice. Lyon in October?"),),
        nda=(
            "The capsule and its collaborator are not public before the show. What you read here, see in the "
            "references and are told afterwards stays with you until we publish it ourselves.\n\n"
            "You may tell people who work with you on the proposal, if they agree to the same."
        ),
        film="ember",
    ),
    JobText(
        client="kenji@reelbyte.example",
        title="FPV flights through a mountain race, two days",
        category="drone-aerial-fpv-flights",
        currency="USD",
        budget=(2_400, 3_200),
        days_ago=9,
        due=75,
        description=(
            "A trail race over two days in the Dolomites. We need flights along the ridge and through the start, "
            "graded to match what our ground crew shoots. Licence and insurance are a must; permits are with us."
        ),
        deliverables=("20 selected flights, graded, 4K", "One 45-second teaser on the evening of day one"),
        skills=("FPV", "Drone piloting", "Aerial cinematography", "Same-day edit"),
        questions=(("Which licence do you hold, and until when?", True), ("Are you insured for events?", True)),
        visibility="members",
    ),
    JobText(
        client="dana@reelbyte.example",
        title="Edit twelve podcast episodes into shorts",
        category="editing-colour-short-form-editing",
        currency="USD",
        budget=(600, 900),
        days_ago=12,
        due=0,
        description=(
            "Twelve episodes, about an hour each, two cameras. Find the three moments worth a minute in every one, "
            "cut them vertical, caption them. I answer quickly and know what I like."
        ),
        deliverables=("36 shorts, 30 to 60 seconds, captions in two styles",),
        skills=("Podcast editing", "Captions", "Vertical editing", "Hook writing"),
    ),
    JobText(
        client="priya@reelbyte.example",
        title="Character for onboarding: six tiny loops",
        category="motion-graphics-character-animation",
        currency="GBP",
        budget=(900, 1_500),
        days_ago=14,
        due=40,
        description=(
            "A small creature that is happy for you when you finish something. Six loops of two seconds, light enough "
            "for a phone. The look is open: send us a sketch if you have one in your head already."
        ),
        deliverables=("6 Lottie loops under 60 KB each", "A sheet with the character in four poses"),
        skills=("Lottie", "Rigging", "Illustration", "After Effects"),
    ),
    JobText(
        client="nils@reelbyte.example",
        title="A quiet film about our roastery",
        category="product-films-food-drink",
        currency="EUR",
        budget=(3_000, 4_500),
        days_ago=27,
        due=0,
        description=(
            "Two minutes about the people who roast our coffee, for the page that explains why it costs what it costs. "
            "No interviews: hands, steam, light, and the sound of the drum."
        ),
        deliverables=("One film, two minutes, and a 30-second cut",),
        skills=("Macro cinematography", "Sound design"),
        visibility="invited",
        invited=(("mara@reelbyte.example", "", "You would be right for this. No hurry."),),
    ),
    JobText(
        client="nils@reelbyte.example",
        title="Barista portraits for the shop screens",
        category="social-ugc-reels-shorts",
        currency="EUR",
        budget=(700, 900),
        days_ago=20,
        due=0,
        description=(
            "Ten-second portraits of six baristas, to loop on the screens behind the bar. Filmed in one morning, in "
            "the shop, before it opens."
        ),
        deliverables=("6 loops, 10 seconds, vertical",),
        skills=("Vertical editing",),
        state="closed",
    ),
    JobText(
        client="nils@reelbyte.example",
        title="Christmas film, first thoughts",
        category="product-films-food-drink",
        currency="EUR",
        budget=(2_000, 3_000),
        days_ago=1,
        due=60,
        description="Something warm that is not a fireplace. To be written out.",
        deliverables=(),
        state="draft",
    ),
)
