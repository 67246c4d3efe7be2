"""Who may order, and who may do what in a contract."""

from datetime import timedelta
from uuid import uuid4

from reelbyte import clock
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import (
    BLOCKED,
    CLIENTS,
    COUNTERPARTY,
    FINANCE,
    MEMBERS,
    MODERATOR,
    OWNER,
    SUPPORT,
    Rule,
)

HERS, HIS = frozenset({OWNER}), frozenset({COUNTERPARTY})
BOTH = HERS | HIS
READING = frozenset({MODERATOR, SUPPORT})
COUNTING = READING | {FINANCE}
# The room shows its conversation: to open it is to read it.
SEEN = frozenset({"messaging_participant", "notifications_notification"})


MILESTONE = {"title": "Square teaser", "scope": "", "price": "120", "days": "4"}
LATER = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")


def _it(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _contract(name):
    return lambda world: {"public_id": getattr(world, name).contract.public_id}


def _order(world):
    return {"order_key": str(uuid4()), "seen_minor": str(world.package.price_minor)}


TABLE = {
    "contracts:order-create": Rule(
        get=CLIENTS - {BLOCKED},
        post=CLIENTS - {BLOCKED},
        query=lambda w: {"package": w.package.public_id},
        data=_order,
        closed=(422,),
        also=tuple(
            Rule(
                query=lambda w, name=name: {"package": getattr(w, name).packages.get().public_id},
                data=_order,
                closed=(422,),
                knows=knows,
                unused="not on offer",
            )
            for name, knows in (("hidden_gig", frozenset()), ("draft", HERS), ("paused", HERS))
        ),
    ),
    # Bob has made it: Alice accepts or not.
    "contracts:offer-acceptance-create": Rule(post=HERS, args=_it("offer"), knows=HIS, closed=(422,)),
    "contracts:contract-list": Rule(get=MEMBERS),
    "contracts:contract-detail": Rule(
        get=BOTH,
        args=_contract("submitted"),
        get_writes=SEEN,
        also=(Rule(get=HERS, args=_contract("franks"), get_writes=SEEN),),
    ),
    "contracts:brief-update": Rule(
        get=HIS, post=HIS, args=_contract("ordered"), data=lambda w: {"answer_0": "A launch", "answer_1": ""}
    ),
    "contracts:milestone-create": Rule(
        get=BOTH, post=BOTH, args=_contract("working"), data=lambda w: {**MILESTONE, "key": str(uuid4())}
    ),
    # Alice has proposed it: she may change it, Bob agrees or not.
    "contracts:milestone-edit": Rule(
        get=BOTH, post=HERS, args=_it("proposed"), data=lambda w: MILESTONE, knows=HIS, closed=(409,)
    ),
    "contracts:agreement-create": Rule(
        post=HIS,
        args=_it("proposed"),
        data=lambda w: {"amount_minor": str(w.proposed.amount_minor), "days": str(w.proposed.delivery_days)},
        knows=HERS,
        closed=(422,),
    ),
    "contracts:change-create": Rule(
        get=BOTH, post=BOTH, args=_it("working"), data=lambda w: {"price": "400", "due": LATER, "reason": "More"}
    ),
    "contracts:extension-create": Rule(
        get=HERS, post=HERS, args=_it("working"), data=lambda w: {"due_at": LATER, "reason": "Rain"}
    ),
    # Alice has asked: Bob answers, Alice may think again.
    "contracts:change-accept": Rule(post=HIS, args=_it("change"), knows=HERS, closed=(422,)),
    "contracts:change-decline": Rule(post=HIS, args=_it("change"), knows=HERS, closed=(422,)),
    "contracts:change-withdraw": Rule(post=HERS, args=_it("change"), knows=HIS, closed=(422,)),
    "contracts:tip-create": Rule(
        get=HIS, post=HIS, args=_it("done"), data=lambda w: {"amount": "10", "words": "Lovely"}
    ),
    "contracts:repeat-create": Rule(get=HIS, args=_it("done")),
    "contracts:funding-create": Rule(post=HIS, args=_it("ordered")),
    "contracts:funding-of-several": Rule(
        get=HIS, post=HIS, args=_contract("ordered"), data=lambda w: {"milestones": str(w.ordered.public_id)}
    ),
    "contracts:delivery-create": Rule(
        get=HERS, post=HERS, args=_it("working"), data=lambda w: {"videos": str(w.new_film.public_id)}
    ),
    "contracts:acceptance-create": Rule(post=HIS, args=_it("submitted"), data=lambda w: {"version": "1"}),
    "contracts:revision-create": Rule(
        get=HIS, post=HIS, args=_it("submitted"), data=lambda w: {"version": "1", "text": "Brighter at 0:03"}
    ),
    # The way is the creator's: from the client it is a page that is out of date.
    "contracts:cancellation-create": Rule(
        get=BOTH,
        post=HERS,
        args=_it("working"),
        data=lambda w: {"way": "by_creator", "reason": "I am ill"},
        knows=HIS,
        closed=(409,),
        also=(
            Rule(
                get=BOTH,
                post=HIS,
                args=_it("submitted"),
                data=lambda w: {"way": "agreement", "reason": "Plans changed"},
                knows=HERS,
                closed=(409,),
            ),
        ),
    ),
    # Bob has asked: Alice answers, Bob may think again.
    "contracts:cancellation-accept": Rule(post=HERS, args=_it("wish"), knows=HIS, closed=(422,)),
    "contracts:cancellation-decline": Rule(post=HERS, args=_it("wish"), knows=HIS, closed=(422,)),
    "contracts:cancellation-withdraw": Rule(post=HIS, args=_it("wish"), knows=HERS, closed=(422,)),
    # Either side may; the other finds the dispute that is there by then.
    "contracts:dispute-create": Rule(
        get=BOTH,
        post=BOTH,
        args=_it("submitted"),
        data=lambda w: {"reason": "quality", "text": "Out of focus", "share": "100"},
    ),
    "contracts:dispute-detail": Rule(get=BOTH, args=_it("disputed")),
    "contracts:statement-create": Rule(post=BOTH, args=_it("disputed"), data=lambda w: {"text": "I see it so"}),
    "contracts:split-create": Rule(
        post=HERS, args=_it("offering"), data=lambda w: {"share": "100"}, knows=HIS, closed=(422,)
    ),
    # Bob opened it and offered; Alice answers. Nobody agrees with themselves.
    "contracts:split-accept": Rule(post=HERS, args=_it("split"), knows=HIS, closed=(422,)),
    "contracts:split-decline": Rule(post=HERS, args=_it("split"), knows=HIS, closed=(422,)),
    "contracts:dispute-withdraw": Rule(post=HIS, args=_it("disputed"), knows=HERS, closed=(422,)),
    "contracts:dispute-file": Rule(get=BOTH | READING, args=_it("evidence")),
    # What is not paid out is not handed out.
    "contracts:original-download": Rule(
        get=HERS, args=_it("film_in_delivery"), also=(Rule(get=BOTH, args=_it("paid_film")),)
    ),
    "contracts:file-download": Rule(
        get=HERS, args=_it("file_in_delivery"), also=(Rule(get=BOTH, args=_it("paid_file")),)
    ),
}

DESKS = {
    "contracts.Contract": Desk(view=COUNTING),
    "contracts.Milestone": Desk(view=COUNTING),
    "contracts.Delivery": Desk(view=READING),
    "contracts.ContractEvent": Desk(view=READING),
    "contracts.CancellationRequest": Desk(view=READING),
    "contracts.RevisionRequest": Desk(view=READING),
    "contracts.ChangeOrder": Desk(view=READING),
    "contracts.Tip": Desk(view=COUNTING),
    "contracts.Dispute": Desk(
        view=READING,
        pages={
            "decision": Power(
                frozenset({MODERATOR}), lambda w: w.deciding, data={"share": "100", "decision": "A third was missing"}
            )
        },
    ),
    "contracts.DisputeStatement": Desk(view=READING),
    "contracts.SplitOffer": Desk(view=READING),
}
