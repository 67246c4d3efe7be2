"""The whole road over HTTP, with the sandbox's own checkout, ending with a ledger that adds up."""

from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse

from contracts.models import Contract, Milestone
from contracts.tests.conftest import film
from gigs.models import Gig
from payments import demo
from payments.models import Account, PaymentIntent
from payments.queries import earnings
from reelbyte import outbox
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def test_from_the_order_to_the_release(gig: Gig, login: Any, alice: Any, bob: Any) -> None:
    client, creator = login(bob), login(alice)
    order = f"{reverse('contracts:order-create')}?package={gig.packages.get().public_id}"
    page = client.get(order)
    form = page.context["form"].initial
    room = client.post(order, form).url
    contract = Contract.objects.get()
    milestone = contract.milestones.get()

    def step(name: str) -> str:
        return reverse(f"contracts:{name}-create", args=[milestone.public_id])

    def status() -> str:
        return Milestone.objects.get().status

    client.post(step("funding"))
    demo.pay(PaymentIntent.objects.get())
    assert status() == "funded"
    client.post(reverse("contracts:brief-update", args=[contract.public_id]), {"answer_0": "A launch", "answer_1": ""})

    creator.post(step("delivery"), {"videos": film(alice).public_id, "note": "First cut"})
    assert status() == "submitted"
    client.post(step("revision"), {"version": 1, "text": "Brighter at 0:03"})
    assert status() == "revision_requested"
    creator.post(step("delivery"), {"videos": film(alice).public_id, "note": "Brighter"})
    client.post(step("acceptance"), {"version": 2})
    assert status() == "releasing"

    outbox.drain()
    assert status() == "released"
    assert "Released" in client.get(room).content.decode()
    contract.refresh_from_db()
    assert contract.status == "completed"
    assert [row.clearing for row in earnings(alice)] == [Money(27_000, "EUR")]
    assert Account.objects.get(kind="escrow").balance == 0
    assert Account.objects.aggregate(total=Sum("balance"))["total"] == 0
