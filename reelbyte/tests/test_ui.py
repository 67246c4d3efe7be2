"""Small words of the templates."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from reelbyte.money import Money
from reelbyte.templatetags import ui


@pytest.mark.parametrize(
    ("number", "shown"),
    [(None, "0"), (0, "0"), (999, "999"), (1000, "1K"), (18_200, "18.2K"), (182_400, "182K"), (1_240_000, "1.2M")],
)
def test_numbers_are_short(number: int | None, shown: str) -> None:
    assert ui.compact(number) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(None, "0:00"), (9.9, "0:09"), (75, "1:15"), (3675, "1:01:15")])
def test_lengths_read_like_a_player(seconds: float | None, shown: str) -> None:
    assert ui.timecode(seconds) == shown


def test_money_drops_decimals_that_say_nothing() -> None:
    assert ui.money(Money(45_000, "EUR")) == "€450"
    assert ui.money(Money(45_050, "EUR")) == "€450.50"
    assert ui.money(Money(1_250_000, "USD")) == "$12,500"
    assert ui.money(Money(900, "JPY")) == "¥900"
    assert ui.money(None) == ""
    with override("de"):
        assert ui.money(Money(45_000, "EUR")) == "450\xa0€"


@pytest.mark.parametrize(("name", "shown"), [("Mara Oduya", "MO"), ("Zoë", "Z"), ("Anna Maria Roth", "AR"), ("", "?")])
def test_people_without_a_picture_have_initials(name: str, shown: str) -> None:
    assert ui.initials(name) == shown
    assert 0 <= ui.tint(name) < ui.TINTS


def render(text: str, path: str = "/") -> str:
    return Template(text).render(Context({"request": RequestFactory().get(path), "said": "<i>"}))


def test_a_link_says_where_we_are() -> None:
    assert 'aria-current="page"' in render("{% nav_link 'styleguide' 'Guide' %}", "/styleguide/")
    assert "aria-current" not in render("{% nav_link 'styleguide' 'Guide' %}", "/elsewhere/")
    assert 'aria-current="page"' in render("{% nav_link 'styleguide' 'Guide' %}", "/styleguide/part/")
    assert "aria-current" not in render("{% nav_link 'styleguide' 'Guide' exact=True %}", "/styleguide/part/")


def test_a_link_to_nowhere_is_not_printed() -> None:
    assert render("{% nav_link 'no:such-name' 'Nothing' %}") == ""


def test_labels_are_escaped() -> None:
    assert "&lt;i&gt;" in render("{% nav_link 'styleguide' said %}")
    assert "&lt;i&gt;" in str(ui.icon("x", label="<i>"))


def test_a_counter_of_nothing_is_empty() -> None:
    assert str(ui.count_badge(0, "bell-count")) == '<span class="count" id="bell-count"></span>'
    assert ">99+<" in str(ui.count_badge(120))
