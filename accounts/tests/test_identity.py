"""Who somebody is: sent, kept sealed, looked at by few, decided, and let go of in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from PIL import Image

from accounts import hooks, identity_files
from accounts.actions.decide_identity import approve_identity, reject_identity
from accounts.actions.enrol_totp import enrol_totp
from accounts.actions.submit_identity import submit_identity
from accounts.models import IdentityCheck, User
from accounts.tasks import sweep_identity
from accounts.tests.pictures import cleaned, photograph, pictures
from notifications.models import Notification
from reelbyte import clock, policy, vault
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db
URL = "/settings/identity/"
FORM = {"document": "passport", "country": "FR"}
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def check(alice: User) -> IdentityCheck:
    return submit_identity(alice, **FORM, **cleaned())


@pytest.fixture
def desk(mod: User, login: Any) -> Any:
    mod.groups.add(Group.objects.get(name="moderator"))
    enrol_totp(mod, SECRET)
    return login(mod)


def stored(check: IdentityCheck, name: str) -> bytes:
    with storages["private"].open(check.key(name)) as sealed:
        return sealed.read()


class TestSending:
    def test_pictures_are_drawn_anew_and_kept_sealed(self, alice: User, login: Any) -> None:
        exif = Image.Exif()
        exif[0x010E] = "at home, 51.5 N"
        files = {"document_file": photograph("../../passport.svg", exif=exif), "selfie_file": photograph()}
        assert login(alice).post(URL, {**FORM, **files}).status_code == 302
        check = IdentityCheck.objects.get()
        assert (check.user, check.status) == (alice, "waiting")
        for name in ("document", "selfie"):
            sealed = stored(check, name)
            assert b"WEBP" not in sealed
            opened = identity_files.read(check, name)
            assert opened[8:12] == b"WEBP"
            assert b"at home" not in opened
            assert vault.unseal(sealed) == opened

    def test_what_is_no_picture_is_refused(self, alice: User, login: Any) -> None:
        fake = photograph()
        fake.file.write(b"<html><script>")
        fake.seek(0)
        answer = login(alice).post(URL, {**FORM, **pictures(), "selfie_file": fake})
        assert answer.status_code == 422
        assert not IdentityCheck.objects.exists()

    def test_one_at_a_time(self, alice: User, check: IdentityCheck, mod: User, login: Any) -> None:
        assert login(alice).post(URL, {**FORM, **pictures()}).status_code == 422
        approve_identity(mod, check)
        with pytest.raises(Refused, match="verified already"):
            submit_identity(alice, **FORM, **cleaned())

    def test_a_storage_that_fails_leaves_neither_row_nor_file(self, alice: User, monkeypatch: Any) -> None:
        kept: list[str] = []

        def save(name: str, content: Any) -> str:
            if kept:
                raise OSError("disk full")
            kept.append(name)
            return type(storages["private"]).save(storages["private"], name, content)

        storage = storages["private"]
        monkeypatch.setattr(identity_files, "private_storage", lambda: storage)
        monkeypatch.setattr(storage, "save", save, raising=False)
        with pytest.raises(OSError, match="disk full"):
            submit_identity(alice, **FORM, **cleaned())
        assert not IdentityCheck.objects.exists()
        assert not storage.exists(kept[0])


class TestDeciding:
    def test_approved_the_person_carries_the_mark(
        self, check: IdentityCheck, desk: Any, alice: User, monkeypatch: Any
    ) -> None:
        told: list[User] = []
        monkeypatch.setattr(hooks, "_verified_changed", [told.append])
        assert desk.post(f"/admin/accounts/identitycheck/{check.pk}/approval/").status_code == 302
        alice.refresh_from_db()
        check.refresh_from_db()
        assert alice.is_verified
        assert told == [alice]
        assert check.files_until - check.decided_at == policy.IDENTITY_FILES_KEPT
        assert Notification.objects.get(recipient=alice).kind == "accounts.identity_approved"
        assert AuditEntry.objects.filter(action="accounts.identity_approved").exists()

    def test_rejected_needs_a_reason_which_the_person_reads_and_tries_again(
        self, check: IdentityCheck, desk: Any, alice: User, login: Any
    ) -> None:
        url = f"/admin/accounts/identitycheck/{check.pk}/rejection/"
        desk.post(url)
        check.refresh_from_db()
        assert check.status == "waiting"
        desk.post(url, {"reason": "The corners are cut off"})
        browser = login(alice)
        assert "The corners are cut off" in browser.get(URL).content.decode()
        assert Notification.objects.get(recipient=alice).context["quote"] == "The corners are cut off"
        assert browser.post(URL, {**FORM, **pictures()}).status_code == 302
        assert [row.status for row in IdentityCheck.objects.order_by("id")] == ["rejected", "waiting"]

    def test_once_and_never_about_oneself(self, check: IdentityCheck, mod: User, alice: User) -> None:
        with pytest.raises(Refused):
            approve_identity(alice, check)
        approve_identity(mod, check)
        approve_identity(mod, check)
        with pytest.raises(Conflict):
            reject_identity(mod, check, "Changed my mind")

    def test_each_look_is_written_down_before_anything_is_shown(self, check: IdentityCheck, desk: Any) -> None:
        url = f"/admin/accounts/identitycheck/{check.pk}/document/"
        assert desk.get(url).status_code == 302  # to look is an act
        assert not AuditEntry.objects.filter(action="accounts.identity_file_viewed").exists()
        answer = desk.post(url)
        assert answer.content == identity_files.read(check, "document")
        assert "no-store" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"]
        assert AuditEntry.objects.get(action="accounts.identity_file_viewed").data == {"file": "document"}
        assert "/document/" in desk.get(f"/admin/accounts/identitycheck/{check.pk}/change/").content.decode()

    def test_the_list_decides_with_a_reason(self, check: IdentityCheck, desk: Any) -> None:
        data = {"action": "reject", "_selected_action": check.pk, "index": "0", "reason": "Blurred"}
        desk.post("/admin/accounts/identitycheck/", data)
        check.refresh_from_db()
        assert (check.status, check.reason) == ("rejected", "Blurred")


class TestTime:
    def test_files_go_once_the_window_has_closed(self, check: IdentityCheck, mod: User, desk: Any) -> None:
        approve_identity(mod, check)
        key = check.key("document")
        with clock.after(policy.IDENTITY_FILES_KEPT - timedelta(hours=1)):
            assert sweep_identity() == 0
            assert storages["private"].exists(key)
        with clock.after(policy.IDENTITY_FILES_KEPT + timedelta(hours=1)):
            assert sweep_identity() == 1
            assert sweep_identity() == 0
        assert not storages["private"].exists(key)
        check.refresh_from_db()
        assert (check.status, check.has_files) == ("approved", False)
        assert desk.post(f"/admin/accounts/identitycheck/{check.pk}/document/").status_code == 404

    def test_a_mark_runs_out_and_can_be_had_again(self, check: IdentityCheck, mod: User, alice: User) -> None:
        approve_identity(mod, check)
        with clock.after(policy.IDENTITY_VALID + timedelta(days=1)):
            sweep_identity()
            alice.refresh_from_db()
            check.refresh_from_db()
            assert not alice.is_verified
            assert check.status == "expired"
            assert Notification.objects.filter(recipient=alice, kind="accounts.identity_expired").exists()
            submit_identity(alice, **FORM, **cleaned())


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "maybe"},
        {"status": "rejected", "decided_at": clock.now(), "files_until": clock.now()},
        {"status": "approved", "valid_until": clock.now()},
        {"status": "approved", "decided_at": clock.now(), "files_until": clock.now()},
        {"valid_until": clock.now()},
    ],
)
def test_the_database_refuses_what_makes_no_sense(check: IdentityCheck, columns: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityCheck.objects.filter(pk=check.pk).update(**columns)


def test_keys_rotate(settings: Any) -> None:
    from cryptography.fernet import Fernet

    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.VAULT_KEYS = [old]
    sealed = vault.seal(b"a face")
    settings.VAULT_KEYS = [new, old]
    assert vault.unseal(sealed) == b"a face"
    settings.VAULT_KEYS = [new]
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed)


def test_production_starts_only_with_keys_that_are_some(monkeypatch: Any) -> None:
    from reelbyte import settings as module

    monkeypatch.setattr(module, "PRODUCTION", True)
    monkeypatch.delenv("VAULT_KEYS", raising=False)
    with pytest.raises(ImproperlyConfigured, match="VAULT_KEYS is not set"):
        module.vault_keys()
    monkeypatch.setenv("VAULT_KEYS", "not-a-key")
    with pytest.raises(ImproperlyConfigured, match="no key"):
        module.vault_keys()
