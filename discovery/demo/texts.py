"""What the demo says of its people and of their work: read from the TOML files beside, as plain values."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# In this order they join, one of each craft after the other: whoever is newest is never of one kind.
CRAFTS = ("editing", "product", "social", "music", "motion", "explainers", "aerial", "events")


@dataclass(frozen=True)
class ClientText:
    """A client, with the company behind them where there is one. `joined`: days ago, before their first order."""

    email: str
    name: str
    company: str
    industry: str
    country: str
    timezone: str
    joined: int


@dataclass(frozen=True)
class GigText:
    """A gig: a price in whole units and days for each package, cheapest first. `state`: live, or in_review."""

    title: str
    category: str
    film: str
    prices: list[int]
    days: list[int]
    tags: list[str]
    text: str
    state: str = "live"


@dataclass(frozen=True)
class OrderText:
    """Finished work. `gig` counts from 1, `ago` in days since it was ordered.

    `stars` for quality, communication and timeliness; what the client `says` of it, what the creator says `back`
    and, for some, the creator's public `answer`.
    """

    client: str
    gig: int
    tier: str
    ago: int
    stars: str
    says: str
    back: str = ""
    answer: str = ""


@dataclass(frozen=True)
class CreatorText:
    """A creator; the first film is the showreel. `joined`: days ago, when it is no matter of their first order."""

    email: str
    name: str
    handle: str
    headline: str
    bio: str
    location: str
    country: str
    timezone: str
    currency: str
    hourly: int
    skills: list[str]
    languages: list[tuple[str, str]]
    films: list[tuple[str, str]]
    gigs: list[GigText]
    orders: list[OrderText]
    availability: str = "available"
    verified: bool = False
    joined: int = 0


@dataclass(frozen=True)
class BidText:
    """A bid. `price` in whole units; `plan`: (title, price, days), which then make the price and the days.

    `state`: sent, seen, shortlisted, declined, withdrawn, hired. `dearer`: the price of a first version, if there
    was one.
    """

    creator: str
    hours_ago: int
    letter: str
    price: int = 0
    days: int = 0
    plan: tuple[tuple[str, int, int], ...] = ()
    answers: tuple[str, ...] = ()
    samples: int = 2
    dearer: int = 0
    state: str = "sent"
    note: str = ""
    reason: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class JobText:
    """A job. `budget` in whole units, `days_ago` when it was published, `due` days from today (0: no deadline).

    `invited`: (a creator's e-mail, what they answered: accept, decline or nothing, the client's word to them).
    """

    client: str
    title: str
    category: str
    currency: str
    budget: tuple[int, int]
    days_ago: int
    due: int
    description: str
    deliverables: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    questions: tuple[tuple[str, bool], ...] = ()
    invited: tuple[tuple[str, str, str], ...] = ()
    visibility: str = "public"
    nda: str = ""
    film: str = ""  # a clip that is shown as a reference
    state: str = "open"  # or draft, closed
    bids: tuple[BidText, ...] = ()


def clients() -> tuple[ClientText, ...]:
    """Every client, in the order they joined."""
    found = (ClientText(**row) for row in _rows("people/clients.toml", "clients"))
    return tuple(sorted(found, key=lambda client: -client.joined))


def creators() -> tuple[CreatorText, ...]:
    """Every creator, in the order they joined."""
    crafts = [[_creator(row) for row in _rows(f"people/{craft}.toml", "creators")] for craft in CRAFTS]
    return tuple(filter(None, chain.from_iterable(zip_longest(*crafts))))


def jobs() -> tuple[JobText, ...]:
    """Every job, the oldest first."""
    rows = chain.from_iterable(_rows(f"briefs/{file.name}", "jobs") for file in sorted((HERE / "briefs").iterdir()))
    return tuple(sorted((_job(row) for row in rows), key=lambda job: -job.days_ago))


def _rows(file: str, key: str) -> Iterator[dict[str, Any]]:
    yield from tomllib.loads((HERE / file).read_text(encoding="utf-8"))[key]


def _creator(row: dict[str, Any]) -> CreatorText:
    gigs = [GigText(**gig) for gig in row.pop("gigs")]
    orders = [OrderText(**order) for order in row.pop("orders", ())]
    return CreatorText(**row, gigs=gigs, orders=orders)


def _job(row: dict[str, Any]) -> JobText:
    bids = tuple(BidText(**bid) for bid in row.pop("bids", ()))
    return JobText(**row, bids=bids)
