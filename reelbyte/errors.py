"""Errors that mean something to the person who asked, and how a view answers them."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal in words a person can act on. `status` is the HTTP answer."""

    status = 400
    message: object = _("That could not be done.")

    def __init__(self, message: object = None) -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class Conflict(DomainError):
    """Asked for what no longer can be: the state has moved on. Answered with 409."""

    status = 409
    message = _("This has changed in the meantime. Look at the page again before you go on.")


class Refused(DomainError):
    """A rule of the product says no to this person or this input. Answered with 422."""

    status = 422


class TooMany(DomainError):
    """A limit is reached. Answered with 429."""

    status = 429
    message = _("Too many at once. Wait a moment and try again.")
