"""Who may rate whom, and answer."""

from reelbyte.testing.matrix import COUNTERPARTY, OWNER, Rule

HERS, HIS = frozenset({OWNER}), frozenset({COUNTERPARTY})
STARS = ("quality", "communication", "timeliness", "clarity", "payment")


def _it(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _answer(world):
    return {"text": "Thank you"}


TABLE = {
    "reviews:review-create": Rule(
        get=HERS | HIS,
        post=HERS | HIS,
        args=_it("done"),
        data=lambda w: {"text": "Gladly again", **dict.fromkeys(STARS, "5")},
    ),
    "reviews:response-create": Rule(
        post=HERS,
        args=_it("about_alice"),
        data=_answer,
        also=(
            Rule(post=HIS, args=_it("about_bob"), data=_answer),
            Rule(args=_it("unpublished"), data=_answer, unused="nobody has read it yet"),
        ),
    ),
}
