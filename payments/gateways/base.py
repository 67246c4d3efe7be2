"""What a gateway must be able to do. Small enough for a sandbox, honest enough for Stripe Connect.

Every order carries `reference`, our own name for it, which is both the idempotency key and metadata: keys lapse
(24 hours at most gateways), metadata does not, so a late retry asks `find` first. No call is made inside a
transaction of ours. A call ends in one of three ways: an `Answer`; `Declined`, a definite refusal that moved
nothing; `Unreachable`, where nobody knows yet whether it happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from reelbyte.money import Money

Kind = Literal["payment", "transfer", "reversal", "refund", "payout"]
# "open": nobody has paid yet. "pending": decided later, the gateway tells. The others are final, but that a
# refund or payout which succeeded may still fail days later.
Status = Literal["open", "pending", "succeeded", "failed", "expired"]


class Unreachable(Exception):
    """No answer: a timeout, a broken connection, a 5xx. It may have happened; ask before doing it again."""


class Declined(Exception):
    """A definite refusal. `code` is the gateway's; the sentence is for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class BadSignature(Exception):
    """A webhook that is not from the gateway, or not from now."""


@dataclass(frozen=True)
class Answer:
    """How something stands at the gateway. `amount` is what it moved or will move, `url` a page for the payer."""

    id: str
    status: Status
    amount: Money
    url: str = ""
    code: str = ""
    message: str = ""


@dataclass(frozen=True)
class CheckoutOrder:
    """A page where `amount` is paid until `expires_at`; addresses are absolute paths of our site."""

    reference: str
    amount: Money
    description: str
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class TransferOrder:
    """`amount` of what `payment_id` brought in, to the creator's own balance at the gateway."""

    reference: str
    amount: Money
    destination: str
    payment_id: str


@dataclass(frozen=True)
class ReversalOrder:
    """`amount` of a transfer, back from the creator's balance to ours."""

    reference: str
    amount: Money
    transfer_id: str


@dataclass(frozen=True)
class RefundOrder:
    """`amount` of a payment, back to the card it came from."""

    reference: str
    amount: Money
    payment_id: str


@dataclass(frozen=True)
class PayoutOrder:
    """`amount` from the creator's balance at the gateway to their bank account."""

    reference: str
    amount: Money
    account: str
    bank_account: str


@dataclass(frozen=True)
class BankAccount:
    """What we may keep of a bank account."""

    token: str
    last4: str
    holder: str
    currency: str


@dataclass(frozen=True)
class Event:
    """A verified webhook. It says where to look, never what to believe."""

    id: str
    kind: str
    object_id: str
    reference: str


class Gateway(Protocol):
    """Every method may raise `Unreachable`; those that move money may raise `Declined`."""

    name: str

    def open_checkout(self, order: CheckoutOrder) -> Answer: ...

    def close_checkout(self, payment_id: str) -> Answer:
        """Stop taking money there. The answer tells whether somebody was faster."""
        ...

    def payment(self, payment_id: str) -> Answer: ...

    def transfer(self, order: TransferOrder) -> Answer: ...

    def reverse(self, order: ReversalOrder) -> Answer: ...

    def refund(self, order: RefundOrder) -> Answer: ...

    def payout(self, order: PayoutOrder) -> Answer: ...

    def find(self, kind: Kind, reference: str) -> Answer | None:
        """What was made under our reference, however long ago; None: it never arrived."""
        ...

    def account(self, owner: str) -> str:
        """The gateway's account of a creator, by their public id."""
        ...

    def add_bank_account(self, owner: str, *, holder: str, number: str, currency: str) -> BankAccount:
        """Raises `Declined` with a sentence when the number cannot be one."""
        ...

    def balances(self) -> dict[tuple[str, str], int]:
        """Minor units by (account, currency); the account "" is ours."""
        ...

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Verify and read a webhook. Raises `BadSignature`."""
        ...
