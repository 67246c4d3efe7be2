"""`make shots`: every page at three widths in both themes, from the demo data, to look at.

Starts a demo of its own (home "shots", so that it disturbs nobody), photographs it into `shots/`, one sheet a
page, and stops it again.
"""

import argparse
import base64
import hmac
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from discovery.demo.catalogue import MODERATOR_TOTP_SECRET, PASSWORD

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "shots"
WIDTHS = {390: 844, 820: 1180, 1440: 900}
WIDEST = max(WIDTHS)  # a desk; what is narrower is held in a hand
THEMES = ("dark", "light")
TALLEST = 2_400  # pixels of a page that are kept

# The lists of somebody who has only just joined: each says what to do next.
NEW_BOTH = ("/dashboard/", "/contracts/", "/offers/", "/messages/", "/saved/", "/notifications/", "/activity/")
NEW_CLIENT = (*NEW_BOTH, "/hiring/jobs/", "/transactions/", "/support/tickets/")
NEW_CREATOR = (
    *NEW_BOTH, "/studio/proposals/", "/studio/invitations/", "/studio/letters/", "/studio/gigs/", "/studio/portfolio/",
    "/videos/", "/earnings/", "/payout-methods/", "/withdrawals/new/", "/jobs/for-you/",
)  # fmt: skip

