"""Who may call what in proposals; see `reelbyte.testing.matrix`."""

from reelbyte.testing.desks import Desk
from reelbyte.testing.matrix import MODERATOR, SUPPORT, Rule

TABLE: dict[str, Rule] = {}

LOOKING = frozenset({MODERATOR, SUPPORT})
DESKS = {
    "proposals.Proposal": Desk(view=LOOKING),
    "proposals.ProposalEvent": Desk(view=LOOKING),
    "proposals.Interview": Desk(view=LOOKING),
    "proposals.Offer": Desk(view=LOOKING),
}
