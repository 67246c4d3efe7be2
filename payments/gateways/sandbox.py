"""The gateway for everybody without keys: test money, behaving like the real ones where it hurts.

It has its own tables, honours idempotency keys for a day only, refuses what exceeds a balance, decides some things
later, and tells by signed webhooks (each sent twice). Its checkout page is `payments/views/sandbox.py`.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from payments.gateways import sandbox_book as book
from payments.gateways import sandbox_events
from payments.gateways.base import (
    Answer,
    BadSignature,
    BankAccount,
    CheckoutOrder,
    Declined,
    Event,
    Kind,
    PayoutOrder,
    RefundOrder,
    ReversalOrder,
    TransferOrder,
)
from payments.gateways.sandbox_cards import fate
from payments.models import SandboxBankAccount, SandboxObject
from reelbyte import clock

# Number of a bank account -> how a payout to it ends.
BANK_GOOD = "000123456789"
BANK_REFUSES = "000111111116"

Status = SandboxObject.Status


class SandboxGateway:
    """See `payments.gateways.base.Gateway`."""

    name = "sandbox"

    def open_checkout(self, order: CheckoutOrder) -> Answer:
        data = {
            "description": order.description,
            "return_url": order.return_url,
            "cancel_url": order.cancel_url,
        }
        made = book.once(
            order.reference,
            "payment",
            order.amount,
            status=Status.OPEN,
            data=data,
            ripens_at=order.expires_at,
            asked=[order.description],
        )
        return book.answer(made)

    def close_checkout(self, payment_id: str) -> Answer:
        with transaction.atomic():
            payment = book.locked(payment_id)
            if payment.status in (Status.OPEN, Status.AUTHENTICATING):
                book.decide(payment, Status.EXPIRED)
            return book.answer(payment)

    def payment(self, payment_id: str) -> Answer:
        with transaction.atomic():
            return book.answer(book.locked(payment_id))

    def transfer(self, order: TransferOrder) -> Answer:
        def check() -> dict[str, Any]:
            payment = book.locked(order.payment_id)
            if payment.status != Status.SUCCEEDED:
                raise Declined("payment_not_settled", _("The payment has not arrived yet."))
            book.require(book.balance("", order.amount.currency), order.amount)
            return {"parent": payment, "account": order.destination, **fate(payment, "transfer")}

        return book.answer(book.once(order.reference, "transfer", order.amount, check=check, asked=[order.destination]))

    def reverse(self, order: ReversalOrder) -> Answer:
        def check() -> dict[str, Any]:
            transfer = book.locked(order.transfer_id)
            book.require(transfer.amount_minor - book.used(transfer), order.amount)
            book.require(book.balance(transfer.account, order.amount.currency), order.amount)
            return {"parent": transfer, "account": transfer.account}

        return book.answer(book.once(order.reference, "reversal", order.amount, check=check, asked=[order.transfer_id]))

    def refund(self, order: RefundOrder) -> Answer:
        def check() -> dict[str, Any]:
            payment = book.locked(order.payment_id)
            if payment.status != Status.SUCCEEDED or payment.currency != order.amount.currency:
                raise Declined("charge_not_refundable", _("This payment cannot be refunded."))
            if payment.amount_minor - book.used(payment) < order.amount.minor:
                raise Declined("refund_exceeds_charge", _("More than was paid cannot be refunded."))
            book.require(book.balance("", order.amount.currency), order.amount)
            return {"parent": payment, **fate(payment, "refund")}

        return book.answer(book.once(order.reference, "refund", order.amount, check=check, asked=[order.payment_id]))

    def payout(self, order: PayoutOrder) -> Answer:
        def check() -> dict[str, Any]:
            bank = SandboxBankAccount.objects.filter(token=order.bank_account, account=order.account).first()
            if bank is None or bank.currency != order.amount.currency:
                raise Declined("bank_account_unusable", _("This bank account cannot be paid."))
            book.require(book.balance(order.account, order.amount.currency), order.amount)
            return {
                "account": order.account,
                "status": Status.PENDING,
                "data": {"ends": Status.FAILED if bank.number == BANK_REFUSES else Status.SUCCEEDED},
                "ripens_at": clock.now() + book.DECISION_DELAY,
            }

        made = book.once(order.reference, "payout", order.amount, check=check, asked=[order.bank_account])
        return book.answer(made)

    def find(self, kind: Kind, reference: str) -> Answer | None:
        with transaction.atomic():
            found = (
                SandboxObject.objects.select_for_update().filter(kind=kind, reference=reference).order_by("id").first()
            )
            return book.answer(book.ripened(found)) if found else None

    def account(self, owner: str) -> str:
        return "acct_" + owner.replace("-", "")

    def add_bank_account(self, owner: str, *, holder: str, number: str, currency: str) -> BankAccount:
        digits = "".join(number.split())
        if digits not in (BANK_GOOD, BANK_REFUSES):
            raise Declined(
                "not_a_test_number", _("Use one of the sandbox's test accounts: real ones are not accepted.")
            )
        bank = SandboxBankAccount.objects.create(
            token=f"ba_{uuid.uuid4().hex}",
            account=self.account(owner),
            holder=holder,
            number=digits,
            currency=currency,
        )
        return BankAccount(token=bank.token, last4=digits[-4:], holder=holder, currency=currency)

    def balances(self) -> dict[tuple[str, str], int]:
        known = set(SandboxObject.objects.values_list("account", "currency").distinct())
        known |= {("", currency) for _account, currency in known}
        return {(account, currency): book.balance(account, currency) for account, currency in sorted(known)}

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        sandbox_events.verify(body, headers.get(sandbox_events.HEADER, ""))
        try:
            told = json.loads(body)
            return Event(told["id"], told["type"], told["object"], told["reference"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadSignature("signed, but not an event") from error
