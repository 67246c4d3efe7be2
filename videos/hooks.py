"""Where apps above say what should happen when a video of theirs is ready, has failed or was taken down.

Handlers are called inside the transaction that marks the video, with its row locked; what they raise undoes it.
Register in `AppConfig.ready`.
"""

from collections import defaultdict
from collections.abc import Callable

from videos.models import Video

Handler = Callable[[Video], None]

_ready: dict[str, list[Handler]] = defaultdict(list)
_failed: dict[str, list[Handler]] = defaultdict(list)
_hidden: dict[str, list[Handler]] = defaultdict(list)


def on_ready(purpose: str, handler: Handler) -> Handler:
    """Call `handler(video)` when a video of that purpose becomes watchable."""
    return _register(_ready, purpose, handler)


def on_failed(purpose: str, handler: Handler) -> Handler:
    """Call `handler(video)` when one fails; `video.failure` says why, `video.can_retry` whether it may yet work."""
    return _register(_failed, purpose, handler)


def on_hidden(purpose: str, handler: Handler) -> Handler:
    """Call `handler(video)` when staff take one down: nobody but its owner and staff watches it from now on."""
    return _register(_hidden, purpose, handler)


def announce_ready(video: Video) -> None:
    for handler in _ready[video.purpose]:
        handler(video)


def announce_failed(video: Video) -> None:
    for handler in _failed[video.purpose]:
        handler(video)


def announce_hidden(video: Video) -> None:
    for handler in _hidden[video.purpose]:
        handler(video)


def _register(hooks: dict[str, list[Handler]], purpose: str, handler: Handler) -> Handler:
    if handler not in hooks[Video.Purpose(purpose)]:
        hooks[purpose].append(handler)
    return handler
