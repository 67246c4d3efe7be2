"""Every page of a creator's and a client's money, and who may open it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from conftest import PASSWORD
from payments import demo, ledger
from payments.actions.clear_earnings import clear_earnings
from payments.actions.release import claim_release
from payments.ledger import Leg
from payments.models import Movement, Operation, PayoutMethod
from payments.tests.conftest import ESCROW
from reelbyte import clock, policy
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def cleared() -> Any:
    """A clock at which everything earned so far has cleared."""
    with clock.after(policy.CLEARING + timedelta(minutes=1)):
        clear_earnings()
    return clock.after(policy.CLEARING + timedelta(minutes=1))


def test_earnings_of_a_newcomer_say_what_comes_next(login: Any, alice: Any) -> None:
    assert b"No earnings yet" in login(alice).get(reverse("payments:earnings")).content


def test_earnings_show_where_the_money_is(
    login: Any, alice: Any, earned: Operation, django_assert_max_num_queries: Any
) -> None:
    client = login(alice)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("payments:earnings"))
    assert "€90.00" in page.text
    assert "Bob Lindqvist" in page.text
    assert '<svg class="chart" viewBox' in page.text
    assert "style=" not in page.text


def test_withdrawals_are_for_creators(login: Any, bob: Any) -> None:
    assert login(bob).post(reverse("payments:withdrawal-create")).status_code == 403


def test_history_of_both_sides(login: Any, alice: Any, bob: Any, earned: Operation) -> None:
    url = reverse("payments:transaction-list")
    theirs = login(alice).get(url).text
    assert "+€90.00" in theirs and "€100.00 less fee €10.00" in theirs
    assert "-€100.00" in login(bob).get(url).text


def test_history_is_filtered_by_htmx(login: Any, alice: Any, earned: Operation) -> None:
    url = reverse("payments:transaction-list")
    client = login(alice)
    found = client.get(url, {"kind": "earning", "q": "launch"}, headers={"HX-Request": "true"}).text
    assert "+€90.00" in found and "<html" not in found
    assert "Nothing matches" in client.get(url, {"kind": "withdrawal"}).text
    assert "Nothing matches" in client.get(url, {"until": "2020-01-01"}).text
    assert client.get(url, {"since": "not a date"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_history_costs_the_same_however_long(
    login: Any, alice: Any, bob: Any, earned: Operation, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        with transaction.atomic():
            txn = ledger.post(
                f"x{number}",
                kind="x",
                legs=[Leg("external.card", "", Money(-1, "EUR")), Leg("rounding", "", Money(1, "EUR"))],
            )
        Movement.objects.create(user=alice, txn=txn, kind="earning", amount_minor=1, currency="EUR", counterpart=bob)
    client = login(alice)
    with django_assert_max_num_queries(8):
        client.get(reverse("payments:transaction-list"))


def test_the_export_is_safe_to_open(login: Any, alice: Any, bob: Any, funded: Any) -> None:
    bob.name = '=HYPERLINK("http://evil")'
    bob.save()
    funded()
    claim_release(ESCROW, payee=alice, amount=Money(10_000, "EUR"), fee=Money(0, "EUR"), key="r1", subject="@SUM(1)")
    demo.settle()
    response = login(alice).get(reverse("payments:transaction-export"))
    lines = response.getvalue().decode().splitlines()
    assert len(lines) == 2
    assert "'@SUM(1)" in lines[1] and "'=HYPERLINK" in lines[1]
    assert ",100.00,0.00,100.00,EUR," in lines[1]


def test_a_payout_method_is_added_masked_and_held(login: Any, alice: Any) -> None:
    client = login(alice)
    fields = {"holder": "Alice Moreau", "number": "000123456789", "currency": "EUR"}
    response = reauthenticated(client).post(reverse("payments:payout-method-create"), fields)
    assert response.url == reverse("payments:payout-method-list")
    page = client.get(response.url).text
    assert "•••• 6789" in page and "000123456789" not in page
    assert not PayoutMethod.objects.get().is_usable


def test_a_stale_session_must_prove_itself_before_it_adds_an_account(login: Any, alice: Any) -> None:
    fields = {"holder": "Thief", "number": "000123456789", "currency": "EUR"}
    login(alice).post(reverse("payments:payout-method-create"), fields)
    assert not PayoutMethod.objects.exists()


def test_a_real_account_number_is_refused(login: Any, alice: Any) -> None:
    fields = {"holder": "Alice", "number": "DE89370400440532013000", "currency": "EUR"}
    response = reauthenticated(login(alice)).post(reverse("payments:payout-method-create"), fields)
    assert response.status_code == 422
    assert "test accounts" in response.text


def test_a_method_is_removed_by_its_owner_only(login: Any, alice: Any, carol: Any, method: PayoutMethod) -> None:
    url = reverse("payments:payout-method-remove", args=[method.public_id])
    assert reauthenticated(login(carol)).post(url).status_code == 404
    assert reauthenticated(login(alice)).post(url).status_code == 302
    assert "•••• 6789" not in login(alice).get(reverse("payments:payout-method-list")).text


def test_a_withdrawal_by_form(login: Any, alice: Any, earned: Operation, method: PayoutMethod) -> None:
    client = login(alice)
    url = reverse("payments:withdrawal-create")
    assert client.get(url).status_code == 200
    fields = {"method": str(method.public_id), "amount": "50.00", "key": str(uuid4())}
    too_early = client.post(url, fields)
    assert too_early.status_code == 422 and "more than is available" in too_early.text
    with cleared():
        assert client.post(url, fields).status_code == 302
        assert client.post(url, fields).status_code == 302  # a double click
    assert ledger.balance("payout.in_transit", str(alice.public_id), "EUR") == Money(5_000, "EUR")


@pytest.mark.parametrize("amount", ["0", "-50", "19.99", "1e9", "NaN", "", "50.001", "=1+1"])
def test_nonsense_is_not_withdrawn(
    login: Any, alice: Any, earned: Operation, method: PayoutMethod, amount: str
) -> None:
    with cleared():
        fields = {"method": str(method.public_id), "amount": amount, "key": str(uuid4())}
        assert login(alice).post(reverse("payments:withdrawal-create"), fields).status_code == 422


def test_money_is_not_sent_to_somebody_elses_account(
    login: Any, carol: Any, earned: Operation, method: PayoutMethod
) -> None:
    fields = {"method": str(method.public_id), "amount": "50.00", "key": str(uuid4())}
    assert login(carol).post(reverse("payments:withdrawal-create"), fields).status_code == 422


def reauthenticated(client: Any) -> Any:
    """As just after typing the password once more."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client
