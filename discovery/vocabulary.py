"""The words of the documents: kept exactly, completed, and used to correct slips."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from discovery.models import SearchDocument, Vocabulary
from discovery.words import SHORTEST_WORD, fold, words

COMPLETED = 3  # words offered for what is being typed
PHRASES = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_SLIPPED = 12  # letters; longer words have enough trigrams left

# Sorted, so that two writers take the rows' locks in one order.
ADD = """
    INSERT INTO discovery_vocabulary (kind, term, documents)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS told (kind, term, change) ORDER BY kind, term
    ON CONFLICT (kind, term) DO UPDATE SET documents = discovery_vocabulary.documents + excluded.documents
"""
TAKE = """
    UPDATE discovery_vocabulary AS known SET documents = known.documents - 1
    FROM (
        SELECT id FROM discovery_vocabulary
        JOIN unnest(%s::text[], %s::text[]) AS untold (kind, term) USING (kind, term)
        ORDER BY kind, term FOR UPDATE
    ) AS locked WHERE known.id = locked.id
"""
# Known words near the asked ones: the word itself (0), one that it begins (1), one a slip away (2), one that shares
# most of its trigrams (3).
NEAR = """
    SELECT word, term, CASE WHEN term = word THEN 0 ELSE 1 END AS step, documents, 1.0
    FROM unnest(%(words)s::text[]) AS asked (word)
    JOIN LATERAL (
        SELECT term, documents FROM discovery_vocabulary
        WHERE kind = 'word' AND documents > 0 AND term LIKE asked.word || '%%'
        ORDER BY term = asked.word DESC, documents DESC, term LIMIT 1
    ) AS begun ON TRUE
    UNION ALL
    SELECT word, term, 2, documents, 1.0
    FROM unnest(%(slipped)s::text[], %(slips)s::text[]) AS asked (word, slip)
    JOIN discovery_vocabulary ON kind = 'word' AND documents > 0 AND term = slip
    UNION ALL
    SELECT word, term, 3, documents, likeness
    FROM unnest(%(words)s::text[]) AS asked (word)
    JOIN LATERAL (
        SELECT term, documents, similarity(term, asked.word) AS likeness FROM discovery_vocabulary
        WHERE kind = 'word' AND documents > 0 AND term %% asked.word
        ORDER BY likeness DESC, documents DESC, term LIMIT 1
    ) AS alike ON TRUE
"""
COMPLETIONS = """
    (SELECT term, kind, documents FROM discovery_vocabulary
     WHERE kind = 'phrase' AND documents > 0 AND term LIKE %s ORDER BY documents DESC, term LIMIT %s)
    UNION ALL
    (SELECT term, kind, documents FROM discovery_vocabulary
     WHERE kind = 'word' AND documents > 0 AND term LIKE %s ORDER BY documents DESC, term LIMIT %s)
"""


def count_in(before: set[tuple[str, str]], after: set[tuple[str, str]]) -> None:
    """A document said `before` and says `after`. Inside the transaction that writes it, with the document locked."""
    with connection.cursor() as cursor:
        if told := sorted(after - before):
            kinds, said = zip(*told, strict=True)
            cursor.execute(ADD, [list(kinds), list(said), [1] * len(told)])
        if untold := sorted(before - after):
            kinds, said = zip(*untold, strict=True)
            cursor.execute(TAKE, [list(kinds), list(said)])
            Vocabulary.objects.filter(term__in=said, documents=0).delete()


def rebuild(documents: Iterable[SearchDocument]) -> None:
    """Count everything anew. Nobody may be writing documents meanwhile (see `actions.rebuild`)."""
    from discovery.documents import terms

    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        counts.update(terms(document))
    Vocabulary.objects.all().delete()
    Vocabulary.objects.bulk_create(
        (Vocabulary(kind=kind, term=term, documents=count) for (kind, term), count in sorted(counts.items())),
        batch_size=2_000,
    )


def corrected(text: str) -> str:
    """`text` with every unknown word replaced by the nearest known one; "" when there is nothing to correct it to.

    One query. Written for queries that found nothing.
    """
    asked = words(text)
    if not asked:
        return ""
    slips = [(word, slip) for word in asked if len(word) <= LONGEST_SLIPPED for slip in _slips(word)]
    slipped, wrong = zip(*slips, strict=True) if slips else ((), ())
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"words": asked, "slipped": list(slipped), "slips": list(wrong)})
        near = cursor.fetchall()
    nearest: dict[str, str] = {}
    for word, term, _step, _documents, _likeness in sorted(near, key=lambda row: (row[2], -row[4], -row[3], row[1])):
        nearest.setdefault(word, term)
    found = [nearest.get(word) for word in asked]
    better = " ".join(word for word in found if word)
    return better if better != " ".join(asked) else ""


def _slips(word: str) -> set[str]:
    """What `word` could have been with one letter too many, missing, wrong, or two changed places."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in halves if right for letter in LETTERS}
    missing = {left + letter + right for left, right in halves for letter in LETTERS}
    return (dropped | swapped | wrong | missing) - {word}


def completions(text: str) -> list[str]:
    """What `text` may become: phrases of the trade, then its last word completed. At most PHRASES + COMPLETED."""
    typed = fold(text)
    *before, last = typed.split() or [""]
    if len(last) < 2:
        return []
    like = [term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for term in (typed, last)]
    with connection.cursor() as cursor:
        cursor.execute(COMPLETIONS, [like[0], PHRASES, like[1], COMPLETED if len(last) >= SHORTEST_WORD else 0])
        rows = cursor.fetchall()
    phrases = [term for term, kind, _documents in rows if kind == "phrase"]
    typed_on = [" ".join([*before, term]) for term, kind, _documents in rows if kind == "word"]
    return list(dict.fromkeys([*phrases, *typed_on]))
