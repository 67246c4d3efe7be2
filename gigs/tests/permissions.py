"""Who may open the creator's own pages of gigs."""

from gigs.tests.builders import DESCRIPTION
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import CREATORS, MODERATOR, OWNER, SUPPORT, Rule

HERS = frozenset({OWNER})


def _gig(name):
    return lambda world: {"slug": getattr(world, name).slug}


def _form(world):
    """With a film of Alice's: nobody else can offer it."""
    return {
        "title": "I will cut your launch film",
        "category": world.draft.category_id,
        "description": DESCRIPTION,
        "currency": "EUR",
        "video": str(world.draft.samples.get().video.public_id),
        "basic-title": "One cut",
        "basic-price": "300",
        "basic-delivery_days": "5",
        "basic-revisions": "1",
        **{f"{rows}-{count}_FORMS": "0" for rows in ("extras", "faqs", "questions") for count in ("TOTAL", "INITIAL")},
    }


TABLE = {
    "gigs:gig-list": Rule(get=CREATORS),
    "gigs:gig-create": Rule(get=CREATORS, post=HERS, data=_form, closed=(422,)),
    "gigs:gig-edit": Rule(get=HERS, post=HERS, args=_gig("draft"), data=_form),
    "gigs:publication-create": Rule(post=HERS, args=_gig("draft")),
    "gigs:withdrawal-create": Rule(post=HERS, args=_gig("in_review")),
    "gigs:pause-create": Rule(post=HERS, args=_gig("gig")),
    "gigs:resumption-create": Rule(post=HERS, args=_gig("paused")),
}

LOOKING, REVIEWING = frozenset({MODERATOR, SUPPORT}), Power(frozenset({MODERATOR}), lambda w: w.in_review)
DESKS = {
    "gigs.Gig": Desk(
        view=LOOKING,
        actions={"approve_selected": REVIEWING},
        pages={"approval": REVIEWING, "rejection": REVIEWING},
    ),
    "gigs.GigEvent": Desk(view=LOOKING),
    "gigs.Package": Desk(view=LOOKING),
    "gigs.DailyViews": Desk(view=LOOKING),
}
