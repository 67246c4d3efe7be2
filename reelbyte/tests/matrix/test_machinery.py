"""The matrix itself: a rule that is wrong, a view that writes, a URL that nobody declared are all found."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path, set_urlconf
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required
from accounts.models import User
from reelbyte import urls as real
from reelbyte.testing.matrix import (
    ANONYMOUS,
    ANYBODY,
    BLOCKED,
    COUNTERPARTY,
    MEMBERS,
    OWNER,
    STRANGE_CREATOR,
    SUSPENDED,
    Matrix,
    Rule,
    Url,
    merged,
    undeclared,
)
from reelbyte.testing.matrix import urls as every_url

HERS = frozenset({OWNER})
ADDRESS = Url("faulty", "faulty/<uuid:public_id>/")


def _view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return _view.answer(request, **kwargs)  # type: ignore[attr-defined]


urlpatterns = [
    path("faulty/plain/", _view, name="plain"),
    path("faulty/<uuid:public_id>/", csrf_exempt(_view), name="faulty"),
    path("", include(real)),
]


@pytest.fixture
def faults(matrix: Matrix) -> Iterator[Callable[..., str]]:
    """`faults(view, rule)`: what the matrix finds about Alice's page, or another `url`."""

    def found(view: Callable[..., HttpResponse], rule: Rule, url: Url = ADDRESS) -> str:
        _view.answer = view  # type: ignore[attr-defined]
        return "\n".join(matrix.faults(url, rule))

    with override_settings(ROOT_URLCONF=__name__):
        set_urlconf(None)
        yield found


def rule(**given: Any) -> Rule:
    options = {"get": HERS, "args": lambda w: {"public_id": w.alice.public_id}, "csrf": False, **given}
    return Rule(**options)


def own(request: HttpRequest, public_id: Any) -> User:
    """As every view should begin."""
    if str(getattr(request.user, "public_id", "")) != str(public_id):
        raise Http404
    return request.user


@require_safe
@member_required
def good(request: HttpRequest, public_id: Any) -> HttpResponse:
    own(request, public_id)
    return HttpResponse()


@require_safe
@member_required
def forgetful(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Looks whether somebody is signed in, not who."""
    return HttpResponse()


@require_safe
@member_required
def talkative(request: HttpRequest, public_id: Any) -> HttpResponse:
    """403 for what is somebody else's, 404 for what is not there."""
    person = User.objects.filter(public_id=public_id).first()
    if person is None:
        raise Http404
    return HttpResponse(status=200 if person == request.user else 403)


def late(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Writes first, looks then."""
    User.objects.filter(public_id=public_id).update(name="Written")
    return good(request, public_id)


def undone(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Writes past Django's models, and takes it back."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT here")
        cursor.execute("DELETE FROM accounts_block")
        cursor.execute("ROLLBACK TO here")
    return good(request, public_id)


@require_POST
@member_required
def idle(request: HttpRequest, public_id: Any) -> HttpResponse:
    own(request, public_id)
    return HttpResponse()


@require_POST
@member_required
def working(request: HttpRequest, public_id: Any) -> HttpResponse:
    get_user_model().objects.filter(pk=own(request, public_id).pk).update(name="New")
    return HttpResponse()


def test_a_view_as_declared_has_no_fault(faults: Any) -> None:
    assert faults(good, rule()) == ""
    assert faults(working, rule(get=frozenset(), post=HERS)) == ""


@pytest.mark.parametrize(
    ("view", "changes", "found"),
    [
        (forgetful, {}, f"may not, and is let in: 200 ({COUNTERPARTY}, {STRANGE_CREATOR}"),
        (good, {"get": HERS | {COUNTERPARTY}}, f"may, and is not let in: 404 ({COUNTERPARTY})"),
        (good, {"get": frozenset()}, "nobody may, and nothing says why"),
        (talkative, {}, "tells that it is there: 403, and for what is not there 404"),
        (late, {}, "may not, and has written: 302 /accounts/login/"),
        (late, {}, "reading writes ['accounts_user']"),
        (undone, {}, "reading writes ['accounts_block']"),
        (idle, {"get": frozenset(), "post": HERS}, "whoever may has written nothing"),
        (working, {"get": frozenset(), "post": HERS, "csrf": True}, "without the form's token: 200"),
        (working, {"get": frozenset(), "post": HERS, "step_up": True}, "from a stale session: 200"),
    ],
)
def test_a_fault_is_found(faults: Any, view: Any, changes: dict[str, Any], found: str) -> None:
    assert found in faults(view, rule(**changes))


def test_a_fragment_for_somebody_who_may_not_is_found(faults: Any) -> None:
    def lax(request: HttpRequest, public_id: Any) -> HttpResponse:
        return HttpResponse() if request.htmx else good(request, public_id)  # type: ignore[attr-defined]

    assert "may not, and gets a fragment: 200" in faults(lax, rule())


def test_a_suspended_person_is_nobody(faults: Any, matrix: Matrix) -> None:
    cookie = matrix.cookies[SUSPENDED]

    def lax(request: HttpRequest, public_id: Any) -> HttpResponse:
        return HttpResponse(status=403 if request.headers["cookie"] == cookie else 401)

    assert f"403, and for a visitor 401 ({SUSPENDED})" in faults(lax, rule())


def test_an_address_that_another_view_takes_is_found(faults: Any) -> None:
    hidden = Url("hidden", "faulty/<slug:name>/")
    assert "leads to plain" in faults(
        lambda request, **k: HttpResponse(), rule(args=lambda w: {"name": "plain"}), hidden
    )


def test_nothing_a_call_does_is_left(faults: Any, matrix: Matrix) -> None:
    faults(working, rule(get=frozenset(), post=HERS))
    assert User.objects.get(pk=matrix.world.alice.pk).name == "Alice Moreau"


def test_everybody_is_who_they_should_be(matrix: Matrix) -> None:
    assert set(matrix.cookies) == ANYBODY
    assert matrix.world.people[ANONYMOUS] is None
    assert matrix.world.people[SUSPENDED].status == "suspended"
    assert matrix.world.people[BLOCKED].blocked_by.get().blocker == matrix.world.people[OWNER]


def test_what_the_tables_leave_out_or_invent_is_told() -> None:
    table = {"there": Rule(get=MEMBERS), "invented": Rule(get=MEMBERS)}
    assert undeclared(["there", "forgotten"], table) == [
        "forgotten: nothing says who may",
        "invented: declared, and not there",
    ]


def test_a_new_page_is_seen_without_being_told() -> None:
    assert {url.name for url in every_url(urlpatterns)} - merged("TABLE").keys() >= {"plain", "faulty"}
