"""Ask for everything that is kept about one."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import DataExport, User
from reelbyte import audit, clock, limits, outbox, policy
from reelbyte.errors import Conflict

GIVEN_UP = timedelta(days=1)  # whatever stopped it then, it may be asked for again


def request_export(user: User) -> DataExport:
    """A waiting export; the outbox makes it. Raises Conflict while one is being made, TooMany."""
    limits.take("accounts.export", user.pk, most=policy.EXPORTS_A_DAY, per=timedelta(days=1))
    try:
        with transaction.atomic():
            stuck = DataExport.objects.filter(
                user=user, status=DataExport.Status.WAITING, created_at__lt=clock.now() - GIVEN_UP
            )
            stuck.update(status=DataExport.Status.FAILED)
            export = DataExport.objects.create(user=user)
            audit.record(user, "accounts.export_requested", user)
            outbox.add("accounts.export", export.key, {"export": export.pk})
    except IntegrityError:
        raise Conflict(_("It is being put together already.")) from None
    return export
