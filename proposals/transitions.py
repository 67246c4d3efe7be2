"""The legal moves of a proposal, an offer and an interview, as one table each. Pure: no database, no people."""

from django.utils.translation import gettext_lazy as _

from reelbyte.moves import Moves

# --- A proposal ----------------------------------------------------------------------------------------

STATUSES = ("sent", "seen", "shortlisted", "interview", "offered", "declined", "withdrawn", "expired", "hired")
# Still to be decided about: a creator has one of these at most on a job.
LIVE = ("sent", "seen", "shortlisted", "interview", "offered")
# On the client's shortlist, or further.
SHORTLISTED = ("shortlisted", "interview", "offered", "hired")
# Counted on the job: those that stand.
STANDING = (*LIVE, "hired")
ENDED = ("declined", "withdrawn", "expired", "hired")
# Changing what the client has already chosen by would be changing it behind their back.
EDITABLE = ("sent", "seen")

# (status, move) -> status. What is not here is not possible.
MOVES: dict[tuple[str, str], str] = {
    ("sent", "see"): "seen",
    ("sent", "shortlist"): "shortlisted",
    ("seen", "shortlist"): "shortlisted",
    ("shortlisted", "unshortlist"): "seen",
    ("sent", "interview"): "interview",
    ("seen", "interview"): "interview",
    ("shortlisted", "interview"): "interview",
    # Declined, cancelled, not answered in time, or held: what was shortlisted for it stays so.
    ("interview", "interview_over"): "shortlisted",
    ("sent", "offer"): "offered",
    ("seen", "offer"): "offered",
    ("shortlisted", "offer"): "offered",
    ("interview", "offer"): "offered",
    # The offer was declined, withdrawn or ran out.
    ("offered", "offer_over"): "shortlisted",
    ("offered", "hire"): "hired",
    # While an offer is out, the offer is what is answered: nobody ends the proposal under it.
    **{(status, "decline"): "declined" for status in LIVE if status != "offered"},
    **{(status, "withdraw"): "withdrawn" for status in LIVE if status != "offered"},
    **{(status, "expire"): "expired" for status in LIVE if status != "offered"},
}
NAMES = tuple(dict.fromkeys(move for _, move in MOVES))

# Where a move leads, wherever it starts: asked again there, it has already happened.
LEADS_TO = {
    "see": "seen",
    "shortlist": "shortlisted",
    "unshortlist": "seen",
    "interview": "interview",
    "interview_over": "shortlisted",
    "offer": "offered",
    "offer_over": "shortlisted",
    "hire": "hired",
    "decline": "declined",
    "withdraw": "withdrawn",
    "expire": "expired",
}

after = Moves(MOVES, LEADS_TO).after

# --- An offer ------------------------------------------------------------------------------------------

OFFER_STATUSES = ("sent", "accepted", "declined", "countered", "expired", "withdrawn")
OFFER_LEADS_TO = {
    "accept": "accepted",
    "decline": "declined",
    "counter": "countered",
    "expire": "expired",
    "withdraw": "withdrawn",
}
OFFER_MOVES: dict[tuple[str, str], str] = {("sent", move): status for move, status in OFFER_LEADS_TO.items()}

OFFER_TOO_LATE = _("This offer has expired. Ask for a new one.")

offer_after = Moves(OFFER_MOVES, OFFER_LEADS_TO).after

# --- An interview --------------------------------------------------------------------------------------

INTERVIEW_STATUSES = ("proposed", "accepted", "declined", "cancelled", "expired", "held")
INTERVIEW_LIVE = ("proposed", "accepted")
INTERVIEW_MOVES: dict[tuple[str, str], str] = {
    ("proposed", "accept"): "accepted",
    ("proposed", "decline"): "declined",
    ("proposed", "cancel"): "cancelled",
    ("accepted", "cancel"): "cancelled",
    # Every time that was proposed has passed without an answer.
    ("proposed", "expire"): "expired",
    # The time that was agreed on is over.
    ("accepted", "hold"): "held",
}
INTERVIEW_LEADS_TO = {
    "accept": "accepted",
    "decline": "declined",
    "cancel": "cancelled",
    "expire": "expired",
    "hold": "held",
}

interview_after = Moves(INTERVIEW_MOVES, INTERVIEW_LEADS_TO).after
