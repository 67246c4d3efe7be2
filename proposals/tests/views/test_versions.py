"""What was sent stays with its version, for those two and nobody else: the files, and the film."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from gigs.tests.builders import make_video
from jobs.references import inspect
from jobs.tests.builders import make_job
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.withdraw import withdraw
from proposals.models import Proposal
from proposals.tests.builders import content, send
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.storages import private_storage
from videos.models import Video

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


def upload(name: str, body: bytes) -> Any:
    return inspect(SimpleUploadedFile(name, body))


@pytest.fixture
def proposal(bob: User, alice: User) -> Proposal:
    """Sent with a film and two files, then with another of each."""
    said = [upload("first.txt", b"One take"), upload("kept.txt", b"Both times")]
    proposal = send(make_job(bob), alice, added=said, pitch=make_video(alice, "message"))
    again = content(
        kept=[proposal.files.get(name="kept.txt")],
        added=[upload("second.txt", b"Two takes")],
        pitch=make_video(alice, "message"),
    )
    return edit_proposal(proposal, alice, again, version=1)


def test_a_file_of_an_older_version_is_read_by_the_two_of_them(
    proposal: Proposal, login: Login, bob: User, alice: User, carol: User, dave: User
) -> None:
    second, first = proposal.versions.all()
    assert [[file.name for file in version.files] for version in (first, second)] == [
        ["first.txt", "kept.txt"],
        ["kept.txt", "second.txt"],
    ]
    assert [file.name for file in proposal.current_files] == ["kept.txt", "second.txt"]
    old = proposal.files.get(name="first.txt").get_absolute_url()
    for person, page in ((alice, proposal.get_absolute_url()), (bob, f"/hiring/proposals/{proposal.public_id}/")):
        client = login(person)
        text = client.get(page).text
        assert "Version 1" in text
        assert old in text
        assert b"".join(client.get(old)) == b"One take"
    assert [login(person).get(old).status_code for person in (carol, dave)] == [404, 404]
    withdraw(proposal, actor=alice)
    assert (login(alice).get(old).status_code, login(bob).get(old).status_code) == (200, 404)


def test_all_versions_together_have_so_many_files(
    proposal: Proposal, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "PROPOSAL_FILES_KEPT_MAXIMUM", 3)
    with pytest.raises(Refused, match="too many files"):
        edit_proposal(proposal, alice, content(added=[upload("third.txt", b"x")]), version=2)
    assert edit_proposal(proposal, alice, content(), version=2).current_files == []


def test_the_pitch_is_watched_by_the_two_of_them_by_a_signed_link(
    proposal: Proposal, login: Login, client: Client, bob: User, alice: User, carol: User, dave: User
) -> None:
    pitch = proposal.pitch
    assert pitch is not None
    assert {rendition.public_url for rendition in pitch.renditions.all()} == {""}
    for rendition in pitch.renditions.all():
        private_storage().save(rendition.key, ContentFile(b"film"))
    review = f"/hiring/proposals/{proposal.public_id}/"
    page = login(bob).get(review).text
    link = page.split(f"/videos/{pitch.public_id}/mp4_720/")[1].split('"')[0]
    assert b"".join(login(bob).get(f"/videos/{pitch.public_id}/mp4_720/{link}")) == b"film"
    # Their ticket opens nothing else, and nobody else is given one.
    other = Video.objects.exclude(pk=pitch.pk).get()
    assert client.get(f"/videos/{other.public_id}/mp4_720/{link}").status_code == 404
    assert client.get(f"/videos/{pitch.public_id}/original/{link}").status_code == 404
    film = f"/videos/{pitch.public_id}/"
    for person, page in ((carol, proposal.get_absolute_url()), (dave, review)):
        stranger = login(person)
        assert [stranger.get(address).status_code for address in (page, film)] == [404, 404]


def test_what_is_for_everybody_is_no_pitch(bob: User, alice: User) -> None:
    with pytest.raises(Refused, match="for this client alone"):
        send(make_job(bob), alice, pitch=make_video(alice, "portfolio"))
