"""Finding by words: PostgreSQL's full text with a little forgiveness for typing."""

import operator
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Cast, Greatest

CONFIG = "english"
LONGEST_QUERY = 120
ALIKE = 0.5  # word similarity from which a misspelt word is taken for the one in the title
STEPS = 1_000_000  # ranks become integers: a float read back from a cursor is not always the same float


def matching(rows: QuerySet, text: str, *, words: dict[str, str], name: str, person: str) -> QuerySet:
    """`rows` that match `text`, annotated with `relevance` (an integer, higher is better).

    `words`: field -> weight (A to D) searched as text; `name` and `person`: fields compared letter by letter.
    """
    text = text.strip()[:LONGEST_QUERY]
    if not text:
        return rows
    vectors = [SearchVector(field, weight=weight, config=CONFIG) for field, weight in words.items()]
    vector = reduce(operator.add, vectors)
    query = SearchQuery(text, config=CONFIG, search_type="websearch")
    alike = Greatest(TrigramWordSimilarity(text, name), TrigramWordSimilarity(text, person))
    rows = rows.annotate(document=vector, alike=alike)
    rows = rows.annotate(relevance=Cast((SearchRank(F("document"), query) * 2 + F("alike")) * STEPS, IntegerField()))
    return rows.filter(Q(document=query) | Q(alike__gte=ALIKE))
