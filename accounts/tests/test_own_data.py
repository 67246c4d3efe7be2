"""Taking one's data along, and leaving."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import hooks
from accounts.actions.delete_account import delete_account, vetoes
from accounts.actions.request_export import request_export
from accounts.actions.submit_identity import submit_identity
from accounts.exporting import safe
from accounts.models import DataExport, IdentityCheck, User
from accounts.tasks import sweep_exports
from accounts.tests.pictures import cleaned
from conftest import PASSWORD
from contracts.actions.open_dispute import open_dispute
from contracts.actions.order import place_order
from contracts.actions.withdraw_dispute import withdraw_dispute
from contracts.models import Contract
from contracts.tests.conftest import (
    answer as answer_brief,
)
from contracts.tests.conftest import fresh, hand_over, pay, take, wire  # noqa: F401 - webhooks reach us
from contracts.tests.conftest import make_gig as make_offer
from discovery.tests.builders import make_creator
from gigs.quote import quote
from gigs.tests.builders import make_gig
from jobs.references import inspect
from jobs.tests.builders import make_job
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.actions.store_attachment import store_attachment
from notifications.models import Notification
from payments.actions.clear_earnings import clear_earnings
from payments.demo import settle
from payments.models import Movement
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry
from reelbyte.money import Money
from reelbyte.testing.sessions import signed_in
from videos.models import Video

pytestmark = pytest.mark.django_db
EXPORTS = "/settings/data/exports/"
LEAVE = "/settings/data/deletion/"


def proven(person: User, *, fresh: bool = True) -> Client:
    """Their browser: with `fresh`, the password was typed just now."""
    browser = Client()
    browser.cookies["sessionid"] = signed_in(person, proven=fresh)
    return browser


def unpacked(browser: Client, export: DataExport) -> tuple[dict[str, Any], list[str]]:
    """The archive's JSON by part, and the names of its files."""
    answer = browser.get(f"{EXPORTS}{export.public_id}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        return {
            name.removesuffix(".json"): json.loads(archive.read(name)) for name in names if name.endswith(".json")
        }, [name for name in names if name.startswith("files/")]


def released(creator: User, client: User) -> Contract:
    """A contract that was paid, delivered and released."""
    package = make_offer(creator).packages.get()
    contract = place_order(client, package, seen=quote(package, (), 1).total, order_key=uuid4())
    milestone = contract.milestones.get()
    pay(milestone)
    answer_brief(milestone)
    hand_over(fresh(milestone))
    take(fresh(milestone))
    settle(milestone.escrow_ref)
    return Contract.objects.get(pk=contract.pk)


class TestExport:
    def test_everything_of_oneself_and_nothing_of_others_secrets(self, alice: User, bob: User) -> None:
        make_creator(alice)
        make_gig(alice, "live")
        talk = open_conversation(people=[alice, bob], subject="direct", subject_label="")
        for who, text in ((alice, "Ahoy"), (bob, "Hello yourself")):
            upload = SimpleUploadedFile("notes.txt", text.encode())
            send_message(talk, who, text=text, client_id=uuid4(), attachments=[store_attachment(who, upload)])
        browser = proven(alice)
        assert browser.post(EXPORTS).status_code == 302
        assert browser.post(EXPORTS).status_code == 409
        outbox.drain()
        export = DataExport.objects.get()
        assert Notification.objects.filter(recipient=alice, kind="accounts.export_ready").exists()
        parts, files = unpacked(browser, export)
        assert parts.keys() == hooks.exports().keys()
        assert parts["account"]["person"][0]["email"] == "alice@example.com"
        assert [row["text"] for row in parts["messages"]["messages"]] == ["Ahoy", "Hello yourself"]
        assert parts["gigs"]["gigs"][0]["title"]
        assert parts["profile"]["portfolio"]
        text = json.dumps(parts)
        assert "bob@example.com" not in text
        assert alice.password not in text
        assert [name.rpartition("-")[2] for name in files if "messages" in name] == ["notes.txt"]  # her own alone
        assert any(name.startswith("files/videos/") for name in files) is storages["private"].exists(
            Video.objects.get(portfolio_items__profile__user=alice).original_key
        )

    def test_only_its_owner_who_proves_it_and_only_for_some_days(self, alice: User, bob: User) -> None:
        assert proven(alice, fresh=False).post(EXPORTS)["Location"].startswith("/accounts/reauthenticate/")
        assert not DataExport.objects.exists()
        export = request_export(alice)
        outbox.drain()
        url = f"{EXPORTS}{export.public_id}/"
        assert proven(bob).get(url).status_code == 404
        assert proven(alice, fresh=False).get(url)["Location"].startswith("/accounts/reauthenticate/")
        with clock.after(policy.EXPORT_KEPT + timedelta(minutes=1)):
            assert proven(alice).get(url).status_code == 404
            assert sweep_exports() == 1
            assert sweep_exports() == 0
        assert not storages["private"].exists(export.key)

    def test_one_that_never_came_can_be_asked_for_again(self, alice: User) -> None:
        first = request_export(alice)
        with pytest.raises(Conflict):
            request_export(alice)
        with clock.after(timedelta(days=2)):
            request_export(alice)
        first.refresh_from_db()
        assert first.status == "failed"

    def test_names_of_files_stay_in_their_folder(self) -> None:
        assert safe("../../etc/passwd") == "_.._etc_passwd"
        assert safe("..") == "file"


