"""Money's part of a demo history and of other apps' tests: paid and settled without a browser or a worker."""

from datetime import datetime

from payments.actions.refresh_intent import refresh_intent
from payments.actions.run_operation import run_operation
from payments.actions.start_checkout import start_checkout
from payments.gateways import sandbox_cards
from payments.models import Operation, PaymentIntent, SandboxObject


def pay(intent: PaymentIntent, card: str = sandbox_cards.GOOD) -> PaymentIntent:
    """Pay an open checkout with a test card and book it: `on_funded` has run when this returns."""
    start_checkout(intent, back=intent.return_url)
    intent.refresh_from_db()
    sandbox_cards.pay(intent.gateway_id, card)
    return refresh_intent(intent.pk)


def leave_checkout(intent: PaymentIntent) -> None:
    """Somebody has gone to pay, and has not yet."""
    start_checkout(intent, back=intent.return_url)


def wait(escrow_ref: str, until: datetime) -> None:
    """What the gateway has not decided about this escrow, and what nobody has paid yet, stays so until then."""
    intents = PaymentIntent.objects.filter(escrow_ref=escrow_ref, status__in=PaymentIntent.OPEN)
    operations = Operation.objects.filter(escrow_ref=escrow_ref, status__in=Operation.UNDER_WAY)
    references = [str(intent.public_id) for intent in intents] + [operation.gateway_key for operation in operations]
    intents.update(expires_at=until)
    SandboxObject.objects.filter(reference__in=references, ripens_at__isnull=False).update(ripens_at=until)


def settle(escrow_ref: str = "") -> int:
    """Run the operations under way, those of one escrow or all; `on_released` and `on_refunded` have run then."""
    operations = Operation.objects.filter(status__in=Operation.UNDER_WAY)
    if escrow_ref:
        operations = operations.filter(escrow_ref=escrow_ref)
    ids = list(operations.order_by("id").values_list("pk", flat=True))
    for pk in ids:
        run_operation(pk)
    return len(ids)
