"""Archiving and muting, by button."""

from typing import Any

from django.urls import reverse

from messaging.models import Participant


def test_kept_by_a_plain_form_and_by_htmx(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    say(bob, "Hello")
    client = login(alice)
    page = client.post(reverse("messaging:archiving-create", args=[talk.public_id]), follow=True).content.decode()
    assert "Unarchive" in page
    part = client.post(reverse("messaging:muting-create", args=[talk.public_id]), headers={"HX-Request": "true"})
    assert "Unmute" in part.content.decode()
    assert "<html" not in part.content.decode()
    hers, his = (Participant.objects.get(user=person) for person in (alice, bob))
    assert (hers.is_archived, hers.is_muted) == (True, True)
    assert (his.is_archived, his.is_muted) == (False, False)
    for name in ("archiving-delete", "muting-delete"):
        client.post(reverse(f"messaging:{name}", args=[talk.public_id]))
    hers.refresh_from_db()
    assert (hers.is_archived, hers.is_muted) == (False, False)