class TestLeaving:
    def test_nobody_is_left(
        self, alice: User, bob: User, django_capture_on_commit_callbacks: Any, settings: Any
    ) -> None:
        profile, gig, handed_in = make_creator(alice), make_gig(alice, "live"), make_gig(alice, "in_review")
        job = make_job(alice, "open", added=[inspect(SimpleUploadedFile("mood.txt", b"Amber, dusk"))])
        talk = open_conversation(people=[alice, bob], subject="direct", subject_label="")
        send_message(talk, alice, text="Ahoy", client_id=uuid4())
        check = submit_identity(alice, document="passport", country="FR", **cleaned())
        document = check.key("document")
        browser = proven(alice)
        assert browser.post(LEAVE).status_code == 422  # not by a slip
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(LEAVE, {"sure": "on"})
        assert answer["Location"] == "/"
        assert browser.get("/settings/").status_code == 302
        alice.refresh_from_db()
        profile.refresh_from_db()
        assert (alice.status, alice.name, alice.display_name) == ("closed", "", "Former member")
        assert "alice" not in f"{alice.email} {profile.handle}"
        assert not EmailAddress.objects.filter(email="alice@example.com").exists()
        assert not IdentityCheck.objects.exists()
        assert not storages["private"].exists(document)
        assert not profile.portfolio.exists()
        assert not Video.objects.filter(owner=alice, purpose="portfolio").exists()
        for url in (f"/creators/{profile.handle}/", gig.get_absolute_url(), job.get_absolute_url()):
            assert Client().get(url).status_code == 404
        for told in (gig, handed_in, job):
            before = (told.title, told.description, told.slug)
            told.refresh_from_db()
            assert not {told.title, told.description, told.slug} & set(before)
        assert (handed_in.status, job.status) == ("draft", "closed")
        assert not job.files.exists()
        page = proven(bob).get(talk.get_absolute_url()).content.decode()
        assert "Ahoy" in page
        assert "Alice" not in page
        assert AuditEntry.objects.filter(action="accounts.deleted", actor=alice).exists()
        delete_account(alice)  # asked again it is so
        form = {"email": "alice@example.com", "name": "Al", "role": "client", "password1": "unlikely-otter-77"}
        Client().post("/accounts/signup/", {**form, "terms": "on"})
        assert User.objects.filter(email="alice@example.com").exists()

    def test_it_is_asked_again_who_it_is(self, alice: User) -> None:
        stale = proven(alice, fresh=False)
        for answer in (stale.get(LEAVE), stale.post(LEAVE, {"sure": "on"})):
            assert answer["Location"].startswith("/accounts/reauthenticate/")
        assert User.objects.get(pk=alice.pk).status == "active"

    def test_not_while_money_or_work_is_open(self, alice: User, bob: User) -> None:
        contract = released(alice, bob)
        Contract.objects.filter(pk=contract.pk).update(status="active", ended_at=None)
        for person in (alice, bob):
            assert "1 contract of yours is running" in " ".join(vetoes(person))
        page = proven(bob).get(LEAVE).content.decode()
        assert "1 contract of yours is running" in page
        assert 'name="sure"' not in page
        assert proven(bob).post(LEAVE, {"sure": "on"}).status_code == 422
        Contract.objects.filter(pk=contract.pk).update(status="completed", ended_at=clock.now())
        assert vetoes(bob) == []
        milestone = contract.milestones.get()
        half = Money(milestone.amount_minor // 2, milestone.currency)
        dispute = open_dispute(bob, milestone, reason="quality", text="It flickers.", to_client=half)
        assert "disagreement of yours is open" in " ".join(vetoes(bob))
        withdraw_dispute(bob, dispute)
        assert "Withdraw it first" in " ".join(vetoes(alice))  # cleared or not
        with clock.after(policy.CLEARING + timedelta(days=1)):
            clear_earnings()
            assert "Withdraw it first" in " ".join(vetoes(alice))
        with pytest.raises(Refused, match="Withdraw it first"):
            delete_account(alice)
        delete_account(bob)
        assert Movement.objects.filter(user=bob).exists()  # the books stay

    def test_staff_are_let_go_by_others(self, mod: User) -> None:
        with pytest.raises(Refused, match="You work here"):
            delete_account(mod)


def test_one_browser_is_signed_out_from_another(alice: User) -> None:
    here = Client()
    here.post(
        "/accounts/login/", {"login": alice.email, "password": PASSWORD}, headers={"user-agent": "Firefox/140 Linux"}
    )
    there = Client()
    there.post(
        "/accounts/login/", {"login": alice.email, "password": PASSWORD}, headers={"user-agent": "Chrome/99 Android"}
    )
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    assert there.session.session_key not in page
    name = page.partition('name="session" value="')[2].partition('"')[0]
    assert here.post("/settings/sessions/end/", {"session": name}).status_code == 302
    assert there.get("/settings/").status_code == 302
    assert here.get("/settings/").status_code == 200
    assert here.post("/settings/sessions/end/", {"session": name}).status_code == 302  # gone already