# (name, who looks: "" nobody, or a key of EMAILS, where: an address, and links to follow from it)
PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("home", "", "/", ""),
    ("gigs", "", "/gigs/", ""),
    ("gigs-search", "", "/gigs/?q=colour", ""),
    ("gigs-nothing-found", "", "/gigs/?q=zeppelin", ""),
    ("creators", "", "/creators/", ""),
    ("category", "", "/categories/product-films/", ""),
    ("categories", "", "/categories/", ""),
    ("compare", "", "/compare/?c=mara&c=saya", ""),
    ("search", "", "/search/?q=film", ""),
    ("search-slip", "", "/search/?q=colr&in=gigs", ""),
    ("search-creators", "client", "/search/?q=film&in=creators", ""),
    ("search-jobs", "creator", "/search/?q=film&in=jobs", ""),
    ("search-nothing-found", "", "/search/?q=zeppelin", ""),
    ("search-empty", "", "/search/", ""),
    ("compare-empty", "", "/compare/", ""),
    ("saved", "client", "/saved/", ""),
    ("saved-list", "client", "/saved/", "main .album__link"),
    ("reels", "", "/reels/", ""),
    ("reels-liked", "client", "/reels/?show=liked", ""),
    ("gig", "", "/gigs/", "main a[href^='/gigs/i-']"),
    ("creator", "", "/creators/mara/", ""),
    ("jobs", "", "/jobs/", ""),
    ("jobs-narrowed", "", "/jobs/?category=product-films&least=1000&sort=budget", ""),
    ("job", "", "/jobs/", "main a[href*='/jobs/six-']"),
    ("help", "", "/help/", ""),
    ("help-page", "", "/help/payment-protection/", ""),
    ("terms", "", "/terms/", ""),
    ("support", "", "/support/", ""),
    ("sign-in", "", "/accounts/login/", ""),
    ("sign-up", "", "/accounts/signup/", ""),
    ("password-reset", "", "/accounts/password/reset/", ""),
    ("mailbox", "", "/mailbox/", ""),
    ("mail", "", "/mailbox/", "main .item__link"),
    ("styleguide", "moderator", "/styleguide/", ""),
    ("not-found", "", "/nowhere/", ""),
    ("home-client", "client", "/", ""),
    ("dashboard-client", "client", "/dashboard/", ""),
    ("dashboard-creator", "creator", "/dashboard/", ""),
    ("order", "client", "/gigs/", "main a[href^='/gigs/i-'] >> button:has-text('Continue')"),
    ("contracts-client", "client", "/contracts/", ""),
    ("contract-client", "client", "/contracts/", "main a[href*='/contracts/0']"),
    ("dispute", "client", "/contracts/", "main a:has-text('macro') >> main a[href*='/disputes/']"),
    (
        "dispute-new",
        "client",
        "/contracts/",
        "main a:has-text('pour') >> main button[popovertarget^='more-'] >> main a[href$='/disputes/']",
    ),
    ("offers", "client", "/offers/", ""),
    ("offer", "client", "/offers/", "main .item__link"),
    ("offer-counter", "client", "/offers/", "main .item__link >> main a[href$='/counter/']"),
    ("messages-client", "client", "/messages/", ""),
    ("conversation", "client", "/messages/", "main a[href*='/messages/0']"),
    ("notifications", "client", "/notifications/", ""),
    ("notification-settings", "client", "/settings/notifications/", ""),
    ("activity", "client", "/activity/", ""),
    ("transactions-client", "client", "/transactions/", ""),
    ("settings", "client", "/settings/", ""),
    ("company", "client", "/settings/company/", ""),
    ("privacy-settings", "client", "/settings/privacy/", ""),
    ("identity", "client", "/settings/identity/", ""),
    ("identity-approved", "creator", "/settings/identity/", ""),
    ("data", "client", "/settings/data/", ""),
    ("deletion", "client", "/settings/data/deletion/", ""),
    ("questions", "client", "/support/tickets/", ""),
    ("question", "client", "/support/tickets/", "main a[href*='/support/tickets/0']"),
    ("welcome", "client", "/welcome/", ""),
    ("two-factor", "client", "/accounts/2fa/", ""),
    ("sessions", "client", "/accounts/sessions/", ""),
    ("emails", "client", "/accounts/email/", ""),
    ("password", "client", "/accounts/password/change/", ""),
    ("blocks", "client", "/settings/blocks/", ""),
    ("report", "client", "/reports/profile/saya/", ""),
    ("jobs-mine", "client", "/hiring/jobs/", ""),
    ("job-own", "client", "/hiring/jobs/", "main a[href^='/jobs/six-']"),
    ("job-new", "client", "/hiring/jobs/new/", ""),
    ("job-edit", "client", "/hiring/jobs/", "main a[href^='/hiring/jobs/six-']:has-text('Edit')"),
    ("job-invite", "client", "/hiring/jobs/", "main a[href^='/hiring/jobs/six-'][href$='/invitations/']"),
    ("creator-invite", "client", "/hiring/invite/saya/", ""),
    ("job-invited", "creator", "/studio/invitations/", "main a[href^='/jobs/fashion-']"),
    ("job-creator", "creator", "/studio/invitations/", "main a[href^='/jobs/six-']"),
    ("invitations", "creator", "/studio/invitations/", ""),
    ("board", "client", "/hiring/jobs/", "main a[href^='/hiring/jobs/six-'][href$='/proposals/']"),
    (
        "proposal-review",
        "client",
        "/hiring/jobs/",
        "main a[href^='/hiring/jobs/six-'][href$='/proposals/'] >> main h2 a",
    ),
    ("jobs-for-you", "creator", "/jobs/for-you/", ""),
    ("proposals-mine", "creator", "/studio/proposals/", ""),
    ("proposal", "creator", "/studio/proposals/", "main h2 a:has-text('Six vertical')"),
    ("proposal-new", "creator", "/jobs/", "main a[href^='/jobs/edit-twelve'] >> main a[href$='/proposal/']"),
    (
        "interview",
        "creator",
        "/studio/proposals/",
        "main h2 a:has-text('Six ver') >> main a[href^='/interviews/']",
    ),
    ("letters", "creator", "/studio/letters/", ""),
    ("letter", "creator", "/studio/letters/", "main a[href*='/studio/letters/0']"),
    ("letter-new", "creator", "/studio/letters/new/", ""),
    ("contracts-creator", "creator", "/contracts/", ""),
    ("contract-creator", "creator", "/contracts/", "main a[href*='/contracts/0']"),
    ("earnings", "creator", "/earnings/", ""),
    ("transactions", "creator", "/transactions/", ""),
    ("withdrawal", "creator", "/withdrawals/new/", ""),
    ("payout-methods", "creator", "/payout-methods/", ""),
    ("gigs-mine", "creator", "/studio/gigs/", ""),
    ("gig-edit", "creator", "/studio/gigs/", "main a[href^='/studio/gigs/i-']"),
    ("gig-new", "creator", "/studio/gigs/new/", ""),
    ("profile-edit", "creator", "/studio/profile/", ""),
    ("portfolio", "creator", "/studio/portfolio/", ""),
    ("videos", "creator", "/videos/", ""),
    *((f"new-client-{path.strip('/').replace('/', '-')}", "new client", path, "") for path in NEW_CLIENT),
    *((f"new-creator-{path.strip('/').replace('/', '-')}", "new creator", path, "") for path in NEW_CREATOR),
    ("admin", "moderator", "/admin/", ""),
    ("admin-identity", "moderator", "/admin/accounts/identitycheck/?status=waiting", "#result_list tbody th a"),
    ("admin-ticket", "moderator", "/admin/support/ticket/?status=open", "#result_list tbody th a"),
    ("admin-contracts", "moderator", "/admin/contracts/contract/", ""),
    ("admin-dispute", "moderator", "/admin/contracts/dispute/?status=with_staff", "#result_list tbody th a"),
    ("admin-report", "moderator", "/admin/moderation/report/?status=open", "#result_list tbody th a"),
    (
        "admin-decision",
        "moderator",
        "/admin/moderation/report/?status=open",
        "#result_list tbody th a >> .object-tools a[href$='/removal/']",
    ),
    ("admin-gigs", "moderator", "/admin/gigs/gig/", ""),
    ("admin-gig", "moderator", "/admin/gigs/gig/", "#result_list tbody th a"),
)
EMAILS = {
    "creator": "mara@reelbyte.example",
    "client": "nils@reelbyte.example",
    "moderator": "sam@reelbyte.example",
}


