"""Names of money's outbox topics; their handlers are in `outbox_handlers.py`."""

RUN_OPERATION = "payments.run_operation"
APPLY_EVENT = "payments.apply_event"
CLOSE_CHECKOUT = "payments.close_checkout"
SANDBOX_WEBHOOK = "payments.sandbox_webhook"
SANDBOX_RIPEN = "payments.sandbox_ripen"
