"""Write a document again, after what it stands for has changed."""

from django.db import connection, transaction

from discovery import vocabulary
from discovery.documents import SOURCES, document, terms
from discovery.models import Kind, SearchDocument
from reelbyte.errors import Conflict

REBUILD_LOCK = 7_263_001  # an advisory lock: shared by those who refresh, exclusive for who rebuilds
WRITTEN = [
    field.name
    for field in SearchDocument._meta.concrete_fields
    if field.name not in ("id", "kind", "object_id", "tier")
]


class Rebuilding(Conflict):
    """Everything is being made anew: ask again when that is done."""


def refresh(kind: str, object_id: int) -> None:
    """Make one document what its row says now, or take it away. Idempotent; raises Rebuilding."""
    with transaction.atomic():
        _lock(kind, object_id)
        row = SOURCES[kind].rows().filter(pk=object_id).first()
        before = SearchDocument.objects.filter(kind=kind, object_id=object_id).first()
        if row is None:
            if before is not None:
                before.delete()
            after = None
        else:
            after = document(kind, row)
            write([after])
        vocabulary.count_in(terms(before), terms(after))


def refresh_person(user_id: int) -> None:
    """Every document of a person, and those they may have now and had not."""
    owners = {Kind.CREATOR: "user_id", Kind.GIG: "creator__user_id", Kind.JOB: "client_id"}
    for kind, owner in owners.items():
        had = SearchDocument.objects.filter(kind=kind, owner=user_id).values_list("object_id", flat=True)
        has = SOURCES[kind].rows().filter(**{owner: user_id}).values_list("pk", flat=True)
        for object_id in sorted({*had, *has}):
            refresh(kind, object_id)


def write(documents: list[SearchDocument]) -> None:
    """Save documents, new or known. The tier of a known one stays."""
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN, batch_size=500
    )


def _lock(kind: str, object_id: int) -> None:
    """One writer a document, and none beside a rebuild."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [REBUILD_LOCK])
        if not cursor.fetchone()[0]:
            raise Rebuilding
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"document:{kind}:{object_id}"])
