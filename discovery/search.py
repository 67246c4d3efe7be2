"""Finding by words: PostgreSQL's full text over one table, the best of it first.

Ranking every match of a common word costs as much as there are matches. So the usual search ranks the BEST matches by
quality among the documents of the first tier, and every match (capped) only when those do not fill a page.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from discovery.documents import CONFIG
from discovery.models import SearchDocument
from discovery.words import fold
from reelbyte.pagination import Page, decode_values, encode_values

LONGEST_QUERY = 120
BEST = 200  # by quality, that are ranked by how well they match
MOST = 2_000  # ranked when the best do not fill a page
START, STOP = "\x02", "\x03"  # around a found word; no document has them (see `words.clean`)

RANKED = """
    WITH asked AS (SELECT websearch_to_tsquery('{config}', %s) AS query),
    best AS MATERIALIZED ({best}),
    rest AS MATERIALIZED (SELECT * FROM ({rest}) AS every WHERE (SELECT count(*) FROM best) < %s),
    ranked AS (
        SELECT id, kind, object_id, title, body,
            (ts_rank(vector, query) * ln(2 + quality) * 1000000)::bigint AS relevance
        FROM (SELECT id FROM best UNION SELECT id FROM rest) AS matched
        JOIN discovery_searchdocument USING (id), asked
    ),
    page AS ({page})
    SELECT id, kind, object_id, relevance,
        ts_headline('{config}', title, query, 'HighlightAll=true, StartSel={start}, StopSel={stop}'),
        ts_headline('{config}', body, query,
            'MaxFragments=1, MinWords=8, MaxWords=20, StartSel={start}, StopSel={stop}')
    FROM page, asked ORDER BY relevance DESC, id DESC
"""
FROM_CURSOR = "SELECT * FROM ranked WHERE (relevance, id) < (%s, %s) ORDER BY relevance DESC, id DESC LIMIT %s"
OF_EACH = """
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY relevance DESC, id DESC) AS place FROM ranked
    ) AS placed WHERE place <= %s
"""


@dataclass(frozen=True)
class Match:
    """A document that was found, with the words that found it marked. `why` is empty when the text has none of them."""

    kind: str
    object_id: int
    title: SafeString | None = None
    why: SafeString | None = None
    is_featured: bool = False


def matching(documents: QuerySet[SearchDocument], text: str) -> QuerySet[SearchDocument]:
    """Those that say every word of `text`; all of them when it is empty."""
    asked = asked_for(text)
    return documents.filter(vector=SearchQuery(asked, config=CONFIG, search_type="websearch")) if asked else documents


def asked_for(text: str) -> str:
    """`text` as it is searched for."""
    return fold(text[:LONGEST_QUERY])


def ranked(documents: QuerySet[SearchDocument], text: str, *, cursor: str | None, size: int) -> Page:
    """A page of Matches of `documents`, best first. One query. Ends after BEST, or MOST when the best fill no page."""
    after = decode_values(cursor, (int, int)) or (2**62, 2**62)
    rows = _run([documents], text, fill=size, page=FROM_CURSOR, params=[*after, size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page([_match(row) for row in rows], encode_values((rows[-1][3], rows[-1][0])) if more else None)


def best_of_each(kinds: list[QuerySet[SearchDocument]], text: str, *, each: int) -> list[Match]:
    """The first `each` Matches of every queryset, each of one kind. One query."""
    return [_match(row) for row in _run(kinds, text, fill=each * len(kinds), page=OF_EACH, params=[each])]


def _run(sources: list[QuerySet[SearchDocument]], text: str, *, fill: int, page: str, params: list[Any]) -> list:
    found = [matching(source, text).order_by() for source in sources]
    best = [rows.filter(tier=1).order_by("-quality").values("id")[:BEST] for rows in found]
    best_sql, best_params = _union(best)
    rest_sql, rest_params = _union([rows.values("id")[:MOST] for rows in found])
    sql = RANKED.format(config=CONFIG, best=best_sql, rest=rest_sql, page=page, start=START, stop=STOP)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked_for(text), *best_params, *rest_params, fill, *params])
        return cursor.fetchall()


def _union(rows: list[QuerySet]) -> tuple[str, list[Any]]:
    parts = [row.query.sql_with_params() for row in rows]
    return " UNION ALL ".join(f"({sql})" for sql, _params in parts), [one for _sql, params in parts for one in params]


def _match(row: tuple) -> Match:
    _id, kind, object_id, _relevance, title, body = row
    return Match(kind, object_id, marked(title), marked(body) if START in body else None)


def marked(text: str) -> SafeString:
    """`text` escaped, with its found words in <mark>."""
    return mark_safe(escape(text).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 - escaped first
