"""Money's part of a demo history and of other apps' tests: paid and settled without a browser or a worker."""

from payments.actions.refresh_intent import refresh_intent
from payments.actions.run_operation import run_operation
from payments.actions.start_checkout import start_checkout
from payments.gateways import sandbox_cards
from payments.models import Operation, PaymentIntent


def pay(intent: PaymentIntent, card: str = sandbox_cards.GOOD) -> PaymentIntent:
    """Pay an open checkout with a test card and book it: `on_funded` has run when this returns."""
    start_checkout(intent, back=intent.return_url)
    intent.refresh_from_db()
    sandbox_cards.pay(intent.gateway_id, card)
    return refresh_intent(intent.pk)


def settle(escrow_ref: str = "") -> int:
    """Run the operations under way, those of one escrow or all; `on_released` and `on_refunded` have run then."""
    operations = Operation.objects.filter(status__in=Operation.UNDER_WAY)
    if escrow_ref:
        operations = operations.filter(escrow_ref=escrow_ref)
    ids = list(operations.order_by("id").values_list("pk", flat=True))
    for pk in ids:
        run_operation(pk)
    return len(ids)
