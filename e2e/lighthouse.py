"""`make lighthouse`: how fast, usable and findable the main pages are, by Lighthouse, on a desk and on a phone.

Measures a demo that runs already (`--at URL`) or starts one as `make shots` does, prints one table and fails where a
page is under what we promise. Names on the command line choose some of the pages.
"""

import argparse
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from e2e.shots import ROOT, demo, follow, signed_in

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
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "phone": {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100},
}
MOST_SHIFT = 0.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--at", default="")
    parser.add_argument("--keep", type=Path, help="a folder for Lighthouse's own reports")
    options = parser.parse_args()
    program = _program()
    chosen = [page for page in PAGES if not options.names or page[0] in options.names]
    wrong: list[str] = []
    sys.stdout.write(f"{'page':8} {'device':8} {'perf':>4} {'a11y':>4} {'best':>4} {'seo':>4} {'LCP s':>6} {'CLS':>6}\n")
    with nullcontext(options.at) if options.at else demo() as url:
        for name, address, cookies in _addresses(url, chosen):
            for device in DEVICES:
                report = _run(program, address, device, cookies)
                if options.keep:
                    options.keep.mkdir(exist_ok=True)
                    (options.keep / f"{name}-{device}.json").write_text(json.dumps(report))
                wrong += _judge(name, device, report, public=not cookies)
    if wrong:
        raise SystemExit("\n".join(["", *wrong]))


def _program() -> Path:
    """Lighthouse, installed at first use."""
    program = CACHE / ".bin" / "lighthouse"
    if not program.exists():
        command = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([*command, "--prefix", ROOT, LIGHTHOUSE], check=True)
    return program


def _addresses(url: str, pages: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str]]:
    """Where the links lead, and the cookies of who looks."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["REELBYTE_BROWSER"], args=["--no-sandbox"])
        found = [(name, *_address(browser, url, who, path, link)) for name, who, path, link in pages]
        browser.close()
    return found


def _address(browser: Browser, url: str, who: str, path: str, link: str) -> tuple[str, str]:
    state = signed_in(browser, url, who) if who else None
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(url + path)
    follow(page, link)
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in state["cookies"]) if state else ""
    address = page.url
    context.close()
    return address, cookies


def _run(program: Path, address: str, device: str, cookies: str) -> dict[str, Any]:
    headers = [f"--extra-headers={json.dumps({'Cookie': cookies})}"] if cookies else []
    done = subprocess.run(
        [
            program, address, *DEVICES[device], *headers, "--quiet", "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
        ],
        env={**os.environ, "CHROME_PATH": os.environ["REELBYTE_BROWSER"]},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _judge(name: str, device: str, report: dict[str, Any], *, public: bool) -> list[str]:
    """Print the page's line; what is under the promise, and which audits were at fault."""
    audits, wrong = report["audits"], []
    scores = {key: round((report["categories"][key]["score"] or 0) * 100) for key in CATEGORIES}
    shift = audits["cumulative-layout-shift"]["numericValue"]
    largest = audits["largest-contentful-paint"]["numericValue"] / 1000
    sys.stdout.write(
        f"{name:8} {device:8} {' '.join(f'{scores[key]:4}' for key in CATEGORIES)} {largest:6.2f} {shift:6.3f}\n"
    )
    sys.stdout.flush()
    for key, least in LEAST[device].items():
        if scores[key] < least and (public or key != "seo"):
            faults = ", ".join(
                ref["id"]
                for ref in report["categories"][key]["auditRefs"]
                if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 0.9 and audits[ref["id"]]["score"] is not None
            )
            wrong.append(f"{name} on the {device}: {key} {scores[key]}, less than {least} ({faults})")
    if round(shift, 3) > MOST_SHIFT:
        wrong.append(f"{name} on the {device}: things moved by {shift:.3f}")
    return wrong


if __name__ == "__main__":
    main()
