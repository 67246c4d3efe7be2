"""`/ws/me/`: everything that concerns a person on whatever page they are."""

from notifications.sockets import PersonSocket


class PersonConsumer(PersonSocket):
    """The base layout's socket: bell, toasts, and what other apps push with `notifications.live.push`."""
