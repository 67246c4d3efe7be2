"""The staff desk: every model can be read there, and money only read."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(login: Any) -> Client:
    """A superuser with a second factor, signed in."""
    root = User.objects.create_superuser("root@example.com", "correct-horse-battery", name="Root")
    TOTP.activate(root, generate_totp_secret())
    return login(root)


def our_models() -> list[type[Model]]:
    return [
        model for app in settings.OUR_APPS if apps.is_installed(app) for model in apps.get_app_config(app).get_models()
    ]


def test_every_model_is_on_the_desk() -> None:
    shown = set(admin.site._registry)
    for model_admin in admin.site._registry.values():
        inlines: list[type[InlineModelAdmin]] = list(model_admin.inlines)
        shown |= {inline.model for inline in inlines}
    # A price's history is read on the page of what has the price.
    missing = [model for model in our_models() if model not in shown and not hasattr(model, "pgh_tracked_model")]
    assert [model._meta.label for model in missing] == []


@pytest.mark.parametrize(
    "model", [model for model in our_models() if model in admin.site._registry], ids=lambda model: model._meta.label
)
def test_its_list_and_search_open(desk: Client, model: type[Model]) -> None:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert desk.get(url).status_code == 200
    assert desk.get(url, {"q": "nothing like it"}).status_code == 200


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
