"""What needs somebody now comes first, each thing one click away."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL

pytestmark = pytest.mark.django_db
HOME = "/dashboard/"


def test_a_newcomer_is_shown_the_next_step(alice: User, bob: User, login: Any) -> None:
    for person in (alice, bob):
        page = login(person).get(HOME).content.decode()
        assert "Getting started" in page
        assert 'href="/welcome/"' in page
        assert "item--now" in page, "the next step stands out"
        assert "All done" not in page


def test_on_a_full_market_everything_leads_somewhere_and_the_nearest_deadline_is_first(
    demo: dict[str, User], login: Any, django_assert_max_num_queries: Any
) -> None:
    for email in (CLIENT_EMAIL, CREATOR_EMAIL):
        client = login(demo[email])
        client.get(HOME)
        with django_assert_max_num_queries(32):
            answer = client.get(HOME)
        found = answer.context["needs"]
        assert len(found) >= 3
        deadlines = [need.deadline for need in found if need.deadline]
        assert deadlines == sorted(deadlines)
        for need in found:
            assert client.get(need.url).status_code == 200, need
        interest = answer.context["figures"].interest
        assert (interest is None) == (email == CLIENT_EMAIL)
    assert interest.total > interest.marks > 0


def test_visitors_sign_in_first(client: Any) -> None:
    assert client.get(HOME).url.startswith(reverse("account_login"))
