"""Originals and files: for whom, and from when."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.models import Delivery, Milestone
from contracts.tests.conftest import hand_over, take
from payments import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(funded: Milestone) -> Delivery:
    return hand_over(funded, files=[SimpleUploadedFile("<b>notes</b>.html", b"<script>alert(1)</script>")])


def addresses(delivery: Delivery) -> list[str]:
    film, file = delivery.video_links.get().video, delivery.files.get()
    return [
        reverse("contracts:original-download", args=[film.public_id]),
        reverse("contracts:file-download", args=[file.public_id]),
    ]


def test_the_creator_has_them_always(delivery: Delivery, login: Any, alice: Any) -> None:
    original, file = addresses(delivery)
    assert login(alice).get(original).status_code == 302
    assert login(alice).get(file).status_code == 200


def test_the_client_has_them_from_the_release_on(delivery: Delivery, login: Any, bob: Any) -> None:
    client = login(bob)
    assert {client.get(url).status_code for url in addresses(delivery)} == {404}
    take(delivery.milestone)
    assert {client.get(url).status_code for url in addresses(delivery)} == {404}
    demo.settle()
    original, file = addresses(delivery)
    assert "/original/" in client.get(original).url
    assert client.get(file).status_code == 200


def test_strangers_never(delivery: Delivery, login: Any, client: Any, carol: Any, dave: Any, mod: Any) -> None:
    take(delivery.milestone)
    demo.settle()
    for url in addresses(delivery):
        for person in (carol, dave, mod):
            assert login(person).get(url).status_code == 404
        assert client.get(url).status_code == 302


def test_a_file_is_saved_and_never_a_page_of_this_site(delivery: Delivery, login: Any, alice: Any) -> None:
    response = login(alice).get(addresses(delivery)[1])
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] != "text/html"
