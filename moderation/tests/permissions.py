"""Who may report, who may appeal, and who decides."""

from moderation import appealing
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import ANYBODY, BLOCKED, MEMBERS, MODERATOR, OWNER, SUPPORT, Rule

DECIDING = frozenset({MODERATOR})
READING = frozenset({MODERATOR, SUPPORT})

TABLE = {
    # Alice does not report herself, and whom she has blocked does not see her.
    "moderation:report-create": Rule(
        get=MEMBERS - {BLOCKED},
        post=MEMBERS - {BLOCKED, OWNER},
        args=lambda w: {"kind": "gig", "ref": w.gig.slug},
        data=lambda w: {"rule": "stolen", "text": "I made this"},
        knows=frozenset({OWNER}),
        closed=(422,),
    ),
    # Whoever holds the link is whom it was made for: somebody suspended cannot sign in.
    "moderation:appeal-create": Rule(
        get=ANYBODY,
        post=ANYBODY,
        args=lambda w: {"token": appealing.path(w.warning).split("/")[-2]},
        data=lambda w: {"text": "They knew me"},
    ),
}

_SAID = {"decision": "It is not theirs"}
_SANCTION = {"kind": "warn", "rule": "stolen", "reason": "It is not theirs"}
_ANSWER = {"answer": "We looked again"}

DESKS = {
    "moderation.Report": Desk(
        view=READING,
        pages={
            "dismissal": Power(DECIDING, lambda w: w.report, data=_SAID),
            "upholding": Power(DECIDING, lambda w: w.report, data=_SAID),
            "removal": Power(DECIDING, lambda w: w.report, data=_SAID),
            "sanction": Power(DECIDING, lambda w: w.report, data=_SANCTION),
        },
    ),
    "moderation.Sanction": Desk(
        view=READING,
        pages={
            "confirmation": Power(DECIDING, lambda w: w.appealed, data=_ANSWER),
            "lifting": Power(DECIDING, lambda w: w.appealed, data=_ANSWER),
        },
    ),
}
