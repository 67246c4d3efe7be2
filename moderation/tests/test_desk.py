"""From a report to a decision, and from a sanction to its appeal."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from gigs.actions.submit import needs_review
from gigs.models import Gig
from gigs.tests.builders import make_gig, package
from moderation import appealing
from moderation.actions.appeal import appeal, confirm, lift
from moderation.actions.decide_report import dismiss, uphold
from moderation.actions.sanction import sanction
from moderation.models import Report, Sanction
from notifications.models import Notification
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def gig(alice: User) -> Gig:
    return make_gig(alice, "live", packages=[package()])


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root@example.com", "correct-horse-battery", name="Root")


def say(login: Any, person: User, gig: Gig, **data: str) -> Any:
    url = reverse("moderation:report-create", args=["gig", gig.slug])
    return login(person).post(url, {"rule": "stolen", "text": "I filmed this.", **data})


@pytest.fixture
def desk(mod: User, login: Any) -> Any:
    mod.groups.add(Group.objects.get(name="moderator"))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    return login(mod)


def test_what_one_sees_one_can_report_once(gig: Gig, alice: User, bob: User, login: Any) -> None:
    assert (
        reverse("moderation:report-create", args=["gig", gig.slug])
        in login(bob).get(gig.get_absolute_url()).content.decode()
    )
    assert say(login, bob, gig).status_code == 302
    assert say(login, bob, gig).status_code == 302
    report = Report.objects.get()
    assert (report.owner, report.title, report.target) == (alice, gig.title, gig)
    assert say(login, alice, gig).status_code == 422
    assert say(login, bob, gig, rule="dull").status_code == 422
    for kind, ref in (("gig", "nothing-like-it"), ("review", "no-id"), ("message", "no.1"), ("weather", "today")):
        assert login(bob).get(reverse("moderation:report-create", args=[kind, ref])).status_code == 404


def test_upheld_it_is_taken_down_and_comes_back_only_through_review(
    gig: Gig, alice: User, bob: User, dave: User, login: Any, desk: Any
) -> None:
    say(login, bob, gig)
    say(login, dave, gig)
    report = Report.objects.first()
    assert report is not None
    page = desk.get(reverse("admin:moderation_report_change", args=[report.pk])).content.decode()
    removal = reverse("admin:moderation_report_removal", args=[report.pk])
    assert removal in page
    assert desk.post(removal, {"decision": ""}).status_code == 422
    desk.post(removal, {"decision": "The film is not yours."})
    gig.refresh_from_db()
    assert gig.status == "draft"
    assert needs_review(gig)
    assert set(Report.objects.values_list("status", flat=True)) == {"upheld"}
    told = Notification.objects.get(recipient=alice, kind="moderation.sanctioned")
    assert told.context["quote"] == "The film is not yours."
    assert "Somebody else" in told.text
    assert Notification.objects.filter(kind="moderation.report_decided").count() == 2
    assert b"The film is not yours." in login(alice).get(reverse("gigs:gig-edit", args=[gig.slug])).content
    assert AuditEntry.objects.filter(action="moderation.report_upheld").count() == 2


def test_dismissed_is_dismissed(gig: Gig, bob: User, mod: User, login: Any) -> None:
    say(login, bob, gig)
    report = Report.objects.get()
    with pytest.raises(Refused):
        dismiss(report, staff=mod, decision=" ")
    dismiss(report, staff=mod, decision="It is theirs.")
    dismiss(report, staff=mod, decision="It is theirs.")
    with pytest.raises(Conflict):
        uphold(report, staff=mod, decision="It is not.")
    assert Notification.objects.filter(kind="moderation.report_decided").count() == 1
    say(login, bob, gig)
    assert Report.objects.filter(status="open").count() == 1


@pytest.mark.parametrize(
    ("kind", "status"), [("warn", "active"), ("limit", "limited"), ("suspend", "suspended"), ("ban", "banned")]
)
def test_a_sanction_does_what_it_says_and_can_be_appealed_signed_out(
    alice: User, mod: User, root: User, client: Any, kind: str, status: str
) -> None:
    made = sanction(mod, alice, kind=kind, rule="fraud", reason="Two cards, one name.")
    alice.refresh_from_db()
    assert alice.status == status
    told = Notification.objects.get(recipient=alice, kind="moderation.sanctioned")
    page = client.get(told.url)
    assert b"Two cards, one name." in page.content
    assert client.post(told.url, {"text": ""}).status_code == 422
    client.post(told.url, {"text": "My brother's card."})
    assert client.post(told.url, {"text": "And my sister's."}).status_code == 409
    made.refresh_from_db()
    with pytest.raises(Refused, match="Somebody else"):
        confirm(made, staff=mod, answer="No.")
    lift(made, staff=root, answer="It is his.")
    alice.refresh_from_db()
    assert alice.status == "active"
    assert b"It is taken back" in client.get(told.url).content


def test_lifting_one_of_two_frees_nobody(alice: User, mod: User, root: User) -> None:
    first = sanction(mod, alice, kind="limit", rule="spam", reason="Forty messages.")
    sanction(mod, alice, kind="suspend", rule="spam", reason="Eighty messages.")
    lift(first, staff=root, answer="It was thirty.")
    alice.refresh_from_db()
    assert alice.status == "suspended"


def test_no_link_but_ours_opens_an_appeal(alice: User, mod: User, client: Any) -> None:
    made = sanction(mod, alice, kind="warn", rule="spam", reason="Forty messages.")
    assert client.get(appealing.path(made)).status_code == 200
    assert client.get(reverse("moderation:appeal-create", args=[str(made.public_id)])).status_code == 404


def test_nobody_sanctions_themselves(mod: User) -> None:
    with pytest.raises(Refused):
        sanction(mod, mod, kind="warn", rule="spam", reason="I was rude.")
    with pytest.raises(IntegrityError, match="sanction_of_another"), transaction.atomic():
        Sanction.objects.create(user=mod, issued_by=mod, kind="warn", rule="spam", reason="I was rude.")


@pytest.mark.django_db(transaction=True)
def test_two_decide_at_once_and_one_word_stands(gig: Gig, bob: User, mod: User, root: User, login: Any) -> None:
    say(login, bob, gig)
    report = Report.objects.get()
    outcomes = race(
        lambda: uphold(report, staff=mod, decision="Not theirs.", take_down=True),
        lambda: dismiss(report, staff=root, decision="Theirs."),
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    report.refresh_from_db()
    gig.refresh_from_db()
    assert (report.status, gig.status) in [("upheld", "draft"), ("dismissed", "live")]


@pytest.mark.django_db(transaction=True)
def test_a_sanction_while_an_appeal_is_written_loses_neither(alice: User, mod: User, root: User) -> None:
    first = sanction(mod, alice, kind="limit", rule="spam", reason="Forty messages.")
    race(
        lambda: appeal(first, text="They asked me to."),
        lambda: sanction(root, alice, kind="suspend", rule="fraud", reason="Two cards."),
    )
    alice.refresh_from_db()
    assert alice.status == "suspended"
    assert set(Sanction.objects.values_list("kind", "status")) == {("limit", "appealed"), ("suspend", "standing")}
