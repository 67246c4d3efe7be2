"""How the sandbox keeps its objects: once per key, under lock, ripening when their time has come."""

import hashlib
import json
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from payments.gateways import sandbox_events
from payments.gateways.base import Answer, Declined, Kind, Status
from payments.models import SandboxKey, SandboxObject
from reelbyte import clock
from reelbyte.money import Money

KEYS_HONOURED = timedelta(hours=24)
DECISION_DELAY = timedelta(seconds=20)

_FAILURES = {
    "payment": "card_declined",
    "refund": "refund_failed",
    "transfer": "payment_held",
    "payout": "account_closed",
}

_S = SandboxObject.Status
_HOLDS = (_S.SUCCEEDED, _S.PENDING)  # what has left a balance, though it may come back
_TOLD: dict[str, Status] = {
    _S.OPEN: "open",
    _S.AUTHENTICATING: "open",
    _S.PENDING: "pending",
    _S.SUCCEEDED: "succeeded",
    _S.FAILED: "failed",
    _S.EXPIRED: "expired",
}


def once(
    reference: str,
    kind: Kind,
    amount: Money,
    *,
    asked: Sequence[str],
    check: Callable[[], dict[str, Any]] | None = None,
    **fields: Any,
) -> SandboxObject:
    """The object made for `reference` within the last day, or a new one.

    `check` runs under the platform's lock, refuses with `Declined`, and gives more fields.
    """
    digest = hashlib.sha256(json.dumps([kind, amount.minor, amount.currency, *asked]).encode()).hexdigest()
    with transaction.atomic():
        fresh = SandboxKey(key=reference, request_hash=digest, expires_at=clock.now() + KEYS_HONOURED)
        SandboxKey.objects.bulk_create([fresh], ignore_conflicts=True)
        key = SandboxKey.objects.select_for_update().get(key=reference)
        if key.made_id is not None and key.expires_at > clock.now():
            if key.request_hash != digest:
                raise Declined("idempotency_error", _("This key was used for another request."))
            return locked(key.made.gid)  # type: ignore[union-attr]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('payments.sandbox'))")
        values = {"status": _S.SUCCEEDED, "data": {}, **fields, **(check() if check else {})}
        made = SandboxObject.objects.create(
            gid=f"{kind[:3]}_{uuid.uuid4().hex}",
            kind=kind,
            reference=reference,
            amount_minor=amount.minor,
            currency=amount.currency,
            **values,
        )
        key.made, key.request_hash, key.expires_at = made, digest, clock.now() + KEYS_HONOURED
        key.save()
        if made.status == _S.PENDING:
            sandbox_events.tell_when_ripe(made)
        elif made.status != _S.OPEN:
            sandbox_events.tell(made)
        return made


def locked(gid: str) -> SandboxObject:
    """The object under its row lock, as of now. Call inside a transaction."""
    found = SandboxObject.objects.select_for_update().filter(gid=gid).first()
    if found is None:
        raise Declined("resource_missing", _("There is no such thing at the gateway."))
    return ripened(found)


def ripened(found: SandboxObject) -> SandboxObject:
    """What time has decided since: an open checkout expires, what was pending ends."""
    if found.ripens_at is None or found.ripens_at > clock.now():
        return found
    if found.status == _S.PENDING:
        decide(found, found.data.get("ends", _S.SUCCEEDED))
    elif found.status in (_S.OPEN, _S.AUTHENTICATING):
        decide(found, _S.EXPIRED)
    return found


def decide(found: SandboxObject, status: str, *, code: str = "", ripens_at: datetime | None = None) -> None:
    """Move a locked object on, and tell the merchant."""
    found.status, found.code, found.ripens_at = status, code, ripens_at
    if status == _S.FAILED and not code:
        found.code = _FAILURES[found.kind]
    found.save()
    sandbox_events.tell(found)
    if status == _S.PENDING:
        sandbox_events.tell_when_ripe(found)


def used(parent: SandboxObject) -> int:
    """How much of a payment was refunded, or of a transfer reversed, in minor units."""
    return _sum(Q(parent=parent, kind__in=("refund", "reversal"), status__in=_HOLDS))


def balance(account: str, currency: str) -> int:
    """Minor units that lie in a creator's balance, or in ours for ""."""
    mine = Q(currency=currency)
    if account:
        mine &= Q(account=account)
        return (
            _sum(mine & Q(kind="transfer", status__in=_HOLDS))
            - _sum(mine & Q(kind="reversal", status=_S.SUCCEEDED))
            - _sum(mine & Q(kind="payout", status__in=_HOLDS))
        )
    return (
        _sum(mine & Q(kind__in=("payment", "reversal"), status=_S.SUCCEEDED))
        - _sum(mine & Q(kind="refund", status__in=_HOLDS))
        - _sum(mine & Q(kind="transfer", status__in=_HOLDS))
    )


def require(held: int, amount: Money) -> None:
    """Refuse what is more than `held` minor units."""
    if held < amount.minor:
        raise Declined("balance_insufficient", _("The balance at the gateway is not sufficient."))


def answer(found: SandboxObject) -> Answer:
    url = reverse("payments:checkout-detail", args=[found.gid]) if found.kind == "payment" else ""
    message = {
        "card_declined": _("The card was declined."),
        "account_closed": _("The bank account is closed."),
        "refund_failed": _("The bank did not take the refund."),
        "payment_held": _("The client's bank holds the payment back."),
    }.get(found.code, "")
    return Answer(found.gid, _TOLD[found.status], found.amount, url=url, code=found.code, message=message)


def _sum(condition: Q) -> int:
    return SandboxObject.objects.filter(condition).aggregate(total=Sum("amount_minor"))["total"] or 0
