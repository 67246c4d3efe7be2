"""The permission matrix: every URL, every method, every kind of person.

A table says who may; what it does not say is refused. A URL that no table names fails the run, so a new view
cannot be forgotten. What was written is counted by PostgreSQL itself, so a trigger, a function or a row that
was rolled back counts too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.http import urlencode

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

ANONYMOUS, STRANGE_CREATOR, STRANGE_CLIENT = "anonymous", "strange creator", "strange client"
OWNER, COUNTERPARTY, BLOCKED, SUSPENDED = "owner", "counterparty", "blocked", "suspended"
MODERATOR, FINANCE, SUPPORT = "moderator", "finance", "support"
NO_FACTOR, NO_GROUP = "moderator without a second factor", "staff without a group"  # tried at the desks only

STAFF = frozenset({MODERATOR, FINANCE, SUPPORT})
ANYBODY = STAFF | {ANONYMOUS, STRANGE_CREATOR, STRANGE_CLIENT, OWNER, COUNTERPARTY, BLOCKED, SUSPENDED}
NOBODY: frozenset[str] = frozenset()
# A suspended person's sessions are anonymous, so these two always go together.
VISITORS = frozenset({ANONYMOUS, SUSPENDED})
MEMBERS = ANYBODY - VISITORS
CREATORS = frozenset({STRANGE_CREATOR, OWNER, BLOCKED})
CLIENTS = MEMBERS - {STRANGE_CREATOR, OWNER}

FORBIDDEN, NOT_FOUND, NOT_ALLOWED, TOO_MANY, BROKEN = 403, 404, 405, 429, 500
REFUSALS = (401, FORBIDDEN, NOT_FOUND, NOT_ALLOWED)
PROVE_IT = "/accounts/reauthenticate/"
# Pages that a refusal leads to: sign in, prove it again, take on the role first.
GATES = ("/accounts/login/", PROVE_IT, "/settings/", "/admin/login/")
# The visit's own rows. Everything else is the product's.
VISIT = frozenset({"django_session"})
COUNTED = """
    SELECT * FROM (
        SELECT oid, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid) AS rows
        FROM unnest(%s::oid[]) AS oid
    ) AS counts WHERE rows > 0
"""
STATEMENT = re.compile(r"\b(INSERT INTO|(?<!FOR )(?<!KEY )UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\b", re.IGNORECASE)

Made = Callable[[Any], dict[str, Any]]


def _nothing(world: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Rule:
    """Who may call one URL, with which object of the test's world. `get` and `post` name roles.

    Whoever may POST must, in at least one role, write a row with this very `data`: otherwise a refused POST that
    writes nothing would prove nothing. `inert` says why one writes nothing even so; `unused` why nobody may at all.
    """

    get: frozenset[str] = NOBODY
    post: frozenset[str] = NOBODY
    args: Made = _nothing
    query: Made = _nothing
    data: Callable[[Any], dict[str, Any] | bytes] = _nothing
    headers: Made = _nothing
    knows: frozenset[str] = NOBODY  # those who may not, but may know that it is there
    step_up: bool = False  # asks for the password again, unless that was just now
    closed: tuple[int | str, ...] = ()  # more statuses, or paths led to, that are a refusal here
    get_writes: frozenset[str] = frozenset()  # tables that a GET may write: what was read, when
    silent: bool = False  # a refused POST is answered like one for what is not there, whatever that is
    csrf: bool = True  # False: called by machines, which sign what they send
    as_post: frozenset[str] = frozenset()  # methods that the view takes for a POST
    inert: str = ""
    unused: str = ""
    also: tuple["Rule", ...] = ()  # the same URL with other objects

    def allowed(self, method: str) -> frozenset[str]:
        """The roles that may call with `method`."""
        if method in self.as_post:
            return self.post
        return {"GET": self.get, "POST": self.post}.get(method, NOBODY)

    def cases(self) -> Iterator["Rule"]:
        """This rule, and those for the same URL with other objects."""
        yield self
        for rule in self.also:
            yield from rule.cases()


# --- The site's addresses ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Url:
    """One pattern of the urlconf. `name` has its namespace; a pattern without a name is named by its route."""

    name: str
    route: str

    def path(self, args: dict[str, Any]) -> str:
        """The address with `args` in it."""
        if "(?P<" in self.route:
            return reverse(self.name, kwargs=args)
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(args[found.group(1)]), self.route)


def urls(patterns: list | None = None, namespace: str = "", prefix: str = "") -> Iterator[Url]:
    """Every pattern of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).removeprefix("^" if prefix else "")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from urls(pattern.url_patterns, inner, route)
        elif isinstance(pattern, URLPattern):
            yield Url(f"{namespace}{pattern.name}" if pattern.name else f"{namespace}{route}", route)


