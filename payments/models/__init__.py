"""Money's rows. The ledger (account, txn, entry) is the truth; everything else says why it moved."""

from payments.models.account import Account
from payments.models.earning import Earning
from payments.models.entry import Entry
from payments.models.event import MoneyEvent
from payments.models.inbox import GatewayEvent
from payments.models.intent import PaymentIntent
from payments.models.movement import Movement
from payments.models.operation import Operation
from payments.models.payout_method import PayoutMethod
from payments.models.sandbox import SandboxBankAccount, SandboxKey, SandboxObject
from payments.models.txn import Txn

__all__ = [
    "Account",
    "Earning",
    "Entry",
    "GatewayEvent",
    "MoneyEvent",
    "Movement",
    "Operation",
    "PaymentIntent",
    "PayoutMethod",
    "SandboxBankAccount",
    "SandboxKey",
    "SandboxObject",
    "Txn",
]