def main() -> None:
    """Photograph every page; names on the command line choose some, `--at URL` a demo that runs already."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--at", default="")
    options = parser.parse_args()
    chosen = [page for page in PAGES if not options.names or page[0] in options.names]
    OUT.mkdir(exist_ok=True)
    with served(options.at) as url, sync_playwright() as playwright:
        browser = chromium(playwright)
        states = {
            who: (_joined if who.startswith("new ") else signed_in)(browser, url, who)
            for who in {who for _name, who, *_ in chosen if who}
        }
        for name, who, path, link in chosen:
            _photograph(browser, url, name, states.get(who), path, link)
            sys.stdout.write(f"{OUT / name}.png\n")
        browser.close()


def served(at: str) -> AbstractContextManager[str]:
    """The address of a demo that runs already, or of one of its own."""
    return nullcontext(at) if at else demo()


def chromium(playwright: Playwright) -> Browser:
    """A browser that asks nobody for anything but the page."""
    return playwright.chromium.launch(
        executable_path=os.environ["REELBYTE_BROWSER"],
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )


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


def _photograph(browser: Browser, url: str, name: str, state: Any, path: str, link: str) -> None:
    shots: list[Image.Image] = []
    for theme in THEMES:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,
                reduced_motion="reduce",
                has_touch=width < WIDEST,
                is_mobile=width < WIDEST,
                storage_state=state,
            )
            page = context.new_page()
            page.goto(url + path)
            follow(page, link)
            # What lies below the first view would stay unloaded.
            page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
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


def follow(page: Page, link: str) -> None:
    """Click through the links, one page after the other."""
    for step in filter(None, link.split(" >> ")):
        with page.expect_navigation():
            page.locator(step).locator("visible=true").first.click()


def signed_in(browser: Browser, url: str, who: str) -> Any:
    """The cookies of somebody who has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/accounts/login/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(EMAILS[who])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("^(sign|log) in$", re.IGNORECASE)).click()
    page.wait_for_url(lambda at: at != f"{url}/accounts/login/")
    if "/2fa/" in page.url:
        page.locator("main input[name=code]").fill(_totp(MODERATOR_TOTP_SECRET))
        page.locator("main input[name=code]").press("Enter")
        page.wait_for_url(lambda at: "/2fa/" not in at)
    state = context.storage_state()
    context.close()
    return state


def _joined(browser: Browser, url: str, who: str) -> Any:
    """The cookies of somebody who has only just joined."""
    role, address = who.split()[-1], f"{who.replace(' ', '-')}-{time.time_ns()}@example.com"
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/accounts/signup/")
    page.locator(f"input[name=role][value={role}]").check(force=True)
    page.get_by_label("Your name").fill("Eve Park")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill("unlikely-otter-77")
    page.get_by_label("I agree to the terms of use").check()
    page.get_by_role("button", name="Create my account").click()
    page.get_by_label("Code").wait_for()
    box = context.new_page()
    while not box.locator("main .item__link").count():  # the worker sends it
        time.sleep(0.5)
        box.goto(f"{url}/mailbox/?to={address}")
    box.locator("main .item__link").first.click()
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", box.locator("main .prose").inner_text(), re.MULTILINE)
    assert found, "a code in the mail"
    page.get_by_label("Code").fill(found.group(1))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Welcome").wait_for()
    state = context.storage_state()
    context.close()
    return state


def _totp(secret: str) -> str:
    """The six digits of this half minute (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), (int(time.time()) // 30).to_bytes(8), "sha1")
    number = int.from_bytes(mac[mac[-1] & 15 :][:4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


if __name__ == "__main__":
    main()