def url_names() -> Iterator[str]:
    """The name of every pattern of the site."""
    return (url.name for url in urls())


def merged(what: str) -> dict[str, Any]:
    """The tables called `what` of every app's `tests/permissions.py`, as one. A name stands in one of them."""
    table: dict[str, Any] = {}
    for app in settings.OUR_APPS:
        if app in settings.INSTALLED_APPS and find_spec(f"{app}.tests.permissions"):
            entries = getattr(import_module(f"{app}.tests.permissions"), what, {})
            if twice := table.keys() & entries.keys():
                raise ValueError(f"declared twice: {sorted(twice)}")
            table |= entries
    return table


def undeclared(found: Iterable[str], table: dict[str, Any]) -> list[str]:
    """What of `found` the table does not name, and what it names that is not there."""
    found = set(found)
    return [f"{name}: nothing says who may" for name in sorted(found - table.keys())] + [
        f"{name}: declared, and not there" for name in sorted(table.keys() - found)
    ]


# --- Calling ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What a call came to. `writes` are the rows it wrote or tried to, by table."""

    status: int
    location: str = ""
    writes: Counter[str] = field(default_factory=Counter)
    statements: tuple[str, ...] = ()

    def is_refusal(self, rule: Rule, path: str, *, led_on: bool = False) -> bool:
        """Of access. A refusal by a rule of the product (409, 422) is not one, unless `rule` says so.

        `led_on`: a page that refused people are sent to may also be where one goes on to.
        """
        where = urlsplit(self.location).path
        gated = where in GATES and where != urlsplit(path).path
        closed = self.status in rule.closed or (where in rule.closed and not led_on)
        return self.status in REFUSALS or gated or closed

    def __str__(self) -> str:
        told = f"{self.status} {self.location[:80]}".strip()
        return f"{told} {dict(self.writes)} {self.statements}" if self.writes else told


class Site(BaseHandler):
    """The whole site with every middleware, called within one transaction, which each call leaves as it found it."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()
        self.factory = RequestFactory()
        self.tables = _tables()
        self.seen = self._counts()
        self.before = transaction.savepoint_create()

    def call(
        self, method: str, path: str, *, cookies: str = "", data: Any = None, csrf: bool = False, **headers: Any
    ) -> Answer:
        """Call as whoever `cookies` say. `csrf` asks for the form's token, which is not sent."""
        options: dict[str, Any] = {"headers": {"cookie": cookies, **headers}}
        if method == "POST" and isinstance(data, dict):
            request = self.factory.post(path, data, **options)
        else:
            request = self.factory.generic(method, path, data if isinstance(data, bytes) else b"", **options)
        request._dont_enforce_csrf_checks = not csrf  # type: ignore[attr-defined]
        statements: list[str] = []
        with connection.execute_wrapper(_noting(statements)):
            response = self.get_response(request)
            _read(response)
        counts = self._counts()
        writes, self.seen = counts - self.seen, counts
        if writes or statements:
            transaction.savepoint_rollback(self.before)
        for table in VISIT:
            del writes[table]
        location = response.get("HX-Redirect", "") or response.get("Location", "")
        return Answer(response.status_code, location, writes, tuple(statements) if writes else ())

    def html(self, path: str, *, cookies: str, **headers: Any) -> str:
        """What whoever `cookies` say gets to read at `path`; "" where that is no HTML."""
        response = self.get_response(self.factory.get(path, headers={"cookie": cookies, **headers}))
        is_html = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        html = response.content.decode() if is_html else ""  # type: ignore[attr-defined]
        _read(response)
        transaction.savepoint_rollback(self.before)
        self.seen = self._counts()
        return html

    def _counts(self) -> Counter[str]:
        """Rows this transaction has written so far, by table; those it has taken back are among them."""
        with connection.cursor() as cursor:
            cursor.execute(COUNTED, [list(self.tables)])
            return Counter({self.tables[oid]: rows for oid, rows in cursor.fetchall()})


