"""The finance desk: it reads everything, edits nothing, and moves money only through actions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from conftest import make_person
from payments import demo
from payments.actions.release import claim_release
from payments.models import MoneyEvent, Operation, PaymentIntent
from payments.tests.conftest import ESCROW
from payments.tests.gateways import FaultyGateway, use
from reelbyte.models import AuditEntry
from reelbyte.money import Money

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
MODELS = sorted(str(model._meta.model_name) for model in apps.get_app_config("payments").get_models())


@pytest.fixture
def boss(db: None) -> Any:
    """May do everything that anybody may."""
    return staff("boss@example.com", is_superuser=True)


@pytest.fixture
def finance(db: None) -> Any:
    person = staff("finance@example.com")
    person.groups.add(Group.objects.get(name="finance"))
    return person


def staff(email: str, **fields: Any) -> Any:
    """A member of staff with a second factor, as the desk demands."""
    person = make_person(email, "Sta Ff", "client", is_staff=True, **fields)
    enrol_totp(person, SECRET)
    return person


@pytest.fixture
def failed(alice: Any, funded: Callable[..., PaymentIntent], monkeypatch: pytest.MonkeyPatch) -> Operation:
    """A release that the gateway has refused."""
    gateway = FaultyGateway()
    use(monkeypatch, gateway)
    funded()
    operation = claim_release(
        ESCROW, payee=alice, amount=Money(10_000, "EUR"), fee=Money(1_000, "EUR"), key="r1", subject="Launch film"
    )
    gateway.faults = ["declined"]
    demo.settle()
    return operation


@pytest.mark.parametrize("model", MODELS)
def test_every_row_is_read_and_none_is_edited(
    login: Any, boss: Any, earned: Operation, method: Any, model: str
) -> None:
    client = login(boss)
    assert client.get(reverse(f"admin:payments_{model}_changelist"), {"q": "x"}).status_code == 200
    assert client.get(reverse(f"admin:payments_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:payments_{model}_add")).status_code == 403
    row = apps.get_model("payments", model).objects.first()
    assert row is not None or model == "gatewayevent"
    if row is not None:
        page = reverse(f"admin:payments_{model}_change", args=[row.pk])
        assert client.get(page).status_code == 200
        assert client.post(page, {"status": "settled", "amount_minor": 1}).status_code == 403
        assert client.post(reverse(f"admin:payments_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def act(client: Any, model: str, action: str, row: Any, reason: str = "bank fixed it") -> Any:
    url = reverse(f"admin:payments_{model}_changelist")
    return client.post(url, {"action": action, "_selected_action": [row.pk], "reason": reason, "index": 0})


def test_finance_tries_a_failed_release_again(login: Any, finance: Any, failed: Operation) -> None:
    act(login(finance), "operation", "retry", failed)
    demo.settle()
    failed.refresh_from_db()
    assert (failed.status, failed.attempt) == ("settled", 2)
    entry = AuditEntry.objects.get(action="payments.operation_retried")
    assert (entry.actor, entry.reason) == (finance, "bank fixed it")
    assert MoneyEvent.objects.filter(operation=failed, actor=finance).count() == 1


def test_not_without_a_reason(login: Any, finance: Any, failed: Operation) -> None:
    act(login(finance), "operation", "retry", failed, reason=" ")
    failed.refresh_from_db()
    assert failed.status == "failed"


def test_it_is_decided_on_its_own_page_too(login: Any, finance: Any, failed: Operation) -> None:
    url, page = (reverse(f"admin:payments_operation_{end}", args=[failed.pk]) for end in ("retry", "change"))
    desk = login(finance)
    assert url in desk.get(page).content.decode()
    assert desk.post(url, {"reason": ""}).status_code == 422
    desk.post(url, {"reason": "The bank has mended it."})
    failed.refresh_from_db()
    assert failed.is_under_way
    assert AuditEntry.objects.get(action="payments.operation_retried").reason == "The bank has mended it."
    assert url not in desk.get(page).content.decode()


def test_not_what_has_not_failed(login: Any, finance: Any, earned: Operation) -> None:
    assert act(login(finance), "operation", "retry", earned).status_code == 302
    assert act(login(finance), "operation", "take_back", earned).status_code == 302
    earned.refresh_from_db()
    assert earned.status == "settled"


@pytest.mark.parametrize("group", ["moderator", "support", None])
def test_nobody_else_moves_money(login: Any, mod: Any, failed: Operation, group: str | None) -> None:
    enrol_totp(mod, SECRET)
    if group:
        mod.groups.add(Group.objects.get(name=group))
    act(login(mod), "operation", "retry", failed)
    login(mod).post(reverse("admin:payments_operation_retry", args=[failed.pk]), {"reason": "I may not."})
    failed.refresh_from_db()
    assert failed.status == "failed"


@pytest.mark.parametrize(("group", "status"), [("support", 200), ("moderator", 403)])
def test_support_reads_and_moderators_do_not(login: Any, mod: Any, group: str, status: int) -> None:
    enrol_totp(mod, SECRET)
    mod.groups.add(Group.objects.get(name=group))
    assert login(mod).get(reverse("admin:payments_operation_changelist")).status_code == status
    assert login(mod).get(reverse("admin:payments_account_changelist")).status_code == 403
