"""The permission matrix: every URL name, every method, every kind of person.

A table says who may; what it does not say is refused. A URL that no table names fails the run, so a
new view cannot be forgotten.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE)\b.*", re.IGNORECASE | re.DOTALL)
# Rows of the visit itself, not of the product.
VISIT = ("django_session", "account_emailconfirmation", "usersessions_usersession")


@dataclass(frozen=True)
class Rule:
    """Who may call one URL. `get` and `post` name roles; `args` and `data` are made from the test's world."""

    get: frozenset[str] = frozenset()
    post: frozenset[str] = frozenset()
    args: Callable[[Any], dict] = field(default=lambda world: {})
    data: Callable[[Any], dict] = field(default=lambda world: {})
    query: Callable[[Any], dict] = field(default=lambda world: {})
    other: frozenset[str] = frozenset()  # other methods that somebody may use

    def allowed(self, method: str) -> frozenset[str]:
        """The roles that may call with `method`."""
        return {"GET": self.get, "POST": self.post}.get(method, frozenset())

    def methods(self) -> tuple[str, ...]:
        return METHODS


@dataclass(frozen=True)
class Answer:
    """What a call came to: its status, whether it was let in, and the rows it tried to change."""

    status: int
    let_in: bool
    writes: list[str]


def url_names() -> Iterator[str]:
    """Every named URL of the site, with its namespace; a URL without a name is named by its pattern."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list, namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"


def call(client: Client, name: str, rule: Rule, method: str, world: Any) -> Answer:
    """Call it as the person signed in on `client`."""
    url = reverse(name, kwargs=rule.args(world))
    with CaptureQueriesContext(connection) as queries:
        if method == "GET":
            response = client.get(url, rule.query(world))
        else:
            response = client.generic(method, url) if method != "POST" else client.post(url, rule.data(world))
    writes = [
        query["sql"]
        for query in queries.captured_queries
        if WRITES.match(query["sql"]) and not any(table in query["sql"] for table in VISIT)
    ]
    return Answer(response.status_code, _let_in(response), writes)


def _let_in(response: Any) -> bool:
    """A refusal of access is a sign-in redirect, 401, 403, 404 or 405; a refusal by a rule of the product is not."""
    if response.status_code in (401, 403, 404, 405):
        return False
    location = response.get("Location", "")
    return not (response.status_code == 302 and re.search(r"/accounts/(login|reauthenticate|2fa)", location))
