"""What a view says is seen in the answer it gives."""

import json
from collections.abc import Callable

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from reelbyte.toasts import ToastMiddleware

Answer = Callable[[], HttpResponse]


def ask(answer: Answer, *, htmx: bool = True) -> tuple[HttpResponse, bool]:
    """The answer of a view that says something, and whether the message counts as shown."""
    request = RequestFactory().get("/")
    request.htmx = htmx
    storage = CookieStorage(request)
    request._messages = storage

    def view(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Gespeichert, Zoë")
        return answer()

    return ToastMiddleware(view)(request), storage.used


@pytest.mark.parametrize("status", [200, 204, 409, 422])
def test_an_htmx_answer_carries_the_message(status: int) -> None:
    response, shown = ask(lambda: HttpResponse(status=status))
    assert json.loads(response["HX-Trigger"]) == {
        "toasts": {"items": [{"text": "Gespeichert, Zoë", "kind": "success"}]}
    }
    assert response["HX-Trigger"].isascii()
    assert shown


@pytest.mark.parametrize("before", ["close-dialog, saved", '{"close-dialog": {}, "saved": {}}'])
def test_what_the_view_triggers_stays(before: str) -> None:
    response, _ = ask(lambda: HttpResponse(headers={"HX-Trigger": before}))
    assert set(json.loads(response["HX-Trigger"])) == {"close-dialog", "saved", "toasts"}


@pytest.mark.parametrize("headers", [{"HX-Redirect": "/"}, {"HX-Refresh": "true"}, {"Location": "/"}])
def test_who_leaves_sees_it_on_the_next_page(headers: dict[str, str]) -> None:
    status = 302 if "Location" in headers else 200
    response, shown = ask(lambda: HttpResponse(headers=headers, status=status))
    assert "HX-Trigger" not in response
    assert not shown


def test_a_page_prints_its_own() -> None:
    response, shown = ask(HttpResponse, htmx=False)
    assert "HX-Trigger" not in response
    assert not shown
