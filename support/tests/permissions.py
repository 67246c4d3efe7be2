"""Who may read, agree, ask and answer."""

from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import ANYBODY, MEMBERS, MODERATOR, OWNER, SUPPORT, Rule

HERS = frozenset({OWNER})
ASKED = {"category": "other", "subject": "Hello", "text": "Is anybody there?"}


def _ticket(world):
    return {"public_id": world.ticket.public_id}


def _visitors(world):
    return {"public_id": world.visitors_ticket.public_id}


def _key(world):
    return {"key": world.ticket_key}


def _words(world):
    return {"text": "One more thing"}


TABLE = {
    "support:page-list": Rule(get=ANYBODY),
    "support:page-detail": Rule(get=ANYBODY, args=lambda w: {"slug": "fees"}),
    "support:terms": Rule(get=ANYBODY),
    "support:privacy": Rule(get=ANYBODY),
    "support:terms-acceptance": Rule(get=MEMBERS, post=MEMBERS, data=lambda w: {"version": str(w.terms.pk)}),
    "support:ticket-create": Rule(
        get=ANYBODY, post=ANYBODY, data=lambda w: {**ASKED, "name": "Vera", "email": "vera@example.com"}
    ),
    "support:ticket-list": Rule(get=MEMBERS),
    "support:ticket-detail": Rule(
        get=HERS,
        args=_ticket,
        also=(Rule(get=ANYBODY, args=_visitors, query=_key), Rule(args=_visitors, unused="without its key")),
    ),
    "support:answer-create": Rule(
        post=HERS,
        args=_ticket,
        data=_words,
        also=(
            Rule(post=ANYBODY, args=_visitors, query=_key, data=_words),
            Rule(args=_visitors, data=_words, unused="without its key"),
        ),
    ),
    "support:solution-create": Rule(post=HERS, args=_ticket, also=(Rule(post=ANYBODY, args=_visitors, query=_key),)),
    "support:file-detail": Rule(get=HERS, args=lambda w: {"public_id": w.ticket_file.public_id}),
}

LOOKING = frozenset({MODERATOR, SUPPORT})
WRITING = frozenset({SUPPORT})
ANSWERING = Power(LOOKING, lambda w: w.ticket)
PUBLISHING = Power(WRITING, lambda w: w.help_draft)
DESKS = {
    "support.Page": Desk(view=LOOKING, add=WRITING),
    "support.PageVersion": Desk(
        view=LOOKING,
        add=WRITING,
        actions={"publish_selected": PUBLISHING},
        pages={"publication": PUBLISHING},
    ),
    "support.TermsAcceptance": Desk(view=LOOKING),
    "support.Ticket": Desk(
        view=LOOKING,
        actions={"solve_selected": ANSWERING},
        pages={"answer": ANSWERING, "solution": ANSWERING},
    ),
    "support.TicketMessage": Desk(view=LOOKING, pages={"file": Power(LOOKING, lambda w: w.ticket_file)}),
}
