"""Say which documents are the best of their kind: the usual search looks there first."""

from django.db import transaction

from discovery.models import Kind, SearchDocument

BEST_OF_A_KIND = 50_000  # about 17 MB of index: small enough to stay in memory


@transaction.atomic
def rank_documents(best: int = BEST_OF_A_KIND) -> int:
    """Tier 1 for the `best` of each kind by quality, 2 for the rest. Only what changes is written. Returns how many."""
    changed = 0
    for kind in Kind:
        documents = SearchDocument.objects.filter(kind=kind)
        last = documents.order_by("-quality", "id").values_list("quality", flat=True)[best - 1 : best].first()
        if last is None:
            changed += documents.filter(tier=2).update(tier=1)
            continue
        changed += documents.filter(tier=2, quality__gte=last).update(tier=1)
        changed += documents.filter(tier=1, quality__lt=last).update(tier=2)
    return changed
