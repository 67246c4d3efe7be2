"""The page that shows every component."""

from collections.abc import Callable

from django.test import Client
from pytest_django import Settings

from reelbyte.styleguide import GROUPS


def test_a_stranger_gets_404(client: Client, db: None) -> None:
    assert client.get("/styleguide/").status_code == 404


def test_everybody_sees_it_while_debugging(client: Client, db: None, settings: Settings) -> None:
    settings.DEBUG = True
    page = client.get("/styleguide/")
    assert page.status_code == 200
    assert page.content.count(b'data-theme="dark"') >= len(GROUPS)
    assert page.content.count(b'data-theme="light"') >= len(GROUPS)


def test_staff_sees_it(login: Callable[[object], Client], mod: object) -> None:
    assert login(mod).get("/styleguide/").status_code == 200


def test_members_get_404(login: Callable[[object], Client], alice: object) -> None:
    assert login(alice).get("/styleguide/").status_code == 404
