"""What a view says is seen in the answer it gives."""

from collections.abc import Callable

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from reelbyte.toasts import ToastMiddleware

Answer = Callable[[], HttpResponse]


def ask(answer: Answer, *, htmx: bool = True) -> tuple[str, HttpRequest]:
    request = RequestFactory().get("/")
    request.htmx = htmx  # type: ignore[attr-defined]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]

    def view(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Saved <b>")
        return answer()

    return ToastMiddleware(view)(request).content.decode(), request


def test_an_htmx_answer_carries_the_toast_escaped() -> None:
    content, request = ask(lambda: HttpResponse("<p>row</p>"))
    assert content.startswith("<p>row</p><hx-partial")
    assert 'hx-target="#toasts"' in content
    assert "Saved &lt;b&gt;" in content
    assert request._messages.used  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer",
    [
        lambda: HttpResponse(status=204),
        lambda: HttpResponse(headers={"HX-Redirect": "/"}),
        lambda: HttpResponse("{}", content_type="application/json"),
        lambda: HttpResponse(status=302, headers={"Location": "/"}),
    ],
)
def test_an_answer_that_shows_nothing_leaves_it_for_the_next_page(answer: Answer) -> None:
    content, request = ask(answer)
    assert "hx-partial" not in content
    assert not request._messages.used  # type: ignore[attr-defined]


def test_a_page_prints_its_own() -> None:
    content, _ = ask(lambda: HttpResponse("<html></html>"), htmx=False)
    assert content == "<html></html>"
