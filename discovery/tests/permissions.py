"""Who may open the public pages: everybody, but for what its owner shows to fewer."""

from reelbyte.testing.desks import Desk
from reelbyte.testing.matrix import (
    ANYBODY,
    BLOCKED,
    COUNTERPARTY,
    CREATORS,
    MEMBERS,
    MODERATOR,
    OWNER,
    STRANGE_CREATOR,
    Rule,
)

HERS, HIS = frozenset({OWNER}), frozenset({COUNTERPARTY})


def _it(name):
    return lambda world: {"slug": getattr(world, name).slug}


def _profile(name):
    return lambda world: {"handle": getattr(world, name).handle}


def _saved(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _film(world):
    return {"public_id": world.items[0].public_id}


# Whom Alice has blocked, she and her films are not there for.
MET = MEMBERS - {BLOCKED}

TABLE = {
    "discovery:home": Rule(get=ANYBODY),
    "discovery:feed": Rule(
        get=ANYBODY,
        also=(
            Rule(get=MEMBERS, query=lambda w: {"show": "liked"}),
            Rule(get=ANYBODY - {BLOCKED}, query=lambda w: {"film": w.items[0].public_id}),
        ),
    ),
    "discovery:like-create": Rule(post=MET, args=_film),
    "discovery:like-delete": Rule(post=MET, args=_film),
    "discovery:follow-create": Rule(post=MET, args=_profile("profile")),
    "discovery:follow-delete": Rule(post=MET, args=_profile("profile")),
    "discovery:gig-list": Rule(get=ANYBODY),
    "discovery:creator-list": Rule(get=ANYBODY),
    "discovery:job-list": Rule(get=ANYBODY),
    "discovery:category-list": Rule(get=ANYBODY),
    "discovery:category-detail": Rule(get=ANYBODY, args=lambda w: {"slug": "product-films"}),
    "discovery:compare": Rule(get=ANYBODY, query=lambda w: {"c": w.profile.handle}),
    "discovery:gig-similar": Rule(get=ANYBODY - {BLOCKED}, args=_it("gig")),
    "discovery:job-creators": Rule(get=HIS, args=_it("job")),
    "discovery:jobs-for-you": Rule(get=CREATORS),
    "discovery:search": Rule(get=ANYBODY, query=lambda w: {"q": "film"}),
    "discovery:suggestions": Rule(get=ANYBODY, query=lambda w: {"q": "film"}),
    "discovery:saved-list": Rule(get=MEMBERS),
    "discovery:saved-list-create": Rule(post=MEMBERS, data=lambda w: {"name": "For the bell"}),
    "discovery:saved-list-detail": Rule(get=HIS, args=_saved("saved_list")),
    "discovery:saved-list-rename": Rule(post=HIS, args=_saved("saved_list"), data=lambda w: {"name": "Bells"}),
    "discovery:saved-list-delete": Rule(post=HIS, args=_saved("saved_list")),
    "discovery:saved-item-move": Rule(
        post=HIS, args=_saved("saved_item"), data=lambda w: {"list": w.other_list.public_id}
    ),
    "discovery:saved-item-delete": Rule(post=HIS, args=_saved("saved_item")),
    "discovery:search-save": Rule(post=MEMBERS, data=lambda w: {"kind": "gig", "query": "q=film"}),
    "discovery:search-alerts": Rule(post=HIS, args=_saved("saved_search"), data=lambda w: {"on": "0"}),
    "discovery:search-delete": Rule(post=HIS, args=_saved("saved_search")),
    "discovery:save-create": Rule(
        get=MET,
        post=MET,
        args=lambda w: {"kind": "gigs", "ref": w.gig.slug},
        also=(
            Rule(get=MET, post=MET, args=lambda w: {"kind": "creators", "ref": w.profile.handle}),
            Rule(get=MET, post=MET, args=lambda w: {"kind": "reels", "ref": w.items[0].public_id}),
            Rule(args=lambda w: {"kind": "gigs", "ref": w.paused.slug}, unused="it is paused"),
        ),
    ),
    "discovery:save-lists": Rule(
        post=MET, args=lambda w: {"kind": "gigs", "ref": w.gig.slug}, data=lambda w: {"name": "New"}
    ),
    "discovery:sitemap": Rule(get=ANYBODY),
    "discovery:robots": Rule(get=ANYBODY),
    "discovery:gig-detail": Rule(
        get=ANYBODY - {BLOCKED},
        args=_it("gig"),
        get_writes=frozenset({"gigs_dailyviews"}),
        also=(
            *(Rule(get=HERS, args=_it(name)) for name in ("draft", "in_review", "paused")),
            Rule(args=_it("hidden_gig"), unused="its creator's profile is hidden"),
        ),
    ),
    "discovery:job-detail": Rule(
        get=ANYBODY,
        args=_it("job"),
        also=(
            Rule(get=HIS, args=_it("draft_job")),
            Rule(get=MEMBERS, args=_it("members_job")),
            Rule(get=HIS | {STRANGE_CREATOR}, args=_it("invited_job")),
        ),
    ),
    # Bob has blocked Grace, who shows herself to members only.
    "discovery:creator-detail": Rule(
        get=ANYBODY - {BLOCKED},
        args=_profile("profile"),
        also=(
            Rule(get=MEMBERS - {COUNTERPARTY}, args=_profile("members_only")),
            Rule(args=_profile("hidden"), unused="hidden"),
        ),
    ),
}

CHOOSING = frozenset({MODERATOR})
DESKS = {"discovery.Featured": Desk(view=CHOOSING, add=CHOOSING, change=CHOOSING)}
