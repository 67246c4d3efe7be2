"""The pages of a dispute: refusals keep what was typed, every flow is a plain form, and the desk decides."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from contracts.models import Contract, Dispute, Milestone
from contracts.tests.conftest import fresh
from payments import demo
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

SAID = {"reason": "quality", "text": "Half of it is out of focus.", "share": "150"}


def url(name: str, row: Any) -> str:
    return reverse(f"contracts:{name}", args=[row.public_id])


def test_from_the_room_to_an_open_dispute(submitted: Milestone, bob: Any, login: Any) -> None:
    client = login(bob)
    room = client.get(submitted.contract.get_absolute_url()).content.decode()
    assert url("dispute-create", submitted) in room
    page = client.get(url("dispute-create", submitted)).content.decode()
    assert "€300.00" in page
    answer = client.post(
        url("dispute-create", submitted), {**SAID, "files": SimpleUploadedFile("frame.txt", b"0:12 is soft")}
    )
    dispute = Dispute.objects.get()
    assert answer.url == dispute.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "out of focus" in page
    assert "frame.txt" in page
    assert url("dispute-create", submitted) not in client.get(submitted.contract.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wrong", [{"share": "301"}, {"share": "-1"}, {"share": "half"}, {"text": ""}, {"reason": "x"}])
def test_a_refusal_keeps_what_was_typed(submitted: Milestone, bob: Any, login: Any, wrong: dict[str, str]) -> None:
    answer = login(bob).post(url("dispute-create", submitted), {**SAID, "text": "Soft at 0:12", **wrong})
    assert answer.status_code == 422
    assert not Dispute.objects.exists()
    assert wrong.get("text") == "" or "Soft at 0:12" in answer.content.decode()


def test_answer_offer_agree(dispute: Dispute, alice: Any, bob: Any, login: Any) -> None:
    hers, his = login(alice), login(bob)
    assert hers.post(url("statement-create", dispute), {"text": ""}).status_code == 422
    hers.post(url("statement-create", dispute), {"text": "It is what was agreed."})
    assert hers.post(url("split-create", dispute), {"share": "400"}).status_code == 422
    hers.post(url("split-create", dispute), {"share": "50"})
    offer = dispute.offers.latest("pk")
    page = his.get(dispute.get_absolute_url()).content.decode()
    # The fee of her part is told before it is agreed to.
    assert "€225.00" in page
    his.post(url("split-accept", offer))
    demo.settle()
    assert fresh(dispute.milestone).refunded == Money(5_000, "EUR")
    assert "Settled" in hers.get(dispute.get_absolute_url()).content.decode()


def test_evidence_is_a_download_for_both_and_for_nobody_else(
    dispute: Dispute, alice: Any, bob: Any, carol: Any, login: Any
) -> None:
    login(bob).post(
        url("statement-create", dispute), {"text": "See", "files": SimpleUploadedFile("page.html", b"<script>")}
    )
    file = dispute.statements.latest("pk").files.get()
    answer = login(alice).get(url("dispute-file", file))
    assert answer["Content-Disposition"].startswith("attachment")
    assert login(carol).get(url("dispute-file", file)).status_code == 404


def test_the_page_asks_the_same_however_much_was_said(
    talking: Dispute, alice: Any, bob: Any, login: Any, django_assert_max_num_queries: Any
) -> None:
    client = login(bob)
    for number in range(4):
        login(alice).post(url("statement-create", talking), {"text": f"Statement {number}"})
    client.get(talking.get_absolute_url())
    with django_assert_max_num_queries(11):
        client.get(talking.get_absolute_url())


def test_all_of_it_on_one_desk_and_the_decision_moves_the_money(
    with_staff: Dispute, mod: Any, login: Any, django_assert_max_num_queries: Any
) -> None:
    mod.groups.add(Group.objects.get(name="moderator"))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    desk = login(mod)
    page = reverse("admin:contracts_dispute_change", args=[with_staff.pk])
    desk.get(page)
    with django_assert_max_num_queries(12):
        shown = desk.get(page).content.decode()
    for evidence in ("Half of it is out of focus.", "It is what the brief asks for.", "A launch", "Version 1"):
        assert evidence in shown
    decision = reverse("admin:contracts_dispute_decision", args=[with_staff.pk])
    again = desk.post(decision, {"share": "999", "decision": "The brief was met."})
    assert again.status_code == 422
    assert "The brief was met." in again.content.decode()
    desk.post(decision, {"share": "60", "decision": "The brief was met."})
    demo.settle()
    assert fresh(with_staff.milestone).refunded == Money(6_000, "EUR")
    assert Contract.objects.get().status == "completed"
    assert "The brief was met." in desk.get(page).content.decode()
