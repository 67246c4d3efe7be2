"""`make lighthouse`: how fast, usable and findable the main pages are, by Lighthouse, on a desk and on a phone.

Measures a demo that runs already (`--at URL`) or starts one as `make shots` does, prints one table and fails where a
page is under what we promise. Names on the command line choose some of the pages.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

from e2e.shots import ROOT, chromium, follow, served, signed_in

LIGHTHOUSE = "lighthouse@12.8.2"
CACHE = ROOT / "node_modules"  # ignored by git
# (name, who looks: "" nobody, where: an address, and links to follow from it)
PAGES = (
    ("home", "", "/", ""),
    ("search", "", "/search/?q=film", ""),
    ("gig", "", "/gigs/", "main a[href^='/gigs/i-']"),
    ("creator", "", "/creators/mara/", ""),
    ("feed", "", "/reels/", ""),
    ("room", "client", "/contracts/", "main a[href*='/contracts/0']"),
)
# The phone is Lighthouse's own: a slow processor and a slow mobile network, both simulated.
DEVICES = {"desktop": ["--preset=desktop"], "phone": []}
# Search engines are told to leave these out; everything else that they look for has to be there all the same.
UNLISTED = {"search", "room"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "phone": {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100},
}
MOST_SHIFT = 0.0
MOST_KILOBYTES = 150  # of a first view, with fonts, without pictures and films
ATTEMPTS = 3  # it loses the browser's trace now and then, and says so without a report


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--at", default="")
    parser.add_argument("--keep", type=Path, help="a folder for Lighthouse's own reports")
    options = parser.parse_args()
    program = _program()
    chosen = [page for page in PAGES if not options.names or page[0] in options.names]
    wrong: list[str] = []
    sys.stdout.write("page     device   perf a11y best  seo  LCP s    CLS   KB\n")
    with served(options.at) as url, sync_playwright() as playwright:
        for name, address, state in _addresses(playwright, url, chosen):
            for device in DEVICES:
                report = _run(playwright, program, address, device, state)
                if options.keep:
                    options.keep.mkdir(exist_ok=True)
                    (options.keep / f"{name}-{device}.json").write_text(json.dumps(report))
                wrong += _judge(name, device, report)
    if wrong:
        raise SystemExit("\n".join(["", *wrong]))


def _program() -> Path:
    """Lighthouse, installed at first use."""
    program = CACHE / ".bin" / "lighthouse"
    if not program.exists():
        command = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([*command, "--prefix", ROOT, LIGHTHOUSE], check=True)
    return program


def _addresses(playwright: Playwright, url: str, pages: list[tuple[str, str, str, str]]) -> list[tuple[str, str, Any]]:
    """Where the links lead, and the cookies of who looks."""
    browser = chromium(playwright)
    found = [(name, *_address(browser, url, who, path, link)) for name, who, path, link in pages]
    browser.close()
    return found


def _address(browser: Browser, url: str, who: str, path: str, link: str) -> tuple[str, Any]:
    state = signed_in(browser, url, who) if who else None
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(url + path)
    follow(page, link)
    address = page.url
    context.close()
    return address, state


def _run(playwright: Playwright, program: Path, address: str, device: str, state: Any) -> dict[str, Any]:
    """A report from a browser of Lighthouse's own."""
    for _attempt in range(ATTEMPTS):
        with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            if state:
                _leave_cookies(playwright, profile, state)
            flags = (
                f"--headless=new --no-sandbox --disable-gpu --disable-background-networking --user-data-dir={profile}"
            )
            command = [str(program), address, *DEVICES[device], "--disable-storage-reset", "--quiet", "--output=json"]
            done = subprocess.run(
                [*command, f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"],
                env={**os.environ, "CHROME_PATH": os.environ["REELBYTE_BROWSER"]},
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise SystemExit(f"Lighthouse did not measure {address}: {done.stderr}")


def _leave_cookies(playwright: Playwright, profile: str, state: Any) -> None:
    """A new browser's profile that is signed in: cookies sent as a header would not reach the page's socket."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=os.environ["REELBYTE_BROWSER"], args=["--no-sandbox", "--disable-gpu"]
    )
    context.add_cookies(state["cookies"])
    context.close()


def _judge(name: str, device: str, report: dict[str, Any]) -> list[str]:
    """Print the page's line; what is under the promise, and which audits were at fault."""
    audits, wrong = report["audits"], []
    scores = {key: round((report["categories"][key]["score"] or 0) * 100) for key in CATEGORIES}
    shift = audits["cumulative-layout-shift"]["numericValue"]
    largest = audits["largest-contentful-paint"]["numericValue"] / 1000
    kilobytes = _kilobytes(report)
    rated = " ".join(f"{scores[key]:4}" for key in CATEGORIES)
    sys.stdout.write(f"{name:8} {device:8} {rated} {largest:6.2f} {shift:6.3f} {kilobytes:4.0f}\n")
    sys.stdout.flush()
    for key, least in LEAST[device].items():
        faults = _faults(report, key) - ({"is-crawlable"} if name in UNLISTED else set())
        if scores[key] < least and faults:
            why = ", ".join(sorted(faults))
            wrong.append(f"{name} on the {device}: {key} {scores[key]}, less than {least} ({why})")
    if round(shift, 3) > MOST_SHIFT:
        wrong.append(f"{name} on the {device}: things moved by {shift:.3f}")
    if kilobytes > MOST_KILOBYTES:
        wrong.append(f"{name} on the {device}: {kilobytes:.0f} KB, more than {MOST_KILOBYTES}")
    return wrong


def _kilobytes(report: dict[str, Any]) -> float:
    """What the page loaded, as it travelled, but pictures and films."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    return sum(each["transferSize"] for each in requests if each.get("resourceType") not in ("Image", "Media")) / 1000


def _faults(report: dict[str, Any], category: str) -> set[str]:
    """The audits that cost this category points."""
    weighed = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    scores = {audit: report["audits"][audit]["score"] for audit in weighed}
    return {audit for audit, score in scores.items() if score is not None and score < 1}


if __name__ == "__main__":
    main()
