"""What can go wrong with money, told apart by what must happen next."""

from django.utils.translation import gettext_lazy as _

from reelbyte.errors import Conflict, Refused


class KeyReused(Exception):
    """The same idempotency key came with another request: a bug in the caller, never a retry."""


class Quarantine(Exception):
    """Raised by an `on_funded` handler: the money came, but not as agreed. Staff look at it."""


class Unwanted(Exception):
    """Raised by an `on_funded` handler: the escrow takes no money any more. It is sent back at once."""


class NotEnough(Conflict):
    """The account does not hold what was asked of it."""

    message = _("There is not that much left.")


class WithdrawalRefused(Refused):
    """A rule about withdrawals says no, in a sentence for the creator."""


class RefundRefused(Refused):
    """A rule about refunds says no."""

    message = _("This can no longer be refunded in full: part of it has been paid out.")
