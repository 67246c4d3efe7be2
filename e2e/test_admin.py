"""The staff desk: every model can be read there, and money only read."""

from copy import copy
from functools import partial
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import quote
from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker

from accounts.models import User

pytestmark = pytest.mark.django_db
# Of any page of the desk, however many rows there are.
QUERIES = 12
# What the factory does not know about columns of dj-stripe.
for column, value in (
    ("StripeIdField", "x_1"),
    ("StripeCurrencyCodeField", "eur"),
    ("StripeQuantumCurrencyAmountField", 100),
    ("StripeDecimalCurrencyAmountField", 1),
    ("StripeEnumField", "pending"),
    ("JSONField", {}),
):
    baker.generators.add(f"djstripe.fields.{column}", partial(copy, value))
# What the database checks and no list of choices tells the factory.
# What its owner was promised that nobody else sees.
OWNERS_ONLY = {
    "accounts.DataExport", "proposals.ProposalTemplate", "proposals.PrivateNote", "discovery.SavedList",
    "discovery.SavedItem", "discovery.SavedSearch", "discovery.Find",
}  # fmt: skip
# Made again by a command from rows that are on the desk.
DERIVED = {"discovery.SearchDocument", "discovery.Vocabulary", "discovery.Trend"}
GIVEN: dict[str, dict[str, Any]] = {"notifications.Preference": {"channel": "email"}}


def row_of(model: type[Model]) -> Model:
    """One that is there, or one that is made now and points at what is there."""
    if row := model._default_manager.first():
        return row
    needed = [field for field in model._meta.concrete_fields if field.is_relation and not field.null]
    found = dict(GIVEN.get(model._meta.label, {}))
    if any(field.name == "stripe_data" for field in model._meta.concrete_fields):
        status = "lost" if model.__name__ == "Dispute" else "pending"
        found["stripe_data"] = {"amount": 100, "currency": "eur", "status": status}
    for number, field in enumerate(needed):
        # Not twice the same: nobody blocks themselves.
        others = field.related_model._default_manager.all()[number : number + 1]
        found[field.name] = others[0] if others else row_of(field.related_model)
    return baker.make(model, **found)


@pytest.fixture
def desk(login: Any) -> Client:
    """A superuser with a second factor, signed in."""
    root = User.objects.create_superuser("root@example.com", "correct-horse-battery", name="Root")
    TOTP.activate(root, generate_totp_secret())
    return login(root)


def our_models() -> list[type[Model]]:
    return [model for app in settings.OUR_APPS for model in apps.get_app_config(app).get_models()]


def test_every_model_is_on_the_desk() -> None:
    shown = set(admin.site._registry)
    for model_admin in admin.site._registry.values():
        inlines: list[type[InlineModelAdmin]] = list(model_admin.inlines)
        shown |= {inline.model for inline in inlines}
    # A price's history is read on the page of what has the price.
    missing = [model for model in our_models() if model not in shown and not hasattr(model, "pgh_tracked_model")]
    assert {model._meta.label for model in missing} == OWNERS_ONLY | DERIVED


def pages_of(model: type[Model], asked_by: User) -> list[str]:
    """Its list, a search, one row and, where one may, the form for a new one."""
    request = RequestFactory().get("/")
    request.user = asked_by
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    listed = reverse(f"{name}_changelist")
    pages = [listed, f"{listed}?q=x", reverse(f"{name}_change", args=[quote(row_of(model).pk)])]
    if admin.site._registry[model].has_add_permission(request):
        pages.append(reverse(f"{name}_add"))
    return pages


@pytest.mark.timeout(300)
def test_every_page_opens_on_a_full_market_within_its_budget(demo: dict[str, User], desk: Client) -> None:
    """Of every model, other packages' included."""
    root = User.objects.get(email="root@example.com")
    desk.raise_request_exception = False
    faults = []
    for model in admin.site._registry:
        for page in pages_of(model, root):
            with CaptureQueriesContext(connection) as queries:
                status = desk.get(page).status_code
            if status != 200 or len(queries) > QUERIES:
                faults.append(f"{page}: {status}, {len(queries)} queries")
    assert faults == []


MONEY = [model for model in our_models() if model._meta.app_label == "payments"]


@pytest.mark.parametrize("model", MONEY, ids=lambda model: model._meta.label)
def test_nobody_edits_money(rf: Any, model: type[Model]) -> None:
    root = User(is_staff=True, is_superuser=True, status="active")
    request = rf.get("/admin/")
    request.user = root
    model_admin = admin.site._registry.get(model)
    if model_admin is None:
        return  # an inline of another; the next lines ask that one
    assert not model_admin.has_add_permission(request)
    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)
