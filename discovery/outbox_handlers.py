"""Documents are written after the change they follow from."""

from datetime import timedelta

from discovery.actions.refresh_document import Rebuilding, refresh, refresh_person
from reelbyte import outbox

AGAIN = timedelta(seconds=10)


@outbox.handler("discovery.document")
def document(payload: dict) -> None:
    try:
        if "person" in payload:
            refresh_person(payload["person"])
        else:
            refresh(payload["kind"], payload["id"])
    except Rebuilding:
        raise outbox.Retry(AGAIN) from None
