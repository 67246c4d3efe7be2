"""What is done with a milestone, over HTTP: paying, delivering, accepting, asking for changes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.models import Delivery, Milestone
from contracts.tests.conftest import ask_for_changes, film, fresh, hand_over, take
from payments.models import PaymentIntent

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NAMES = ["funding", "delivery", "acceptance", "revision", "cancellation"]


def url(name: str, milestone: Milestone) -> str:
    return reverse(f"contracts:{name}-create", args=[milestone.public_id])


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_finds_nothing(
    submitted: Milestone, login: Any, carol: Any, dave: Any, mod: Any, client: Any, name: str
) -> None:
    for person in (carol, dave, mod):
        for call in (login(person).get, login(person).post):
            assert call(url(name, submitted)).status_code in (404, 405)
        assert login(person).post(url(name, submitted), {"version": 1}).status_code == 404
    assert client.post(url(name, submitted), {"version": 1}).status_code == 302
    assert fresh(submitted).status == "submitted"


@pytest.mark.parametrize("name", ["funding", "acceptance", "revision"])
def test_the_creator_finds_nothing_of_the_clients(submitted: Milestone, login: Any, alice: Any, name: str) -> None:
    assert login(alice).post(url(name, submitted), {"version": 1, "text": "Mine"}).status_code == 404
    assert fresh(submitted).status == "submitted"


def test_the_client_finds_nothing_of_the_creators(funded: Milestone, login: Any, bob: Any) -> None:
    assert login(bob).get(url("delivery", funded)).status_code == 404
    assert login(bob).post(url("delivery", funded), {"videos": film(bob).public_id}).status_code == 404


# Paying


def test_paying_goes_on_to_the_checkout(milestone: Milestone, login: Any, bob: Any) -> None:
    response = login(bob).post(url("funding", milestone))
    assert response.url == PaymentIntent.objects.get().checkout_url
    response = login(bob).post(url("funding", milestone), headers=HTMX)
    assert response["HX-Redirect"] == PaymentIntent.objects.get().checkout_url


def test_paying_by_the_browsers_word_funds_nothing(milestone: Milestone, login: Any, bob: Any) -> None:
    login(bob).post(url("funding", milestone), {"status": "funded", "funded_minor": 30_000, "paid": 1})
    login(bob).get(milestone.contract.get_absolute_url() + "?paid=1&status=succeeded")
    assert (fresh(milestone).status, fresh(milestone).funded_minor) == ("funding_pending", 0)


# Delivering


def test_a_delivery_by_the_form(funded: Milestone, login: Any, alice: Any) -> None:
    client = login(alice)
    assert client.get(url("delivery", funded)).status_code == 200
    data = {
        "videos": film(alice).public_id,
        "note": "First cut",
        "files": [SimpleUploadedFile("a.srt", b"1"), SimpleUploadedFile("b.srt", b"2")],
    }
    assert client.post(url("delivery", funded), data).url == funded.contract.get_absolute_url()
    delivery = Delivery.objects.get()
    assert (delivery.version, delivery.note, delivery.files.count()) == (1, "First cut", 2)


def test_a_delivery_without_a_video_is_said_beside_the_field(funded: Milestone, login: Any, alice: Any) -> None:
    response = login(alice).post(url("delivery", funded), {"note": "Kept"})
    assert response.status_code == 422
    assert "Kept" in response.content.decode()
    assert not Delivery.objects.exists()


def test_somebody_elses_video_is_not_delivered(funded: Milestone, login: Any, alice: Any, carol: Any) -> None:
    response = login(alice).post(url("delivery", funded), {"videos": film(carol).public_id})
    assert response.status_code == 422
    assert not Delivery.objects.exists()


def test_when_nothing_can_be_delivered_the_page_says_so(milestone: Milestone, login: Any, alice: Any) -> None:
    assert "Nothing can be delivered" in login(alice).get(url("delivery", milestone)).content.decode()


# Accepting


def test_accepting_by_form_and_by_fragment(submitted: Milestone, login: Any, bob: Any) -> None:
    response = login(bob).post(url("acceptance", submitted), {"version": 1}, headers=HTMX)
    html = response.content.decode()
    assert "<html" not in html
    assert f'id="room-{submitted.contract.public_id}-status-1" hx-swap-oob="true"' in html
    assert response["HX-Trigger"] == "close-dialog"
    again = login(bob).post(url("acceptance", submitted), {"version": 1})
    assert again.url == submitted.contract.get_absolute_url()
    assert fresh(submitted).status == "releasing"


def test_accepting_something_else_changes_nothing(submitted: Milestone, login: Any, bob: Any) -> None:
    hand_over(submitted)
    assert login(bob).post(url("acceptance", submitted), {"version": 1}).status_code == 409
    assert login(bob).post(url("acceptance", submitted), {}).status_code == 422
    assert fresh(submitted).status == "submitted"


# Asking for changes


def test_changes_are_asked_for_by_the_form(submitted: Milestone, login: Any, bob: Any) -> None:
    client = login(bob)
    assert "last round" in client.get(url("revision", submitted)).content.decode()
    response = client.post(url("revision", submitted), {"version": 1, "text": "Brighter"})
    assert response.url == submitted.contract.get_absolute_url()
    assert fresh(submitted).status == "revision_requested"


def test_changes_without_words_are_none(submitted: Milestone, login: Any, bob: Any) -> None:
    assert login(bob).post(url("revision", submitted), {"version": 1, "text": " "}).status_code == 422
    assert fresh(submitted).status == "submitted"


def test_when_no_round_is_left_the_page_says_what_to_do(submitted: Milestone, login: Any, bob: Any) -> None:
    ask_for_changes(submitted)
    hand_over(submitted)
    assert "write to the creator" in login(bob).get(url("revision", submitted)).content.decode()
    response = login(bob).post(url("revision", submitted), {"version": 2, "text": "More"})
    assert response.status_code == 422


def test_with_nothing_waiting_the_page_says_so(funded: Milestone, login: Any, bob: Any) -> None:
    assert "no version that waits" in login(bob).get(url("revision", funded)).content.decode()


# Calling it off


def test_the_page_says_what_will_happen(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    assert "The client gets all of it back" in login(alice).get(url("cancellation", funded)).content.decode()
    assert "If the creator agrees" in login(bob).get(url("cancellation", funded)).content.decode()


def test_the_creator_cancels(funded: Milestone, login: Any, alice: Any) -> None:
    login(alice).post(url("cancellation", funded), {"way": "by_creator", "reason": "Ill"})
    assert fresh(funded).status == "refunding"


def test_the_client_asks_and_the_creator_answers(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    asked = login(bob).post(url("cancellation", funded), {"way": "agreement", "reason": "Called off"})
    assert asked.url.endswith("?milestone=1")
    wish = funded.cancellation_requests.get()
    room = funded.contract.get_absolute_url()
    assert "asks to cancel" in login(alice).get(room).content.decode()
    accept = reverse("contracts:cancellation-accept", args=[wish.public_id])
    assert login(bob).post(accept).status_code == 422
    assert login(alice).post(accept, headers=HTMX).status_code == 200
    assert fresh(funded).status == "refunding"


def test_a_wish_is_declined_or_taken_back(funded: Milestone, login: Any, alice: Any, bob: Any) -> None:
    for person, name, status in ((alice, "decline", "declined"), (bob, "withdraw", "withdrawn")):
        login(bob).post(url("cancellation", funded), {"way": "agreement", "reason": "Called off"})
        wish = funded.cancellation_requests.get(status="open")
        login(person).post(reverse(f"contracts:cancellation-{name}", args=[wish.public_id]))
        wish.refresh_from_db()
        assert wish.status == status


def test_a_strangers_answer_finds_nothing(funded: Milestone, login: Any, bob: Any, carol: Any, dave: Any) -> None:
    login(bob).post(url("cancellation", funded), {"way": "agreement", "reason": "Called off"})
    wish = funded.cancellation_requests.get()
    for person in (carol, dave):
        for name in ("accept", "decline", "withdraw"):
            address = reverse(f"contracts:cancellation-{name}", args=[wish.public_id])
            assert login(person).post(address).status_code == 404
    wish.refresh_from_db()
    assert wish.status == "open"


def test_a_way_that_is_not_offered_changes_nothing(funded: Milestone, login: Any, bob: Any) -> None:
    assert login(bob).post(url("cancellation", funded), {"way": "by_creator", "reason": "x"}).status_code == 409
    assert login(bob).post(url("cancellation", funded), {"way": "nonsense", "reason": "x"}).status_code == 422
    assert fresh(funded).status == "funded"


def test_accepted_work_cannot_be_cancelled(submitted: Milestone, login: Any, alice: Any) -> None:
    take(submitted)
    assert "no longer be cancelled" in login(alice).get(url("cancellation", submitted)).content.decode()
