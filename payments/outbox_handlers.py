"""Topics of the outbox that move money."""

from payments import outbox_topics as topics
from payments.actions.apply_event import apply_event
from payments.actions.refresh_intent import close_checkout
from payments.actions.run_operation import run_operation
from payments.gateways import sandbox_events
from reelbyte import outbox

QUEUE = "money"


@outbox.handler(topics.RUN_OPERATION, queue=QUEUE)
def _run_operation(payload: dict) -> None:
    run_operation(payload["operation"], attempt=payload["attempt"])


@outbox.handler(topics.APPLY_EVENT, queue=QUEUE)
def _apply_event(payload: dict) -> None:
    apply_event(payload["event"])


@outbox.handler(topics.CLOSE_CHECKOUT, queue=QUEUE)
def _close_checkout(payload: dict) -> None:
    close_checkout(payload["intent"])


outbox.handler(topics.SANDBOX_WEBHOOK, queue=QUEUE)(sandbox_events.deliver)
outbox.handler(topics.SANDBOX_RIPEN, queue=QUEUE)(sandbox_events.ripen)
