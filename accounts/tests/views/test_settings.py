"""Settings: oneself and one's company."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import ClientProfile, User

pytestmark = pytest.mark.django_db
FORM = {"name": "Alice M.", "timezone": "Europe/Lisbon", "country": "PT"}


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), name: str = "me.png", **options: Any) -> Any:
    made = BytesIO()
    Image.new("RGB", size, (200, 30, 90)).save(made, kind, **options)
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/png")


def test_it_saves(alice: User, login: Any) -> None:
    assert login(alice).post("/settings/", FORM).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.timezone, alice.country) == ("Alice M.", "Europe/Lisbon", "PT")


def test_a_mistake_keeps_what_was_typed(alice: User, login: Any) -> None:
    answer = login(alice).post("/settings/", {**FORM, "timezone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert 'value="Alice M."' in answer.content.decode()
    alice.refresh_from_db()
    assert alice.name == "Alice Moreau"


def test_only_what_is_on_the_form_is_taken(alice: User, login: Any) -> None:
    login(alice).post(
        "/settings/", {**FORM, "is_staff": "on", "status": "closed", "email": "x@example.com", "roles": "both"}
    )
    alice.refresh_from_db()
    assert (alice.is_staff, alice.status, alice.email, alice.roles) == (False, "active", "alice@example.com", "creator")


def test_a_picture_is_made_anew(alice: User, login: Any) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home, 51.5 N"
    browser = login(alice)
    browser.post("/settings/", {**FORM, "avatar": picture("JPEG", name="../../evil.svg", exif=exif)})
    alice.refresh_from_db()
    assert alice.avatar.name.startswith("avatars/")
    assert alice.avatar.name.endswith(".webp")
    with alice.avatar.open() as stored:
        raw = stored.read()
    assert b"at home" not in raw
    assert Image.open(BytesIO(raw)).size == (512, 341)


def test_the_picture_it_replaces_goes(alice: User, login: Any, django_capture_on_commit_callbacks: Any) -> None:
    browser = login(alice)
    browser.post("/settings/", {**FORM, "avatar": picture()})
    first = User.objects.get(pk=alice.pk).avatar.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/settings/", {**FORM, "avatar": picture()})
    assert not storages["public"].exists(first)
    second = User.objects.get(pk=alice.pk).avatar.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/settings/", {**FORM, "remove_avatar": "on"})
    assert not User.objects.get(pk=alice.pk).avatar
    assert not storages["public"].exists(second)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.png", SVG, content_type="image/png"),
        SimpleUploadedFile("a.png", b"<html><script>alert(1)</script>", content_type="image/png"),
        SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 60, content_type="image/png"),
        SimpleUploadedFile("a.jpg", b"", content_type="image/jpeg"),
    ],
    ids=["svg", "html", "torn", "empty"],
)
def test_what_is_no_picture_is_refused(alice: User, login: Any, upload: Any) -> None:
    upload.seek(0)
    assert login(alice).post("/settings/", {**FORM, "avatar": upload}).status_code == 422
    alice.refresh_from_db()
    assert not alice.avatar


def test_a_bomb_is_refused_before_it_is_opened(alice: User, login: Any) -> None:
    bomb = picture(size=(9000, 9000))
    assert bomb.size < 1_000_000
    assert login(alice).post("/settings/", {**FORM, "avatar": bomb}).status_code == 422


def test_a_gif_is_refused(alice: User, login: Any) -> None:
    assert login(alice).post("/settings/", {**FORM, "avatar": picture("GIF", name="a.png")}).status_code == 422


class TestCompany:
    """The client's profile."""

    FORM = {"kind": "company", "company_name": "Ropeworks", "website": "https://ropeworks.example", "size": "2-10"}

    def test_the_first_save_makes_it(self, bob: User, login: Any) -> None:
        browser = login(bob)
        assert browser.post("/settings/company/", self.FORM).status_code == 302
        assert browser.post("/settings/company/", {**self.FORM, "company_name": "Rope"}).status_code == 302
        assert ClientProfile.objects.get().display_name == "Rope"

    def test_a_company_needs_a_name(self, bob: User, login: Any) -> None:
        answer = login(bob).post("/settings/company/", {**self.FORM, "company_name": ""})
        assert answer.status_code == 422
        assert not ClientProfile.objects.exists()

    def test_a_website_is_a_web_address(self, bob: User, login: Any) -> None:
        answer = login(bob).post("/settings/company/", {**self.FORM, "website": "javascript:alert(1)"})
        assert answer.status_code == 422

    def test_a_person_goes_by_their_own_name(self, bob: User, login: Any) -> None:
        login(bob).post("/settings/company/", {"kind": "person"})
        assert ClientProfile.objects.get().display_name == "Bob Lindqvist"

    def test_it_is_for_clients(self, alice: User, login: Any) -> None:
        browser = login(alice)
        assert browser.get("/settings/company/")["Location"] == "/settings/"
        assert browser.post("/settings/company/", self.FORM).status_code == 403
        assert not ClientProfile.objects.exists()
