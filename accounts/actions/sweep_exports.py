"""Let go of exports whose days are over."""

from django.db import transaction

from accounts.models import DataExport
from reelbyte import clock
from reelbyte.storages import private_storage

BATCH = 100


def delete_due_exports() -> int:
    """Delete the files first, then say so: a worker killed in between finds them due again. Returns how many."""
    due = DataExport.objects.filter(status=DataExport.Status.READY, expires_at__lte=clock.now()).order_by("pk")
    done = 0
    for export_id in due.values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            export = DataExport.objects.select_for_update(skip_locked=True).filter(pk=export_id).first()
            if export is None or export.status != DataExport.Status.READY:
                continue
            private_storage().delete(export.key)
            export.status = DataExport.Status.GONE
            export.save(update_fields=["status"])
            done += 1
    return done
