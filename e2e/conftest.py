"""The product as people meet it: a real browser against real servers over the test's own database."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from notifications import mailboxes
from reelbyte.testing import queues
from reelbyte.testing.processes import ROOT, wait_until, web, worker
from reelbyte.testing.sessions import signed_in

# Playwright's loop runs in this thread, and Django would take the ORM's calls for async ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
# Said by the browser itself of answers that a test asked for.
EXPECTED_NOISE = ("status of 4", "favicon", "ViewTransition opt-in disabled")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here that opens a browser is marked, so that `make test-fast` can leave it out, and comes last:
    Playwright leaves a running event loop in its thread, where tests of consumers start their own."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, found or fetched by scripts/browser. A missing one is a failure."""
    path = subprocess.run(  # noqa: S603 - our own script
        [ROOT / "scripts" / "browser"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def servers(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a site with its worker, for all tests of this process that drive a browser: they come last."""
    folder = tmp_path_factory.mktemp("servers")
    with worker(folder / "worker.log"), web(folder / "web.log") as url:
        yield url


@pytest.fixture
def site(transactional_db: None, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The base URL of a running site over the test's database. What one test began is done before the next begins."""
    if "demo" in request.fixturenames:
        request.getfixturevalue("demo")
        with web(tmp_path / "web.log") as url:
            yield url
    else:
        yield request.getfixturevalue("servers")
        wait_until(queues.idle, "the worker to be done")


def code_mailed_to(address: str) -> str:
    """The code in the newest mail the worker sent there."""
    wait_until(lambda: mailboxes.latest(to=address), f"a mail to {address}")
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", mailboxes.latest(to=address)[0].text, re.MULTILINE)
    assert found
    return found.group(1)


def enter(context: BrowserContext, url: str, person: Any) -> None:
    """Sign a window in, past the form."""
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": signed_in(person), "url": url}])


class Visit:
    """One person's browser window: their pages, and what its console complained of."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self._complain("error", str(error)))

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.url}{path}")
        return self.page

    def sign_in(self, person: Any, password: str = "correct-horse-battery") -> Page:  # noqa: S107 - of the cast
        page = self.go("/accounts/login/")
        page.get_by_label("Email").fill(person.email)
        page.get_by_label("Password", exact=True).fill(password)
        page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    def axe(self, rules: tuple[str, ...] = WCAG) -> list[str]:
        """Accessibility violations of the page as it stands, one line each.

        Once it is loaded: colours are measured, and without its sheets a page has others.
        """
        self.page.wait_for_load_state("load")
        engine = Axe("") if self.page.evaluate("'axe' in window") else Axe()
        results = engine.run(self.page, options={"runOnly": list(rules), "resultTypes": ["violations"]})
        return [
            f"{self.page.url} {violation['id']}: {node['html'][:160]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(message.type, message.text)

    def _complain(self, kind: str, text: str) -> None:
        if not any(noise in text for noise in EXPECTED_NOISE):
            self.complaints.append(f"{kind}: {text}")


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """`open_page(viewport=PHONE, theme="dark", javascript=True, touch=False)`: a window of its own.

    When the test is over, no window's console may have complained: a CSP violation is a failure.
    """
    visits: list[Visit] = []

    def open_window(
        viewport: dict | None = None, theme: str = "dark", javascript: bool = True, touch: bool = False
    ) -> Visit:
        context = browser.new_context(
            viewport=viewport or DESKTOP,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            has_touch=touch,
            reduced_motion="reduce",
        )
        visits.append(Visit(context, site))
        return visits[-1]

    yield open_window
    for visit in visits:
        visit.context.close()
    assert [complaint for visit in visits for complaint in visit.complaints] == []
