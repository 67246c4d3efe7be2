"""What staff see: everything, and nothing to edit."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from contracts.models import Contract, ContractEvent, Milestone
from contracts.tests.conftest import ask_for_changes, fresh

pytestmark = pytest.mark.django_db
MODELS = ["contract", "milestone", "delivery", "contractevent", "cancellationrequest", "revisionrequest"]


@pytest.fixture
def desk(mod: Any, login: Any) -> Any:
    """A moderator's browser, with all rights over contracts that exist and a second factor."""
    mod.user_permissions.set(Permission.objects.filter(content_type__app_label="contracts"))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    return login(mod)


@pytest.mark.parametrize("model", MODELS)
def test_it_is_listed_and_searched(submitted: Milestone, desk: Any, model: str) -> None:
    ask_for_changes(submitted)
    url = reverse(f"admin:contracts_{model}_changelist")
    assert desk.get(url).status_code == 200
    assert desk.get(f"{url}?q=alice").status_code == 200


def test_rows_are_read_and_not_edited(submitted: Milestone, desk: Any) -> None:
    for row in (submitted.contract, submitted, ContractEvent.objects.first(), submitted.deliveries.first()):
        assert row is not None
        url = reverse(f"admin:contracts_{row._meta.model_name}_change", args=[row.pk])
        assert desk.get(url).status_code == 200
        assert desk.post(url, {"status": "released", "released_minor": 30_000}).status_code == 403
        assert desk.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert fresh(submitted).status == "submitted"
    assert Contract.objects.get().status == "active"
