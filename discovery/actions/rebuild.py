"""Make every document and the vocabulary anew, exactly."""

from django.db import connection, transaction

from discovery import vocabulary
from discovery.actions.rank_documents import rank_documents
from discovery.actions.refresh_document import REBUILD_LOCK, write
from discovery.documents import SOURCES, document
from discovery.models import SearchDocument

BATCH = 500


def rebuild() -> int:
    """Every row's document as it is now; what has none any more loses it. Returns how many there are.

    Refreshes wait until it is done: what changes meanwhile has its outbox row.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REBUILD_LOCK])
        for kind, source in SOURCES.items():
            kept: list[int] = []
            batch: list[SearchDocument] = []
            for row in source.rows().order_by("pk").iterator(chunk_size=BATCH):
                kept.append(row.pk)
                batch.append(document(kind, row))
                if len(batch) == BATCH:
                    write(batch)
                    batch = []
            write(batch)
            SearchDocument.objects.filter(kind=kind).exclude(object_id__in=kept).delete()
        vocabulary.rebuild(SearchDocument.objects.defer("vector").iterator(chunk_size=BATCH))
        rank_documents()
    return SearchDocument.objects.count()
