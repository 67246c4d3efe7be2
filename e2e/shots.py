"""`make shots`: every page at three widths in both themes, from the demo data, to look at.

Starts a demo of its own (home "shots", so that it disturbs nobody), photographs it into `shots/`, one sheet a
page, and stops it again.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "shots"
WIDTHS = {390: 844, 820: 1180, 1440: 900}
THEMES = ("dark", "light")
TALLEST = 2_400  # pixels of a page that are kept
PASSWORD = "reelbyte-demo"

# (name, who looks: "" nobody, "creator", "client", where: an address, or a link to follow from one)
PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("home", "", "/", ""),
    ("gigs", "", "/gigs/", ""),
    ("gigs-search", "", "/gigs/?q=colour", ""),
    ("creators", "", "/creators/", ""),
    ("gig", "", "/gigs/", "main a[href^='/gigs/i-']"),
    ("creator", "", "/creators/mara/", ""),
    ("sign-in", "", "/accounts/login/", ""),
    ("sign-up", "", "/accounts/signup/", ""),
    ("not-found", "", "/nowhere/", ""),
    ("contracts-client", "client", "/contracts/", ""),
    ("contract-client", "client", "/contracts/", "main a[href*='/contracts/0']"),
    ("messages-client", "client", "/messages/", ""),
    ("conversation", "client", "/messages/", "main a[href*='/messages/0']"),
    ("notifications", "client", "/notifications/", ""),
    ("settings", "client", "/settings/", ""),
    ("contracts-creator", "creator", "/contracts/", ""),
    ("contract-creator", "creator", "/contracts/", "main a[href*='/contracts/0']"),
    ("earnings", "creator", "/earnings/", ""),
    ("transactions", "creator", "/transactions/", ""),
    ("gigs-mine", "creator", "/studio/gigs/", ""),
    ("profile-edit", "creator", "/studio/profile/", ""),
    ("portfolio", "creator", "/studio/portfolio/", ""),
)
EMAILS = {"creator": "mara@reelbyte.example", "client": "nils@reelbyte.example"}


def main() -> None:
    """Photograph every page; names on the command line choose some."""
    wanted = set(sys.argv[1:])
    OUT.mkdir(exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["REELBYTE_BROWSER"],
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name, who, path, link in PAGES:
            if not wanted or name in wanted:
                _photograph(browser, url, name, who, path, link)
                sys.stdout.write(f"{OUT / name}.png\n")
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """A running demo's address."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env={**os.environ, "DEMO": "1", "REELBYTE_HOME": "shots"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://localhost:\d+", line):
                yield found.group()
                return
        raise SystemExit("the demo did not start")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _photograph(browser: Browser, url: str, name: str, who: str, path: str, link: str) -> None:
    shots: list[Image.Image] = []
    for theme in THEMES:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
            )
            page = context.new_page()
            if who:
                _sign_in(page, url, EMAILS[who])
            page.goto(url + path)
            if link:
                page.goto(url + str(page.locator(link).first.get_attribute("href")))
            page.wait_for_load_state("networkidle")
            file = OUT / f"{name}-{width}-{theme}.png"
            page.screenshot(path=file, full_page=True)
            with Image.open(file) as shot:
                shots.append(shot.crop((0, 0, shot.width, min(shot.height, TALLEST))).convert("RGB"))
            context.close()
    sheet = Image.new("RGB", (sum(shot.width for shot in shots), max(shot.height for shot in shots)), "#808080")
    left = 0
    for shot in shots:  # type: ignore[assignment]
        sheet.paste(shot, (left, 0))
        left += shot.width
    sheet.save(OUT / f"{name}.png")


def _sign_in(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("^(sign|log) in$", re.IGNORECASE)).click()
    page.wait_for_url(lambda at: "/login/" not in at)


if __name__ == "__main__":
    main()
