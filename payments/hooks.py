"""Where higher apps learn what happened to money, without being imported.

A handler is registered in `AppConfig.ready` and called inside the transaction that books the money, after
the locks were taken in the one order: contract and milestone (by the `lock_for` handlers), intent, operation,
ledger accounts by id. A handler that raises rolls the booking back, and it is tried again.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from payments.models import Operation, PaymentIntent

Lock = Callable[[str], None]
Funding = Callable[[str, "PaymentIntent"], None]
Booking = Callable[[Sequence["PaymentIntent"]], None]
Settling = Callable[[str, "Operation"], None]
Question = Callable[[str], bool]

_locks: list[Lock] = []
_funded: list[Funding] = []
_booked: list[Booking] = []
_funding_failed: list[Funding] = []
_released: list[Settling] = []
_refunded: list[Settling] = []
_operation_failed: list[Settling] = []
_operation_retried: list[Settling] = []
_passed_on: list[Question] = []


def _once[H](handlers: list[H], handler: H) -> H:
    if handler not in handlers:
        handlers.append(handler)
    return handler


def lock_for(handler: Lock) -> Lock:
    """`handler(escrow_ref)` locks what stands above the intent: contract, then milestone."""
    return _once(_locks, handler)


def on_funded(handler: Funding) -> Funding:
    """`handler(escrow_ref, intent)`: the escrow holds the money. May raise `Quarantine` or `Unwanted`."""
    return _once(_funded, handler)


def on_booked(handler: Booking) -> Booking:
    """`handler(intents)`: a checkout is booked, and these of what it paid for hold their money; at least one."""
    return _once(_booked, handler)


def on_funding_failed(handler: Funding) -> Funding:
    """`handler(escrow_ref, intent)`: this checkout ended without money; another may be opened."""
    return _once(_funding_failed, handler)


def on_released(handler: Settling) -> Settling:
    """`handler(escrow_ref, operation)`: the creator has been credited."""
    return _once(_released, handler)


def on_refunded(handler: Settling) -> Settling:
    """`handler(escrow_ref, operation)`: the money is on its way back to the client's card."""
    return _once(_refunded, handler)


def on_operation_failed(handler: Settling) -> Settling:
    """`handler(escrow_ref, operation)`: the gateway refused for good. Retryable by staff, never undone silently."""
    return _once(_operation_failed, handler)


def on_operation_retried(handler: Settling) -> Settling:
    """`handler(escrow_ref, operation)`: staff have asked the gateway again about what it had refused."""
    return _once(_operation_retried, handler)


def take_locks(escrow_ref: str) -> None:
    """Lock what stands above money, in the one order. Call before locking an intent or an operation."""
    for handler in _locks if escrow_ref else ():
        handler(escrow_ref)


def on_passing(handler: Question) -> Question:
    """`handler(escrow_ref)` knows its own escrows that do not keep what comes in: payers are told so."""
    return _once(_passed_on, handler)


def is_passed_on(escrow_ref: str) -> bool:
    """Does what is paid go on at once, instead of waiting for somebody to accept?"""
    return any(handler(escrow_ref) for handler in _passed_on)


def funded(intent: "PaymentIntent") -> None:
    for handler in _funded:
        handler(intent.escrow_ref, intent)


def booked(intents: Sequence["PaymentIntent"]) -> None:
    for handler in _booked if intents else ():
        handler(intents)


def funding_failed(intent: "PaymentIntent") -> None:
    for handler in _funding_failed:
        handler(intent.escrow_ref, intent)


def settled(operation: "Operation") -> None:
    """Tell whoever waits for this kind of operation that the money has moved."""
    handlers = {"release": _released, "refund": _refunded, "payout": []}
    for handler in handlers[operation.kind]:
        handler(operation.escrow_ref, operation)


def operation_failed(operation: "Operation") -> None:
    for handler in _operation_failed:
        handler(operation.escrow_ref, operation)


def operation_retried(operation: "Operation") -> None:
    for handler in _operation_retried:
        handler(operation.escrow_ref, operation)
