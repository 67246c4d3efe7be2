"""Every component in every state, both themes side by side: for staff, and for everybody while DEBUG is on."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reelbyte import clock
from reelbyte.charts import chart
from reelbyte.money import Money
from reelbyte.pagination import Page


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        help_text=_("What a client sees first. Up to 80 characters."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    price = forms.DecimalField(label=_("Price"), min_value=5)
    days = forms.IntegerField(label=_("Delivery"), initial=3)
    category = forms.ChoiceField(
        label=_("Category"),
        choices=[("drone", _("Drone")), ("ugc", _("UGC")), ("grade", _("Colour"))],
    )
    about = forms.CharField(
        label=_("About"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Markdown is not read."),
    )
    ratio = forms.ChoiceField(
        label=_("Aspect ratio"),
        widget=forms.RadioSelect,
        choices=[("9:16", "9:16"), ("16:9", "16:9"), ("1:1", "1:1")],
    )
    crafts = forms.MultipleChoiceField(
        label=_("Crafts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("edit", _("Edit")), ("sound", _("Sound"))],
    )
    terms = forms.BooleanField(
        label=_("I own the rights to this film"),
        help_text=_("Or have them in writing."),
    )
    alerts = forms.BooleanField(
        label=_("Tell me at once"),
        required=False,
        widget=forms.CheckboxInput({"role": "switch"}),
    )
    file = forms.FileField(label=_("Reference"), required=False)
    stars = forms.ChoiceField(label=_("Communication"), choices=[(n, n) for n in range(1, 6)], required=False)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page. A stranger gets 404, as for everything that is not theirs."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "styleguide/page.html", _samples())


def _film(*row: Any) -> dict[str, Any]:
    names = ("title", "who", "price", "rating", "count", "views", "seconds", "poster", "verified", "badge")
    film = dict(zip(names, row, strict=True))
    film["price"] = Money(film["price"], "EUR")
    film["poster"] = static(f"img/styleguide/{film['poster']}.jpg")
    return film


def _pane(theme: str) -> dict[str, Any]:
    """One theme's own forms: ids are once on a page."""
    wrong = {
        "title": "",
        "email": "nobody",
        "price": "2",
        "days": "3",
        "category": "drone",
    }
    landmarks = {"crumbs": _("Breadcrumb"), "profile": _("Profile"), "views": _("Views"), "packages": _("Packages")}
    landmarks |= {
        "money": _("Money in this contract"),
        "chart": _("Films by month"),
        "rtl": _("Money, from right to left"),
    }
    return {
        "theme": theme,
        "names": {key: f"{name} ({theme})" for key, name in landmarks.items()},
        "form": SampleForm(auto_id=f"{theme}-%s"),
        "bad_form": SampleForm(wrong, auto_id=f"{theme}-bad-%s"),
        "held": [(state, name, SampleForm(auto_id=f"{theme}-{state}-%s")) for state, name in HELD],
    }


