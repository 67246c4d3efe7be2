"""Refusals of uploads and of files, in words the owner can act on."""

from django.utils.translation import gettext_lazy as _

from reelbyte.errors import Conflict, DomainError


class WrongOffset(Conflict):
    """A chunk does not begin where the file ends. `offset` in bytes is where it does; the client goes on there."""

    message = _("The upload continues at another place.")

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__()


class NoSpace(DomainError):
    """The disk is full. Nothing of the chunk was kept. Answered with 507."""

    status = 507
    message = _("There is no room for this file right now. What has arrived is kept: try again later.")


class Unacceptable(Exception):
    """The file itself is not one we take. Its text is a sentence for the owner; another try would not help."""


class ProcessingFailed(Exception):
    """Work on an acceptable file failed. Its text is a sentence for the owner, `log` is for staff."""

    def __init__(self, message: str, log: str = "") -> None:
        self.log = log
        super().__init__(message)


class LeaseLost(Exception):
    """Another worker may have taken over: stop, and write nothing."""
