"""The staff's half of the matrix: every model of the admin, and who may read, write and decide there.

What a desk does not say is for superusers only, who are not in the matrix: they may do anything.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model

from reelbyte.testing.matrix import (
    BROKEN,
    FORBIDDEN,
    METHODS,
    NO_FACTOR,
    NO_GROUP,
    NOBODY,
    REFUSALS,
    STAFF,
    STRANGE_CLIENT,
    Answer,
    Matrix,
    Url,
    urls,
)

EVERY_STAFF = STAFF | {NO_GROUP}
INDEX, SET_UP_FACTOR, SIGN_IN = "/admin/", "/accounts/2fa/", ("/accounts/login/", "/admin/login/")
REASON = "It has to be"


@dataclass(frozen=True)
class Power:
    """An action or a page of a desk: whose it is, a row of the world on which it writes, and what is typed there."""

    roles: frozenset[str]
    row: Callable[[Any], Model]
    data: Mapping[str, str] = field(default_factory=lambda: {"reason": REASON})


@dataclass(frozen=True)
class Desk:
    """Who may do what with one model."""

    view: frozenset[str] = NOBODY
    add: frozenset[str] = NOBODY
    change: frozenset[str] = NOBODY
    actions: dict[str, Power] = field(default_factory=dict)
    pages: dict[str, Power] = field(default_factory=dict)  # of our own, by the end of their name
    get_writes: frozenset[str] = NOBODY  # tables that reading a row writes: that it was read

    def allowed(self, kind: str, method: str) -> frozenset[str]:
        """The staff roles that get something to see; who may open a list may post its filters and actions."""
        if kind in self.pages:
            return self.pages[kind].roles
        if kind == "change" and method != "GET":
            return self.change
        return {"add": self.add, "delete": NOBODY}.get(kind, self.view)


def desks() -> Iterator[tuple[str, type[Model], list[tuple[str, Url]]]]:
    """Every model of the admin as ("gigs.Gig", the model, [("changelist", its URL), ...])."""
    found = [url for url in urls() if url.name.startswith("admin:")]
    for model in admin.site._registry:
        stem = f"{model._meta.app_label}_{model._meta.model_name}_"
        prefix = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        own = [
            (url.name.removeprefix("admin:").removeprefix(stem), url) for url in found if url.route.startswith(prefix)
        ]
        yield model._meta.label, model, own


def other_admin_urls() -> list[Url]:
    """Those that are no model's: the index, signing in, the catch-all."""
    taken = {url.route for _label, _model, own in desks() for _kind, url in own}
    return [url for url in urls() if url.name.startswith("admin:") and url.route not in taken]


@dataclass
class Rounds:
    """`matrix` going from desk to desk, with the staff that no table names."""

    matrix: Matrix

    def faults(self, model: type[Model], own: list[tuple[str, Url]], desk: Desk) -> list[str]:
        """What differs from the desk; nothing when all is as declared."""
        row = model._default_manager.order_by("pk").first()
        found: dict[str, list[str]] = {} if row or not desk.view else {"the world has no row of it": []}
        for kind, url in own:
            power = desk.pages.get(kind)
            target = power.row(self.matrix.world) if power else row
            path = url.path(dict.fromkeys(("object_id", "pk"), target.pk if target else 0))
            for fault, role in self._page(kind, path, desk):
                found.setdefault(fault, []).append(role)
        for fault, role in self._actions(model, desk, row):
            found.setdefault(fault, []).append(role)
        return [f"{fault} ({', '.join(who)})" for fault, who in found.items()]

    def _page(self, kind: str, path: str, desk: Desk) -> Iterator[tuple[str, str]]:
        for method in METHODS:
            wrote = False
            for role in self._tried(kind, method, desk):
                answer = self._call(method, path, role, dict(desk.pages[kind].data) if kind in desk.pages else {})
                wrote |= bool(answer.writes)
                may = role in desk.allowed(kind, method) or (role in EVERY_STAFF and _is_redirect(kind))
                if fault := _fault(answer, role, may=may, reads=desk.get_writes, acts=kind in desk.pages):
                    yield f"{method} {path}: {fault}", role
            if method == "POST" and kind in desk.pages and not wrote:
                yield f"POST {path}: whoever may has written nothing", ""

    def _actions(self, model: type[Model], desk: Desk, row: Model | None) -> Iterator[tuple[str, str]]:
        """Every action of the list, asked for by everybody who is staff, on a row where it does something."""
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        names = {str(getattr(one, "__name__", one)) for one in admin.site._registry[model].actions or ()}
        yield from ((f"action {name}: declared, and not there", "") for name in desk.actions.keys() - names)
        for name in sorted({*names, "delete_selected"}):
            power = desk.actions.get(name)
            target = power.row(self.matrix.world) if power else row
            if target is None:
                continue
            data = {"action": name, ACTION_CHECKBOX_NAME: target.pk, "index": "0", "post": "yes", "reason": REASON}
            for role in (*sorted(STAFF), NO_FACTOR, NO_GROUP):
                answer = self._call("POST", path, role, data)
                if bool(answer.writes) != bool(power and role in power.roles):
                    yield f"action {name}: {answer}", role

    def _tried(self, kind: str, method: str, desk: Desk) -> list[str]:
        """Reading by everybody, posting by every kind of staff and a member; what no desk knows by one of each.

        Of the rest of the people the admin asks nothing but whether they are staff. A list is posted to by its actions.
        """
        if _is_redirect(kind):
            return [STRANGE_CLIENT, NO_FACTOR, NO_GROUP] if method == "GET" else [STRANGE_CLIENT]
        if method == "GET":
            return [*self.matrix.cookies, NO_FACTOR, NO_GROUP]
        if method == "POST":
            posting = [STRANGE_CLIENT, *sorted(STAFF), NO_FACTOR, NO_GROUP]
            return [role for role in posting if kind not in ("changelist", "history") or role not in desk.view]
        return [NO_GROUP]

    def _call(self, method: str, path: str, role: str, data: dict[str, Any]) -> Answer:
        cookies = (self.matrix.cookies | self.matrix.others)[role]
        return self.matrix.site.call(method, path, cookies=cookies, data=data if method == "POST" else None)


def _fault(answer: Answer, role: str, *, may: bool, reads: frozenset[str], acts: bool) -> str:
    """The fault of an answer, or nothing."""
    if answer.writes and not (may and (acts or answer.writes.keys() <= reads)):
        return f"has written: {answer}"
    where = answer.location.partition("?")[0]
    if may:
        refused = answer.status in REFUSALS or where in (INDEX, SET_UP_FACTOR, *SIGN_IN)
        return f"may, and gets {answer}" if refused or answer.status >= BROKEN else ""
    if role == NO_FACTOR:
        turned_away = where == SET_UP_FACTOR
    elif role in EVERY_STAFF:
        # Led to the index: Django says so about a row that is not there before it asks who looks for it.
        turned_away = answer.status == FORBIDDEN or where == INDEX
    else:
        turned_away = where in SIGN_IN
    return "" if turned_away else f"may not, and gets {answer}"


def _is_redirect(kind: str) -> bool:
    """Django's short address of a row leads any staff to its page, which then asks who they are."""
    return "<path:object_id>" in kind
