"""Pages: what comes with the site, how text becomes HTML, versions that stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from support import loading, numbers, text
from support.actions.draft import draft
from support.actions.publish import publish
from support.models import Page, PageVersion
from support.tests.conftest import SECRET  # noqa: F401 - a fixture's

pytestmark = pytest.mark.django_db


def test_what_comes_with_the_site_is_there_once_and_is_open_to_everybody(client: Client) -> None:
    assert loading.plant() == 0
    index = client.get("/help/").content.decode()
    for source in loading.sources():
        page = Page.objects.get(slug=source.slug)
        html = client.get(page.get_absolute_url()).content.decode()
        assert source.title in html
        assert "{{" not in html, "a number that is none"
        assert (source.summary in index) is (source.topic != "legal")
    assert client.get("/help/terms/")["Location"] == "/terms/"
    assert client.get("/help/nothing/").status_code == 404


def test_a_change_of_policy_is_on_the_help_page_at_once_and_not_in_the_terms(client: Client, monkeypatch: Any) -> None:
    assert "10 % of what is released" in client.get("/help/fees/").content.decode()
    monkeypatch.setattr(policy, "FEE_BPS", 1250)
    assert "12.5 % of what is released" in client.get("/help/fees/").content.decode()
    terms = client.get("/terms/").content.decode()
    assert "fee of 10 %" in terms
    assert "12.5" not in terms


@pytest.mark.parametrize(
    ("written", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "href"),
        ("[x](data:text/html,hi)", "href"),
        ("![x](https://evil.example/x.png)", "<img"),
        ("<img src=x onerror=alert(1)>", "<img"),
        (r'[x](/help/ "a\" onclick=\"b")', '" onclick="'),
        ("<div hx-get=/>", "<div"),
        ("<iframe src=//evil.example>", "<iframe"),
    ],
)
def test_nothing_but_the_subset_comes_through(written: str, never: str) -> None:
    assert never not in text.render(f"{written}\n\n{written} within", {}).html


def test_headings_can_be_linked_to_and_numbers_are_filled_in() -> None:
    made = text.render(
        "# Money\n\n## Money\n\nIt is {{ FEE_PERCENT }} %.\n\n| a | b |\n|---|---|\n| 1 | 2 |", numbers.today()
    )
    assert [words for _id, words in made.contents] == ["Money", "Money"]
    assert len({name for name, _words in made.contents}) == 2
    assert "It is 10 %." in made.html
    assert "<h1" not in made.html
    assert "<td>2</td>" in made.html
    with pytest.raises(ValidationError, match="FEE_PRECENT"):
        text.check("{{ FEE_PRECENT }}", numbers.today())


def test_what_was_published_stays(owner: Any) -> None:
    version = Page.objects.get(slug="fees").versions.get()
    for change in (lambda: PageVersion.objects.filter(pk=version.pk).update(body="Free!"), version.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_version_is_in_force_when_its_day_has_come(owner: Any, client: Client) -> None:
    page = Page.objects.get(slug="privacy")
    next_month = clock.now() + timedelta(days=30)
    made = draft(owner, page, title="Privacy", summary="New", body="We keep less.", effective_at=next_month)
    with pytest.raises(Conflict):
        draft(owner, page, title="x", summary="x", body="x")
    publish(owner, made)
    html = client.get("/privacy/").content.decode()
    assert "We keep less." not in html
    assert "A new version comes into force" in html
    assert "We keep less." in client.get("/privacy/?version=2").content.decode()
    with clock.at(next_month + timedelta(hours=1)):
        assert "We keep less." in client.get("/privacy/").content.decode()
        old = client.get("/privacy/?version=1").content.decode()
        assert "not the version in force" in old
        assert "noindex" in old
    assert client.get("/privacy/?version=9").status_code == 404


class TestDesk:
    """How staff write."""

    FORM = {"title": "Fees", "summary": "What it costs", "body": "It is {{ FEE_PERCENT }} %.", "changes": ""}
    EMPTY = {"effective_at_0": "", "effective_at_1": ""}

    def test_a_helper_writes_previews_and_publishes_help(self, helper: Any, login: Any, client: Client) -> None:
        desk, page = login(helper), Page.objects.get(slug="fees")
        assert "Clients pay the price" in desk.get(f"/admin/support/pageversion/add/?page={page.pk}").content.decode()
        answer = desk.post("/admin/support/pageversion/add/", {**self.FORM, **self.EMPTY, "page": page.pk})
        assert answer.status_code == 302
        version = page.versions.get(number=2)
        url = f"/admin/support/pageversion/{version.pk}"
        assert "It is 10 %." in desk.get(f"{url}/preview/").content.decode()
        wrong = desk.post(f"{url}/change/", {**self.FORM, **self.EMPTY, "body": "{{ NOTHING }}"})
        assert "no number called NOTHING" in wrong.content.decode()
        desk.post(f"{url}/publication/")
        assert "It is 10 %." in client.get("/help/fees/").content.decode()
        assert desk.post(f"{url}/change/", {**self.FORM, **self.EMPTY, "body": "Free"}).status_code == 403

    def test_what_binds_people_is_published_by_owners_alone(self, helper: Any, owner: Any, login: Any) -> None:
        page = Page.objects.get(slug="terms")
        version = draft(helper, page, title="x", summary="x", body="x")
        assert login(helper).post(f"/admin/support/pageversion/{version.pk}/publication/").status_code == 403
        with pytest.raises(Refused):
            publish(helper, version)
        desk = login(owner)
        desk.post("/admin/support/pageversion/", {"action": "publish_selected", "_selected_action": version.pk})
        version.refresh_from_db()
        assert version.is_published

    def test_a_new_page_is_no_legal_one(self, helper: Any, login: Any) -> None:
        form = {"slug": "imprint", "topic": "legal", "position": "1"}
        rows = {"versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0"}
        assert login(helper).post("/admin/support/page/add/", {**form, **rows}).status_code == 200
        assert login(helper).post("/admin/support/page/add/", {**form, **rows, "topic": "money"}).status_code == 302
