"""What happened between the people of the demo: orders in every state, talk, money and reviews.

Everything goes through the actions that pages call, with the clock set to when it happened, so that the
ledger, the histories and the figures are true. Whatever still waits for somebody lies far enough from its
deadline to wait for weeks.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import User
from contracts.actions.accept import accept
from contracts.actions.answer_brief import answer_brief
from contracts.actions.cancel import cancel
from contracts.actions.deliver import deliver
from contracts.actions.open_funding import open_funding
from contracts.actions.order import place_order
from contracts.actions.request_changes import request_changes
from contracts.models import Contract, Milestone
from contracts.rules import Way
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL, CREATORS
from discovery.demo.payouts import PAYOUTS, pay_out
from gigs.models import Gig
from gigs.quote import quote
from messaging.actions.mark_read import mark_read
from messaging.actions.send_message import send_message
from notifications.actions.notify import silence
from payments import demo as money
from payments.actions.clear_earnings import clear_earnings
from payments.gateways import sandbox_cards
from payments.models import PaymentIntent
from reelbyte import clock
from reviews.actions.respond import respond
from reviews.actions.write_review import write_review
from reviews.models import Direction
from videos.models import Video

BRIEFS = (
    "A launch film for the spring range. It runs on our site and on Instagram, mostly on phones.",
    "We show it at a trade fair on a wall, without sound, and later as a pre-roll.",
    "For the landing page of the app. Whoever sees it has thirty seconds and no headphones.",
)


@dataclass(frozen=True)
class Story:
    """One order. `until` is how far it has come: the name of a step or of a way below; `ago` days since it was placed.

    `card` is the test card it is paid with: some lose a release or a refund.
    """

    client: str
    gig: str
    tier: str
    ago: int
    until: str
    talk: tuple[tuple[str, str], ...] = ()
    reviews: tuple[str, str] = ("", "")
    stars: tuple[int, int, int] = (5, 5, 5)
    answer: str = ""  # the creator's, to the review
    card: str = sandbox_cards.GOOD


GRADE = "I will grade your film so that it looks like one piece"
POUR = "I will film smoke, steam and pour for your drink"
HOOKS = "I will write and cut three UGC ads with five hooks each"
MACRO = "I will shoot your product in macro with motion control"
LOGO = "I will animate your logo so that it feels inevitable"
EXPLAIN = "I will explain your product in ninety seconds"
OVERNIGHT = "I will edit your YouTube video overnight"
GOLDEN = "I will fly your hotel, house or vineyard at golden hour"
CLEAN = "I will remove what should not be in your shot"
VISUAL = "I will make a visualiser for your next single"

STEPS = ("ordered", "funded", "briefed", "delivered", "changes", "redelivered", "released", "reviewed", "answered")
# Other ways than straight on: called off before anybody paid, or by the creator, who gives the money back; and money
# that the gateway has not decided about, or has refused to move. `approved` alone is missing: it lasts no time at all.
BEGUN = ("ordered", "funded", "briefed")
WAYS = {
    "cancelled": ("ordered", "cancelled"),
    "at_the_checkout": ("ordered", "left_checkout", "waiting"),
    "refunded": (*BEGUN, "refunded"),
    "refunding": (*BEGUN, "refunded", "waiting"),
    "refund_failed": (*BEGUN, "refunded", "asked_again"),
    "releasing": (*BEGUN, "delivered", "released", "waiting"),
    "release_failed": (*BEGUN, "delivered", "released", "asked_again"),
}

STORIES = (
    Story(
        CLIENT_EMAIL,
        GRADE,
        "standard",
        60,
        "reviewed",
        (
            ("client", "Hi Mara, we shot in our roastery with practical lights only. Can you keep the amber?"),
            ("creator", "Keep it, and calm everything around it. I'll send three stills tomorrow morning."),
            ("client", "The second still is exactly it."),
        ),
        (
            "Mara understood the room from three stills. The film finally looks like the coffee tastes.",
            "Clear brief, quick answers, and they trusted the first look. A pleasure.",
        ),
    ),
    Story(
        "priya@reelbyte.example",
        GRADE,
        "basic",
        44,
        "reviewed",
        (("client", "Ours is a screen recording with two talking heads. Is that worth grading?"),),
        ("Worth it. Skin tones match across both cameras now.", "Everything was ready on day one."),
        (5, 5, 4),
    ),
    Story(
        "hugo@reelbyte.example",
        GRADE,
        "premium",
        33,
        "reviewed",
        (),
        (
            "Delicate work on the velvet shots. One day later than hoped, but announced in time.",
            "Hugo knows what he wants.",
        ),
        (5, 4, 4),
    ),
    Story(
        CLIENT_EMAIL,
        POUR,
        "standard",
        4,
        "delivered",
        (
            ("client", "The bottle arrives with you on Tuesday. Label side matters more than the cap."),
            ("creator", "Noted. I will light it from below so that the label reads in the first second."),
            ("creator", "First version is up. Watch the pour at four seconds with sound on."),
        ),
    ),
    Story(
        "kenji@reelbyte.example",
        GRADE,
        "standard",
        6,
        "changes",
        (
            ("client", "Beautiful. The snow is a touch magenta on the second ridge."),
            ("creator", "I see it too. New version tomorrow."),
        ),
    ),
    Story(
        "dana@reelbyte.example",
        GRADE,
        "basic",
        2,
        "briefed",
        (("client", "Footage link is in the brief, log footage, Sony."),),
    ),
    Story(
        "priya@reelbyte.example",
        EXPLAIN,
        "standard",
        40,
        "reviewed",
        (),
        ("People finish it. Support tickets went down.", "Great client."),
    ),
    Story(
        "dana@reelbyte.example",
        OVERNIGHT,
        "standard",
        25,
        "reviewed",
        (),
        ("Uploaded at night, watched with coffee. As promised.", "Tidy footage."),
        (5, 5, 5),
    ),
    Story(
        "hugo@reelbyte.example",
        MACRO,
        "basic",
        30,
        "reviewed",
        (),
        ("You can count the threads.", "Good references."),
        (5, 4, 5),
    ),
    Story(
        "priya@reelbyte.example",
        HOOKS,
        "standard",
        28,
        "reviewed",
        (),
        ("Hook three beat our control by half.", "Fast and fair."),
        (5, 5, 5),
    ),
    Story(
        CLIENT_EMAIL,
        LOGO,
        "basic",
        21,
        "released",
        (("creator", "The Lottie file is 38 KB, small enough for the app."),),
    ),
    Story(
        "kenji@reelbyte.example",
        GOLDEN,
        "standard",
        18,
        "reviewed",
        (),
        ("The take over the ridge is our whole campaign.", "Permits were ready. Thank you."),
        (5, 5, 5),
    ),
    Story(
        "dana@reelbyte.example",
        CLEAN,
        "basic",
        16,
        "reviewed",
        (),
        ("The crane is gone and the sky is still ours.", "Clear list of shots."),
        (5, 4, 5),
    ),
    Story("hugo@reelbyte.example", VISUAL, "basic", 1, "ordered"),
    Story("mateus@reelbyte.example", HOOKS, "basic", 12, "cancelled"),
    Story(
        "elena@reelbyte.example",
        GOLDEN,
        "basic",
        24,
        "refunded",
        (
            ("client", "The terrace is being repaved until June, we learned today. Can we wait?"),
            ("creator", "Better to call it off and order again when it is beautiful. I send the money back."),
        ),
    ),
    Story(
        "wei@reelbyte.example",
        "I will shoot a launch film for your hardware, parts and all",
        "standard",
        5,
        "briefed",
        (("client", "CAD is in the brief. Please mind the grille, it is the part we are proud of."),),
    ),
    Story(
        "ruth@reelbyte.example", "I will draw your idea on a whiteboard until it is obvious", "basic", 7, "delivered"
    ),
    Story("hana@reelbyte.example", "I will model and light your product so that nobody asks", "basic", 8, "changes"),
    Story(
        "amelia@reelbyte.example", "I will film twelve short answers to your support questions", "basic", 3, "funded"
    ),
    Story(
        "diego@reelbyte.example", "I will follow your team for one match and cut it by morning", "basic", 10, "released"
    ),
    Story(
        "omar@reelbyte.example",
        "I will explain your new process to staff without slides",
        "basic",
        2,
        "at_the_checkout",
        (("client", "Accounting pays on Thursdays. You will have it this week."),),
    ),
    Story(
        "ingrid@reelbyte.example",
        "I will film the landscape your brand belongs to",
        "standard",
        6,
        "refunding",
        (
            ("creator", "The pass stays closed until May, the road authority says."),
            ("client", "Then we film somewhere else this year. Thank you for telling us at once."),
        ),
        card=sandbox_cards.REFUND_PENDING,
    ),
    Story(
        "lukas@reelbyte.example",
        "I will cut an aftermovie that people share from the train",
        "basic",
        11,
        "refund_failed",
        (("creator", "Your festival is cancelled, I read. I give it all back."),),
        card=sandbox_cards.REFUND_FAILS,
    ),
    Story(
        "zoe@reelbyte.example",
        "I will make calm vertical ads that hold without sound",
        "basic",
        5,
        "releasing",
        card=sandbox_cards.RELEASE_FAILS,
    ),
    Story(
        "amelia@reelbyte.example",
        "I will subtitle your film in up to nine languages",
        "standard",
        9,
        "release_failed",
        (("client", "Japanese reads well, says Kenji. Accepted."),),
        card=sandbox_cards.RELEASE_FAILS,
    ),
)


def finished() -> Iterator[Story]:
    """The work that creators have behind them, as the catalogue has it."""
    for creator in CREATORS:
        for order in creator.orders:
            quality, communication, timeliness = map(int, order.stars)
            yield Story(
                f"{order.client}@reelbyte.example",
                creator.gigs[order.gig - 1].title,
                order.tier,
                order.ago,
                "answered" if order.answer else "reviewed",
                reviews=(order.says, order.back),
                stars=(quality, communication, timeliness),
                answer=order.answer,
            )


def tell(today: datetime, people: dict[str, User], gigs: dict[str, Gig]) -> None:
    """Play every story, oldest first, and let earnings clear as they did."""
    payouts = list(PAYOUTS)
    for story in sorted((*finished(), *STORIES), key=lambda story: -story.ago):
        while payouts and payouts[0].ago > story.ago:
            pay_out(today, people[CREATOR_EMAIL], payouts.pop(0))
        Telling(story, today - timedelta(days=story.ago), people, gigs[story.gig]).play()
    clear_earnings()


class Telling:
    def __init__(self, story: Story, start: datetime, people: dict[str, User], gig: Gig) -> None:
        self.story, self.at, self.gig = story, start, gig
        self.client, self.creator = people[story.client], gig.creator.user
        self.contract: Contract
        self.lines = list(story.talk)

    @property
    def milestone(self) -> Milestone:
        return self.contract.milestones.get()

    def play(self) -> None:
        """Each step some hours after the one before; half a day is enough for any of them."""
        with silence() if self.story.ago > OLD else nullcontext():
            for step in self._steps():
                self._then(getattr(self, step), hours=self._pause)
                if self.lines and step != "ordered":
                    self._then(self._say, hours=1)
            while self.lines:
                self._then(self._say, hours=1)
        if self.story.ago > NEWS:
            self._then(self._read, hours=1)

    @property
    def _pause(self) -> int:
        """Hours between two steps: old work took its time, so that not all of it was done in two days."""
        return 7 if self.story.ago < OLD else 7 + self.story.ago * 13 % 17

    def _steps(self) -> Iterator[str]:
        until = self.story.until
        if until in WAYS:
            yield from WAYS[until]
            return
        for step in STEPS[: STEPS.index(until) + 1]:
            if step not in ("changes", "redelivered") or until in ("changes", "redelivered"):
                yield step

    def ordered(self) -> None:
        package = self.gig.packages.get(tier=self.story.tier)
        offer = quote(package, [], 1)
        self.contract = place_order(self.client, package, order_key=uuid4(), seen=offer.total)
        if self.story.until == "delivered":
            # Agreed with a longer silence than is usual: its answer is still awaited weeks after the load.
            Contract.objects.filter(pk=self.contract.pk).update(auto_accept_days=PATIENCE.days)

    def funded(self) -> None:
        money.pay(self._checkout(), self.story.card)

    def left_checkout(self) -> None:
        money.leave_checkout(self._checkout())

    def waiting(self) -> None:
        money.wait(self.milestone.escrow_ref, clock.now() + PATIENCE)

    def asked_again(self) -> None:
        money.settle(self.milestone.escrow_ref)

    def briefed(self) -> None:
        words = BRIEFS[self.contract.pk % len(BRIEFS)]
        questions = self.contract.brief.all()
        answer_brief(self.client, self.contract, {q.position: words if q.required else "" for q in questions})

    def delivered(self) -> None:
        self._deliver("First version. Watch it once without pausing, please.")

    def changes(self) -> None:
        version = self.milestone.deliveries.latest("version").version
        request_changes(
            self.client,
            self.milestone,
            version=version,
            text="The second shot is a touch too warm; cut the last second.",
        )

    def redelivered(self) -> None:
        self._deliver("With your notes in.")

    def released(self) -> None:
        version = self.milestone.deliveries.latest("version").version
        accept(self.client, self.milestone, version=version)
        money.settle(self.milestone.escrow_ref)

    def reviewed(self) -> None:
        for_creator, for_client = self.story.reviews
        quality, communication, timeliness = self.story.stars
        self.contract.refresh_from_db()
        write_review(
            self.contract,
            self.client,
            stars={"quality": quality, "communication": communication, "timeliness": timeliness},
            text=for_creator,
        )
        clarity = 4 if self.story.ago % 5 == 0 else 5
        stars = {"clarity": clarity, "communication": 5, "payment": 5}
        write_review(self.contract, self.creator, stars=stars, text=for_client)

    def answered(self) -> None:
        review = self.contract.reviews.get(direction=Direction.OF_CREATOR)
        respond(review, self.creator, self.story.answer)

    def cancelled(self) -> None:
        cancel(self.client, self.milestone, way=Way.UNFUNDED, reason="We are postponing the campaign.")

    def refunded(self) -> None:
        cancel(self.creator, self.milestone, way=Way.BY_CREATOR, reason="Agreed in the chat: another time.")
        money.settle(self.milestone.escrow_ref)

    def _checkout(self) -> PaymentIntent:
        return open_funding(self.client, self.milestone, return_url="/", cancel_url="/")

    def _deliver(self, note: str) -> None:
        from discovery.demo.load import film

        clip = DELIVERED[self.contract.pk % len(DELIVERED)]
        video = film(self.creator, Video.Purpose.DELIVERY, clip, self.gig.title)
        deliver(self.creator, self.milestone, videos=[video], note=note)

    def _say(self) -> None:
        who, words = self.lines.pop(0)
        sender = self.client if who == "client" else self.creator
        assert self.contract.conversation is not None
        send_message(self.contract.conversation, sender, text=words, client_id=uuid4())

    def _read(self) -> None:
        talk = self.contract.conversation
        assert talk is not None
        talk.refresh_from_db()
        for person in (self.client, self.creator):
            mark_read(talk, person, talk.last_seq)

    def _then(self, step: Callable[[], None], *, hours: int) -> None:
        self.at += timedelta(hours=hours)
        with clock.at(self.at):
            step()


DELIVERED = ("aurora", "ember", "paper")
PATIENCE = timedelta(days=60)
OLD = 25  # days
NEWS = 3  # days; of what is older all was read
