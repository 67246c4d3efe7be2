"""How long finding takes, beside the naive way, in one run on one machine: believe the ratios.

`python -m bench.search [--documents 40000]` writes that many generated documents into the database of this checkout
in a transaction that is taken back, asks, and prints milliseconds. Words are as rare as in a language (Zipf).
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import django

os.environ.setdefault("DEBUG", "1")
SEED, TOP_WORDS, LENGTH = 7, 12_000, 60
ASKED = {"a common word": 1, "one in ten": 12, "rare": 400, "very rare": 4_000}
ROUNDS = 25

NAIVE = """
    SELECT id, ts_rank(vector, q) AS rank FROM discovery_searchdocument, websearch_to_tsquery('english', %s) AS q
    WHERE kind = 'gig' AND vector @@ q ORDER BY rank DESC, id DESC LIMIT 25
"""
TRIGRAM = """
    SELECT id FROM discovery_searchdocument WHERE word_similarity(%s, title_key) > 0.5
    ORDER BY word_similarity(%s, title_key) DESC LIMIT 25
"""
INSERT = """
    INSERT INTO discovery_searchdocument (kind, object_id, owner_id, members_only, title, title_key, keywords, body,
        names, vector, quality, tier, tops, skills, languages, shapes, lengths, country, is_verified, currency,
        price_minor, rating_average, rating_count, finished_count, published_at, top_id, category_id)
    SELECT 'gig', 10000000 + n, %(owner)s, false, title, title, '', body, '',
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'C'),
        (n * 7919 %% 60000) / 1000.0, 1, '{}', '{}', '{}', '{}', '{}', '', false, 'EUR', 5000 + n * 31 %% 90000,
        0, 0, n %% 40, %(now)s - n * interval '1 minute', %(top)s, %(top)s
    FROM unnest(%(numbers)s::bigint[], %(titles)s::text[], %(bodies)s::text[]) AS made (n, title, body)
"""


def main() -> None:
    """Generate, ask, print, take back."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=40_000)
    count = parser.parse_args().documents
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reelbyte.settings")
    from manage import engines

    with engines(["bench"]):
        django.setup()
        from django.conf import settings
        from django.db import connection, transaction
        from psycopg.conninfo import conninfo_to_dict

        # Statistics of a table are its owner's to gather; without them the planner would guess.
        owner = conninfo_to_dict(settings.DATABASE_OWNER_URL)
        connection.settings_dict |= {"USER": owner["user"], "PASSWORD": owner.get("password", "")}
        with transaction.atomic():
            _run(count)
            transaction.set_rollback(True)


def _run(count: int) -> None:
    from django.db import connection

    from discovery import search, vocabulary
    from discovery.actions.rank_documents import rank_documents
    from discovery.models import SearchDocument
    from discovery.queries import documents_for
    from reelbyte.pagination import paginate

    words = _generate(count)
    rank_documents()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE discovery_searchdocument")
        cursor.execute("ANALYZE discovery_vocabulary")

    def run(sql: str, *params: Any) -> Callable[[], Any]:
        def ask() -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                cursor.fetchall()

        return ask

    documents = documents_for(None).filter(kind="gig")
    print(f"{count} documents\n{'':34}{'p50 ms':>9}{'p95 ms':>9}")
    for label, place in ASKED.items():
        word = words[place]
        found = search.matching(documents, word).count()
        naive = _line(f"{label} ({found}): naive", run(NAIVE, word))
        tiered = _line(f"{label} ({found}): ours", partial(search.ranked, documents, word, cursor=None, size=24))
        print(f"{'':34}{naive / tiered:>8.1f}x faster, with both texts marked")
    order = ("-published_at", "-id")
    rows = documents.only("kind", "object_id", "published_at")
    first = _line("newest, page 1", lambda: paginate(rows, order=order, cursor=None))
    cursor_deep = _cursor_at(documents, count * 3 // 4)
    deep = _line("newest, three quarters down", lambda: paginate(rows, order=order, cursor=cursor_deep))
    offset = _line("the same by OFFSET", lambda: list(rows.order_by(*order)[count * 3 // 4 : count * 3 // 4 + 24]))
    print(f"{'':34}{deep / first:>8.1f}x page 1, {offset / deep:.0f}x faster than OFFSET")
    typo = words[900][:3] + words[900][4:]
    ours = _line("a slip: vocabulary", lambda: vocabulary.corrected(typo))
    theirs = _line("a slip: trigrams of titles", run(TRIGRAM, typo, typo))
    print(f"{'':34}{theirs / ours:>8.1f}x faster")
    _line("suggestions", lambda: vocabulary.completions(words[900][:3]))
    from django.http import QueryDict

    from discovery.filters import GigFilter

    query = QueryDict(f"q={words[12]}&most=600&currency=EUR")
    _line("counts beside the choices", lambda: _uncached(GigFilter(query, documents_for(None), "/gigs/")))
    print(f"{SearchDocument.objects.count()} documents in the table")


def _uncached(found: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    found.figures()


def _generate(count: int) -> list[str]:
    """Documents and their vocabulary; the words, commonest first."""
    from django.db import connection

    from accounts.models import User
    from creators.models import Category
    from discovery.models import Vocabulary
    from reelbyte import clock

    chance = random.Random(SEED)  # noqa: S311 - generated texts, the same every time
    words = [_word(chance) for _ in range(TOP_WORDS)]
    weights = [1 / (place + 2) for place in range(TOP_WORDS)]
    owner = User.objects.create(email="bench@example.com", name="Bench")
    top = Category.objects.top().first()
    assert top is not None
    for start in range(0, count, 2_000):
        numbers = list(range(start + 1, min(start + 2_000, count) + 1))
        texts = [chance.choices(words, weights, k=LENGTH) for _ in numbers]
        with connection.cursor() as cursor:
            cursor.execute(
                INSERT,
                {
                    "owner": owner.pk, "now": clock.now() - timedelta(days=1), "top": top.pk, "numbers": numbers,
                    "titles": [" ".join(text[:6]) for text in texts], "bodies": [" ".join(text[6:]) for text in texts],
                },
            )  # fmt: skip
    Vocabulary.objects.bulk_create(
        (
            Vocabulary(kind="word", term=word, documents=max(1, count // (place + 2)))
            for place, word in enumerate(words)
        ),
        ignore_conflicts=True,
    )
    return words


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def _cursor_at(documents: Any, place: int) -> str:
    from reelbyte.pagination import encode_values

    row = documents.order_by("-published_at", "-id")[place]
    return encode_values((row.published_at, row.pk))


def _line(label: str, ask: Callable[[], Any]) -> float:
    """Ask ROUNDS times, print, and give the median back. The first time is not counted."""
    ask()
    taken = sorted(_times(ask))
    median = statistics.median(taken)
    print(f"{label:34}{median:9.1f}{taken[int(len(taken) * 0.95)]:9.1f}")
    return median


def _times(ask: Callable[[], Any]) -> Iterator[float]:
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        yield (time.perf_counter() - begun) * 1_000


if __name__ == "__main__":
    main()
