"""Who may upload, and who may open a video."""

from urllib.parse import urlsplit

from django.urls import resolve

from reelbyte.testing.matrix import ANYBODY, CREATORS, MEMBERS, OWNER, Rule
from videos.signing import ORIGINAL, signed_url

HERS = frozenset({OWNER})


def _json(world):
    return {"Accept": "application/json"}


def _upload(purpose):
    return lambda world: {"purpose": purpose, "filename": "reel.mp4", "size": "1000"}


def _video(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _ticket(world):
    return dict(resolve(urlsplit(signed_url(world.video, ORIGINAL)).path).kwargs)


def _first_bytes(world):
    from reelbyte.tests.matrix.world import FILM

    return FILM


TABLE = {
    "videos:video-list": Rule(get=MEMBERS),
    "videos:upload-create": Rule(
        post=CREATORS,
        data=_upload("portfolio"),
        headers=_json,
        closed=(422,),
        also=(Rule(post=MEMBERS, data=_upload("message"), headers=_json),),
    ),
    "videos:upload-chunk": Rule(
        get=HERS, post=HERS, args=_video("begun"), data=_first_bytes, headers=lambda w: {"Upload-Offset": "0"}
    ),
    "videos:upload-complete": Rule(post=HERS, args=_video("sent")),
    # Idempotent: what is not there, or not theirs, is "gone already".
    "videos:upload-cancel": Rule(post=HERS, args=_video("begun"), silent=True),
    "videos:video-detail": Rule(
        get=HERS, args=_video("video"), also=(Rule(get=HERS, args=_video("film_in_delivery")),)
    ),
    "videos:video-status": Rule(get=HERS, args=_video("video")),
    # Idempotent, like the cancellation.
    "videos:video-delete": Rule(post=HERS, args=_video("video"), silent=True),
    "videos:video-retry": Rule(post=HERS, args=_video("failed_video")),
    # Whoever holds a ticket may; whoever changes one may not.
    "videos:video-file": Rule(
        get=ANYBODY,
        args=_ticket,
        also=(
            Rule(args=lambda w: _ticket(w) | _video("paid_film")(w), unused="a ticket for another film"),
            Rule(args=lambda w: _ticket(w) | {"kind": "mp4_720"}, unused="a ticket for another file"),
            Rule(args=lambda w: _ticket(w) | {"ticket": f"9{_ticket(w)['ticket']}"}, unused="a ticket made longer"),
        ),
    ),
}
