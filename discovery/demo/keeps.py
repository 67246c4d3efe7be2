"""What clients of the demo like, follow and keep, over the last weeks: so that something trends."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zlib import crc32

from accounts.models import User
from creators.models import Category, CreatorProfile, PortfolioItem
from discovery.actions.follow import follow
from discovery.actions.like import like
from discovery.actions.save_item import make_list, set_lists
from discovery.actions.save_search import save_search
from discovery.demo.catalogue import CLIENT_EMAIL, CLIENTS
from discovery.models import Featured
from gigs.models import DailyViews, Gig
from reelbyte import clock

LISTS = ("Launch film", "Colourists", "For the autumn")
SEARCHES = (("gig", "q=film&days=7"), ("creator", "category=drone-aerial&free=true"))
VIEWED = 100  # days
WINDOW = timedelta(days=365)  # the catalogue still shows it months after it was loaded


def keep(today: datetime, people: dict[str, User], staff: User) -> None:
    """Hearts, follows, lists and searches, each on a day of its own; and what staff put in the window."""
    films = list(PortfolioItem.objects.order_by("pk"))
    creators = list(CreatorProfile.objects.order_by("pk"))
    gigs = list(Gig.objects.live().order_by("pk"))
    for number, text in enumerate(CLIENTS):
        client = people[text.email]
        for step in range(4):
            with clock.at(today - timedelta(days=min(1 + 2 * number + 3 * step, text.joined - 1))):
                like(client, films[(number * 5 + step * 3) % len(films)])
                follow(client, creators[(number * 2 + step) % len(creators)])
    nils = people[CLIENT_EMAIL]
    for number, name in enumerate(LISTS):
        with clock.at(today - timedelta(days=9 - number)):
            into = make_list(nils, name)
            for thing in (creators[number], gigs[number], gigs[number + 4], films[number * 2]):
                set_lists(nils, thing, [into])
    with clock.at(today - timedelta(days=3)):
        for kind, query in SEARCHES:
            save_search(nils, kind, query)
    _window(today, creators, gigs, staff)
    DailyViews.objects.bulk_create(_views(today, gigs))


def _views(today: datetime, gigs: list[Gig]) -> Iterator[DailyViews]:
    """Every gig is looked at daily, in waves; more in the middle of the week, and slowly more."""
    for gig in gigs:
        seed = crc32(gig.slug.encode())
        for back in range(VIEWED):
            day = today.date() - timedelta(days=back)
            wave = 2 + (seed >> (back // 7 % 24)) % 7
            people = wave * (3 if day.weekday() in (1, 2, 3) else 2) * (2 * VIEWED - back) // (2 * VIEWED)
            yield DailyViews(gig=gig, day=day, people=people)


def _window(today: datetime, creators: list[CreatorProfile], gigs: list[Gig], staff: User) -> None:
    days = {"starts": today.date() - timedelta(days=2), "ends": today.date() + WINDOW, "chosen_by": staff}
    for place, creator in enumerate(creators[1:5]):
        Featured.objects.create(creator=creator, position=place, **days)
    for top in Category.objects.top():
        shown = [gig for gig in gigs if top.pk in (gig.category_id, gig.category.parent_id)][:2]
        for place, gig in enumerate(shown):
            Featured.objects.create(gig=gig, category=top, position=place, **days)
