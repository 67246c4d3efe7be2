"""Who may open the pages of money."""

import json
from uuid import uuid4

from payments.gateways import sandbox_cards, sandbox_events
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import ANYBODY, COUNTERPARTY, CREATORS, FINANCE, MEMBERS, OWNER, SUPPORT, Rule

HERS, HIS = frozenset({OWNER}), frozenset({COUNTERPARTY})
# Before the browser is sent to the gateway, and when it comes back, the gateway is asked and what it says is booked.
ASKED = frozenset({"payments_paymentintent", "payments_moneyevent", "payments_sandboxobject", "payments_sandboxkey"})
EVENT = json.dumps({"id": "evt_1", "type": "payment.succeeded", "object": "pay_1", "reference": "not-ours"}).encode()


def _signed(world):
    return {sandbox_events.HEADER: sandbox_events.sign(EVENT)}


def _intent(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _gateway_page(name):
    return lambda world: {"gid": getattr(world, name).gateway_id}


TABLE = {
    "payments:checkout-start": Rule(get=HIS, args=_intent("checkout"), get_writes=ASKED),
    "payments:checkout-return": Rule(get=HIS, args=_intent("open_checkout"), get_writes=ASKED),
    "payments:checkout-detail": Rule(
        get=HIS, post=HIS, args=_gateway_page("open_checkout"), data=lambda w: {"card": sandbox_cards.GOOD}
    ),
    "payments:checkout-authentication": Rule(
        get=HIS, post=HIS, args=_gateway_page("asking_checkout"), data=lambda w: {"answer": "approve"}
    ),
    "payments:webhook": Rule(
        post=ANYBODY,
        args=lambda w: {"gateway": "sandbox"},
        data=lambda w: EVENT,
        headers=_signed,
        csrf=False,
        also=(
            Rule(
                args=lambda w: {"gateway": "sandbox"},
                data=lambda w: EVENT,
                closed=(400,),
                knows=ANYBODY,
                unused="nobody has signed it",
            ),
        ),
    ),
    "payments:earnings": Rule(get=CREATORS),
    "payments:transaction-list": Rule(get=MEMBERS),
    "payments:transaction-export": Rule(get=MEMBERS),
    "payments:payout-method-list": Rule(get=CREATORS),
    "payments:payout-method-create": Rule(
        get=CREATORS,
        post=CREATORS,
        data=lambda w: {"holder": "Alice Moreau", "number": "000123456789", "currency": "EUR"},
        step_up=True,
    ),
    "payments:payout-method-remove": Rule(post=HERS, args=_intent("method"), step_up=True),
    # Any creator has the page; to Alice's bank account only Alice sends.
    "payments:withdrawal-create": Rule(
        get=CREATORS,
        post=HERS,
        data=lambda w: {"method": str(w.method.public_id), "amount": "30", "key": str(uuid4())},
        closed=(422,),
    ),
    "payments:withdrawal-retry": Rule(post=HERS, args=_intent("withdrawal")),
    "payments:withdrawal-return": Rule(post=HERS, args=_intent("withdrawal")),
}

FINANCIAL, HELPING = frozenset({FINANCE}), frozenset({FINANCE, SUPPORT})
QUARANTINED, HELD_UP = Power(FINANCIAL, lambda w: w.quarantined), Power(FINANCIAL, lambda w: w.withdrawal)
DESKS = {
    **{
        f"payments.{model}": Desk(view=FINANCIAL)
        for model in (
            "Account",
            "Earning",
            "Entry",
            "GatewayEvent",
            "MoneyEvent",
            "PayoutMethod",
            "SandboxBankAccount",
            "SandboxKey",
            "SandboxObject",
            "Txn",
        )
    },
    "payments.Movement": Desk(view=HELPING),
    "payments.PaymentIntent": Desk(
        view=HELPING, actions={"send_back": QUARANTINED}, pages={"sending-back": QUARANTINED}
    ),
    "payments.Operation": Desk(
        view=HELPING,
        actions={"retry": HELD_UP, "take_back": HELD_UP},
        pages={"retry": HELD_UP, "return": HELD_UP},
    ),
}