def _tables() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        return dict(cursor.fetchall())


def _noting(statements: list[str]) -> Callable[..., Any]:
    """Keeps what writes, to be shown: the count decides."""

    def execute(run: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if STATEMENT.search(str(sql)):
            statements.append(str(sql)[:160])
        return run(sql, params, many, context)

    return execute


def _read(response: HttpResponseBase) -> None:
    if response.streaming:
        for _ in response:  # type: ignore[attr-defined]
            pass
    # As Django's test client does: the connection, and the world in its transaction, stay open.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


# --- Judging ---------------------------------------------------------------------------------------------


@dataclass
class Matrix:
    """`site` called by the people of `world`: `cookies` by role, in the order they are tried.

    `stale` are those of sessions in which nobody has typed a password for long, `others` those of people whom no
    rule names.
    """

    site: Site
    world: Any
    cookies: dict[str, str]
    stale: dict[str, str]
    others: dict[str, str] = field(default_factory=dict)

    def faults(self, url: Url, rule: Rule) -> list[str]:
        """What differs from the rule for this URL, for every method and role; nothing when all is as declared."""
        found: dict[str, list[str]] = {}
        for case in rule.cases():
            for fault, role in self._case(url, case):
                found.setdefault(fault, []).append(role)
        return [f"{fault} ({', '.join(filter(None, who))})".removesuffix(" ()") for fault, who in found.items()]

    def call(self, url: Url, rule: Rule, method: str, role: str, **options: Any) -> Answer:
        """As `role`; `absent`: about an object that is not there; `stale`: from a stale session; `htmx`: for a
        fragment; `csrf`: with the form's token asked for, and not sent.
        """
        path = self._path(url, rule, absent=options.get("absent", False))
        headers = rule.headers(self.world) | ({"HX-Request": "true"} if options.get("htmx") else {})
        data = rule.data(self.world) if method == "POST" else None
        cookies = (self.stale if options.get("stale") else self.cookies)[role]
        return self.site.call(method, path, cookies=cookies, data=data, csrf=options.get("csrf", False), **headers)

    def shown(self, url: Url, rule: Rule) -> Iterator[str]:
        """The HTML of this URL, with each of its objects, as the first who may see it gets it."""
        for case in rule.cases():
            if case.get:
                cookies = self.cookies[self._somebody(case.get)]
                yield self.site.html(self._path(url, case), cookies=cookies, **case.headers(self.world))

    def _path(self, url: Url, rule: Rule, *, absent: bool = False) -> str:
        args, query = rule.args(self.world), rule.query(self.world)
        if absent:
            args = {name: _absent(value) for name, value in args.items()}
            query = {name: _absent(value) if isinstance(value, UUID) else value for name, value in query.items()}
        return url.path(args) + (f"?{urlencode(query, doseq=True)}" if query else "")

    def _case(self, url: Url, rule: Rule) -> Iterator[tuple[str, str]]:
        """Faults, each with whose it is."""
        path = self._path(url, rule)
        reached = resolve(urlsplit(path).path)
        if reached.route != url.route:
            yield f"{path} leads to {reached.view_name}, {reached.route}", ""
        if not (rule.get or rule.post or rule.unused):
            yield "nobody may, and nothing says why", ""
        for method in METHODS:
            yield from self._method(url, rule, method)
        if rule.post and rule.csrf:
            answer = self.call(url, rule, "POST", role := self._somebody(rule.post), csrf=True)
            if answer.status != FORBIDDEN or answer.writes:
                yield f"POST {path} without the form's token: {answer}", role
        for method in ("GET", "POST") if rule.step_up else ():
            if who := rule.allowed(method):
                answer = self.call(url, rule, method, role := self._somebody(who), stale=True)
                if not answer.location.startswith(PROVE_IT) or answer.writes:
                    yield f"{method} {path} from a stale session: {answer}", role

    def _somebody(self, allowed: frozenset[str]) -> str:
        return next(role for role in self.cookies if role in allowed)

    def _method(self, url: Url, rule: Rule, method: str) -> Iterator[tuple[str, str]]:
        path, wrote, visitor = self._path(url, rule), False, None
        for role in self.cookies:
            answer = self.call(url, rule, method, role)
            wrote |= bool(answer.writes)
            if role in rule.allowed(method):
                fault = _kept_out(answer, rule, method, path)
            else:
                fault = self._let_in(answer, url, rule, method, role)
            if fault:
                yield f"{method} {path}: {fault}", role
            if role == ANONYMOUS:
                visitor = answer
            elif role == SUSPENDED and visitor and not _alike(answer, visitor):
                yield f"{method} {path}: {answer}, and for a visitor {visitor}", role
        if method == "POST" and rule.post and not wrote and not rule.inert:
            yield f"POST {path}: whoever may has written nothing, so those who may not prove nothing", ""

    def _let_in(self, answer: Answer, url: Url, rule: Rule, method: str, role: str) -> str:
        """The fault of an answer to somebody who may not, or nothing."""
        path, silent = self._path(url, rule), rule.silent and method == "POST"
        seen = rule.get_writes if role in rule.get else frozenset()  # what reading writes, whatever it is called
        if answer.writes.keys() - seen:
            return f"may not, and has written: {answer}"
        if not silent:
            if answer.status in (NOT_FOUND, NOT_ALLOWED):
                return ""
            if not answer.is_refusal(rule, path):
                return f"may not, and is let in: {answer}"
        if role == SUSPENDED or method not in ("GET", "POST"):
            return ""  # answered as a visitor is, and as a POST is
        fragment = self.call(url, rule, method, role, htmx=True)
        if fragment.writes or not (silent or fragment.is_refusal(rule, path)):
            return f"may not, and gets a fragment: {fragment}"
        absent_path = self._path(url, rule, absent=True)
        if absent_path != path and role not in rule.knows:
            # What is not theirs must look like what is not there.
            absent = self.call(url, rule, method, role, absent=True)
            if (absent.status, _where(absent, absent_path)) != (answer.status, _where(answer, path)):
                return f"tells that it is there: {answer}, and for what is not there {absent}"
        return ""


def _kept_out(answer: Answer, rule: Rule, method: str, path: str) -> str:
    """The fault of an answer to somebody who may, or nothing."""
    if answer.is_refusal(rule, path, led_on=method != "GET"):
        return f"may, and is not let in: {answer}"
    if answer.status == TOO_MANY or answer.status >= BROKEN:
        return f"may, and gets {answer}"
    if method == "GET" and (written := answer.writes.keys() - rule.get_writes):
        return f"reading writes {sorted(written)}: {answer}"
    return ""


def _alike(answer: Answer, other: Answer) -> bool:
    """The same but for what is made anew for each: a state, a token."""
    return (answer.status, urlsplit(answer.location).path) == (other.status, urlsplit(other.location).path)


def _where(answer: Answer, asked: str) -> str:
    """Where it leads, without what was asked for in it."""
    where = urlsplit(answer.location).path
    return "" if where == urlsplit(asked).path else where


def _absent(value: Any) -> Any:
    """Another of the same kind that belongs to nothing."""
    if isinstance(value, UUID):
        return UUID(int=uuid4().int)
    return 2**31 - 1 if isinstance(value, int) else "nothing-by-that-name"
