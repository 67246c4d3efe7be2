"""Who may open the creator's own pages. All three creators have opened their profile before."""

from reelbyte.testing.desks import Desk
from reelbyte.testing.matrix import CREATORS, MODERATOR, OWNER, SUPPORT, Rule

HERS = frozenset({OWNER})


def _item(world):
    return {"public_id": world.items[0].public_id}


def _profile(world):
    return {
        "handle": "another-handle",
        "headline": "Films in macro",
        "currency": "EUR",
        "availability": "available",
        "languages-TOTAL_FORMS": "0",
        "languages-INITIAL_FORMS": "0",
    }


TABLE = {
    "creators:profile-edit": Rule(get=CREATORS, post=CREATORS, data=_profile),
    "creators:portfolio": Rule(get=CREATORS),
    # The film is Alice's: other creators are told that it is none of theirs.
    "creators:portfolio-item-create": Rule(
        post=HERS, data=lambda w: {"video": str(w.loose_film.public_id)}, closed=(422,)
    ),
    "creators:portfolio-order": Rule(
        post=HERS, data=lambda w: {"item": [str(item.public_id) for item in reversed(w.items)]}, silent=True
    ),
    "creators:portfolio-item-edit": Rule(get=HERS, post=HERS, args=_item, data=lambda w: {"title": "A better title"}),
    "creators:portfolio-item-position": Rule(post=HERS, args=_item, data=lambda w: {"direction": "down"}),
    "creators:portfolio-item-highlight": Rule(post=HERS, args=_item, data=lambda w: {"on": "1"}),
    "creators:portfolio-item-delete": Rule(post=HERS, args=_item),
}

LOOKING, WORDING = frozenset({MODERATOR, SUPPORT}), frozenset({MODERATOR})
DESKS = {
    "creators.Category": Desk(view=LOOKING, add=WORDING, change=WORDING),
    "creators.Skill": Desk(view=LOOKING, add=WORDING, change=WORDING),
    "creators.CreatorProfile": Desk(view=LOOKING),
    "creators.PortfolioItem": Desk(view=LOOKING),
}
