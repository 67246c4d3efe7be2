"""What happened, told in-app and by e-mail. `notify` is what other apps call."""

from typing import Any


def notify(kind: str, recipient: Any, **what: Any) -> Any:
    """See `notifications.actions.notify.notify`; imported late, since models load after this package."""
    from notifications.actions.notify import notify as tell

    return tell(kind, recipient, **what)
