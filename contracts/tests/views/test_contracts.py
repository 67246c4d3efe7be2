"""The board and the room."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from contracts.models import Contract, Milestone
from contracts.tests.conftest import answer, ask_for_changes, fresh, hand_over, pay, take
from payments import demo
from reelbyte import clock
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

LIST = reverse("contracts:contract-list")


def page(client: Any, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_finds_nothing(contract: Contract, login: Any, carol: Any, dave: Any, mod: Any) -> None:
    for person in (carol, dave, mod):
        assert login(person).get(contract.get_absolute_url()).status_code == 404
        assert contract.title not in page(login(person), LIST)


def test_somebody_signed_out_is_asked_to_sign_in(contract: Contract, client: Any) -> None:
    assert client.get(contract.get_absolute_url()).status_code == 302
    assert client.get(LIST).status_code == 302


def test_each_side_reads_its_own_next_step(milestone: Milestone, login: Any, alice: Any, bob: Any) -> None:
    url = milestone.contract.get_absolute_url()
    assert "Fund the escrow" in page(login(bob), url)
    assert "Waiting for the payment" in page(login(alice), url)


def test_the_money_strip_says_what_the_ledger_says(submitted: Milestone, login: Any, bob: Any) -> None:
    url = submitted.contract.get_absolute_url()
    assert "In escrow" in page(login(bob), url)
    take(submitted)
    demo.settle()
    html = page(login(bob), url)
    assert "In escrow" not in html.split("money__parts")[1].split("</dl>")[0]
    assert "€30.00" in html
    assert "€270.00" in html


def test_buttons_are_there_when_they_work(submitted: Milestone, login: Any, alice: Any, bob: Any) -> None:
    url = submitted.contract.get_absolute_url()
    accept = reverse("contracts:acceptance-create", args=[submitted.public_id])
    deliver = reverse("contracts:delivery-create", args=[submitted.public_id])
    assert accept in page(login(bob), url)
    assert deliver not in page(login(bob), url)
    assert accept not in page(login(alice), url)
    assert deliver in page(login(alice), url)


def test_before_the_release_there_is_no_way_to_the_original(submitted: Milestone, login: Any, bob: Any) -> None:
    url = submitted.contract.get_absolute_url()
    assert "/original/" not in page(login(bob), url)
    take(submitted)
    assert "/original/" not in page(login(bob), url)
    demo.settle()
    assert "/original/" in page(login(bob), url)


def test_an_older_version_can_be_put_on_the_stage(submitted: Milestone, login: Any, bob: Any) -> None:
    ask_for_changes(submitted)
    hand_over(submitted, note="Brighter now")
    url = submitted.contract.get_absolute_url()
    assert "Brighter now" in page(login(bob), url)
    older = page(login(bob), f"{url}?version=1")
    assert "Brighter at 0:03" in older
    assert "<h2>Version 1</h2>" in older
    assert "<h2>Version 2</h2>" in page(login(bob), f"{url}?version=99999999999")


def test_every_status_has_a_room(milestone: Milestone, login: Any, alice: Any, bob: Any) -> None:
    url = milestone.contract.get_absolute_url()
    paid = {"funded_minor": milestone.amount_minor}
    for status, _label in Milestone.STATUSES:
        unpaid = status in ("draft", "awaiting_funding", "funding_pending", "cancelled")
        fields = {"funded_minor": 0} if unpaid else dict(paid)
        fields |= {"released_minor": milestone.amount_minor} if status == "released" else {"released_minor": 0}
        fields |= {"refunded_minor": milestone.amount_minor} if status == "refunded" else {"refunded_minor": 0}
        Milestone.objects.filter(pk=milestone.pk).update(status=status, proposed_by=alice, **fields)
        for person in (alice, bob):
            assert "room__next" in page(login(person), url)


def test_the_room_costs_the_same_however_full_it_is(
    submitted: Milestone, login: Any, bob: Any, django_assert_max_num_queries: Any
) -> None:
    client, url = login(bob), submitted.contract.get_absolute_url()
    Milestone.objects.filter(pk=submitted.pk).update(revisions_agreed=None)

    def go_round(version: int) -> None:
        ask_for_changes(submitted, version=version)
        hand_over(submitted)

    go_round(1)  # one of every kind of card is there
    page(client, url)
    with django_assert_max_num_queries(20) as few:
        page(client, url)
        cost = len(few)  # before the next request empties the log
    for version in range(2, 6):
        go_round(version)
    page(client, url)
    with django_assert_max_num_queries(cost):
        page(client, url)


def test_the_board_says_what_waits_for_whom(submitted: Milestone, login: Any, alice: Any, bob: Any) -> None:
    html = page(login(bob), LIST)
    assert "Needs you now" in html
    assert "Watch and answer" in html
    assert html.count(f'href="{submitted.contract.get_absolute_url()}"') == 1  # not listed again below
    assert "Needs you now" not in page(login(alice), LIST)


def test_the_board_puts_the_nearest_deadline_first(
    order: Callable[..., Contract], login: Any, alice: Any, bob: Any, dave: Any
) -> None:
    urls = []
    for client, days in ((bob, 3), (dave, 0)):
        with clock.at(clock.now() - timedelta(days=days)):
            milestone = order(client).milestones.get()
            pay(milestone)
            answer(milestone)
            urls.append(milestone.contract.get_absolute_url())
    html = page(login(alice), LIST)
    assert html.index(urls[0]) < html.index(urls[1])


def test_both_sides_of_one_person_are_kept_apart(contract: Contract, login: Any, alice: Any, bob: Any) -> None:
    alice.roles = "both"
    alice.save()
    client = login(alice)
    assert contract.title in page(client, LIST)
    assert contract.title not in page(client, f"{LIST}?side=client").split('id="all-title"')[1]


def test_ended_contracts_have_their_own_list(submitted: Milestone, login: Any, bob: Any) -> None:
    take(submitted)
    demo.settle()
    client = login(bob)
    assert "No contracts yet" in page(client, LIST)
    assert submitted.contract.title in page(client, f"{LIST}?show=ended")


def test_pages_follow_each_other(
    order: Callable[..., Contract], login: Any, alice: Any, bob: Any, monkeypatch: Any
) -> None:
    contracts = [order(bob) for _ in range(3)]  # which wait for him, so that they are in her list alone
    from contracts import queries
    from reelbyte.pagination import paginate

    monkeypatch.setattr(queries, "paginate", lambda *args, **kwargs: paginate(*args, **kwargs, size=2))
    client = login(alice)
    first = client.get(LIST)
    cursor = first.context["page"].next_cursor
    second = client.get(f"{LIST}?cursor={cursor}", headers={"HX-Request": "true"}).content.decode()
    assert str(contracts[0].public_id) in second
    assert "<html" not in second


def test_the_board_costs_the_same_however_long_it_is(
    order: Callable[..., Contract], login: Any, bob: Any, django_assert_max_num_queries: Any
) -> None:
    client = login(bob)
    order(bob)
    page(client, LIST)
    with django_assert_max_num_queries(20) as few:
        page(client, LIST)
        cost = len(few)
    for _ in range(4):
        order(bob)
    with django_assert_max_num_queries(cost):
        page(client, LIST)


def test_the_fee_and_the_net_are_shown_before_the_money_moves(contract: Contract, login: Any, bob: Any) -> None:
    html = page(login(bob), contract.get_absolute_url())
    assert str(Money(3_000, "EUR")) in html
    assert str(Money(27_000, "EUR")) in html
    assert fresh(contract.milestones.get()).funded_minor == 0