def _samples() -> dict[str, Any]:
    """What the components show here; no row of the database is read."""
    now = clock.now()
    return {
        "panes": [_pane("dark"), _pane("light")],
        "groups": GROUPS,
        "swatches": [
            "canvas",
            "surface",
            "raised",
            "line",
            "ink",
            "muted",
            "accent",
            "good",
            "warn",
            "bad",
        ],
        "films": [_film(*row) for row in FILMS],
        "euro": Money(45_000, "EUR"),
        "cents": Money(128_450, "EUR"),
        "was": Money(60_000, "EUR"),
        "tabs": [
            {"url": "#reel", "label": _("Reel"), "current": True, "count": None},
            {"url": "#gigs", "label": _("Gigs"), "count": 4},
            {"url": "#reviews", "label": _("Reviews"), "count": 128},
        ],
        "crumbs": [
            (_("Gigs"), "#"),
            (_("Drone"), "#"),
            (_("Golden hour over Lekki"), ""),
        ],
        "bars": chart([(now - timedelta(days=30 * back), 3 + back * 5 % 7) for back in range(11, -1, -1)]),
        "steps": [
            {
                "title": _("Funded"),
                "text": _("€450 in escrow"),
                "state": "done",
                "at": now - timedelta(days=6),
            },
            {
                "title": _("Delivered"),
                "text": _("Version 2"),
                "state": "done",
                "at": now - timedelta(days=1),
            },
            {
                "title": _("Review"),
                "text": _("Accepts itself in 6 days"),
                "state": "now",
            },
            {"title": _("Release"), "state": "next"},
        ],
        "parts": [
            {
                "label": _("Released"),
                "amount": Money(20_000, "EUR"),
                "kind": "released",
                "start": 0,
                "percent": 20,
            },
            {
                "label": _("In escrow"),
                "amount": Money(45_000, "EUR"),
                "kind": "escrow",
                "start": 20,
                "percent": 45,
            },
            {
                "label": _("To be funded"),
                "amount": Money(35_000, "EUR"),
                "kind": "open",
                "start": 65,
                "percent": 35,
            },
        ],
        "amounts": [
            (_("Milestone 2"), Money(45_000, "EUR")),
            (_("Fee, 10 %"), Money(-4_500, "EUR")),
        ],
        "net": Money(40_500, "EUR"),
        "spread": [(5, 104, 81), (4, 18, 14), (3, 4, 3), (2, 1, 1), (1, 1, 1)],
        "menu_items": [
            {"label": _("Edit"), "url": "#", "icon": "pencil"},
            {"label": _("Pause"), "url": "#", "icon": "pause"},
            {"label": _("Delete"), "dialog": "", "icon": "trash-2", "danger": True},
        ],
        "panels": [
            {
                "label": _("Basic"),
                "template": "styleguide/_panel.html",
                "text": _("One film, 15 seconds."),
                "current": True,
            },
            {"label": _("Standard"), "template": "styleguide/_panel.html", "text": _("Three films and their hooks.")},
            {"label": _("Premium"), "template": "styleguide/_panel.html", "text": _("A day of shooting, graded.")},
        ],
        "page": Page([1], "abc"),
        "now": now,
    }


# States that a pointer or a key makes, held still by css/held.css (reelbyte/bundle.py).
HELD = [("hover", _("Pointed at")), ("focus-visible", _("Reached by keys")), ("active", _("Pressed"))]

GROUPS = [
    (_("Tokens"), "styleguide/_tokens.html"),
    (_("Films"), "styleguide/_films.html"),
    (_("Buttons"), "styleguide/_buttons.html"),
    (_("Fields"), "styleguide/_fields.html"),
    (_("Held"), "styleguide/_held.html"),
    (_("Errors"), "styleguide/_errors.html"),
    (_("Cards"), "styleguide/_cards.html"),
    (_("Rows"), "styleguide/_rows.html"),
    (_("People"), "styleguide/_people.html"),
    (_("Money"), "styleguide/_money.html"),
    (_("Navigation"), "styleguide/_navigation.html"),
    (_("Overlays"), "styleguide/_overlays.html"),
    (_("Waiting"), "styleguide/_waiting.html"),
    (_("Talk"), "styleguide/_talk.html"),
    (_("Player"), "styleguide/_player.html"),
    (_("Long"), "styleguide/_long.html"),
    (_("Right to left"), "styleguide/_rtl.html"),
]

# title, who, price in euro cents, rating, ratings, views, seconds, poster, verified, badge
FILMS = [
    ("Golden hour over Lekki", "Mara Oduya", 45_000, 4.98, 214, 18_200, 42, "aurora", True, ""),
    ("Watch movement, 240 fps", "Jonas Weil", 90_000, 4.94, 88, 9_100, 31, "cells", True, _("Featured")),
    ("Three hooks in nine seconds", "Saya Ito", 18_000, None, None, 42_700, 9, "liquid", False, ""),
    ("Neon portrait grade", "Leo Marchetti", 32_050, 4.91, 47, 1_240_000, 64, "synthwave", False, ""),
]
