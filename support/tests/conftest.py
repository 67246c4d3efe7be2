"""Somebody who may write and publish, and the terms that come with the site."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.actions.enrol_totp import enrol_totp
from conftest import make_person
from reelbyte import outbox
from support.actions.draft import draft
from support.actions.publish import publish
from support.models import Page, PageVersion

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def owner(db: None) -> Any:
    """One of the site's owners: may publish what binds people."""
    person = make_person("owner@example.com", "Olga Wner", "client", is_staff=True, is_superuser=True)
    enrol_totp(person, SECRET)
    return person


@pytest.fixture
def helper(db: None) -> Any:
    """Of the support group."""
    person = make_person("helper@example.com", "Hel Per", "client", is_staff=True)
    person.groups.add(Group.objects.get(name="support"))
    enrol_totp(person, SECRET)
    return person


@pytest.fixture
def next_terms(owner: Any) -> Any:
    """`next_terms(effective_at=…)` publishes other terms, and everybody is asked."""

    def published(**more: Any) -> PageVersion:
        page = Page.objects.get(slug="terms")
        version = publish(owner, draft(owner, page, title="Terms", summary="New", body="We pay in apples.", **more))
        outbox.drain()
        return version

    return published
