"""Staff see who talks to whom; what is said, only with the right to read it, and that is kept."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from messaging.actions.edit_message import edit_message
from messaging.actions.hold_message import hold_message
from messaging.actions.store_attachment import store_attachment
from messaging.contact import Kind
from messaging.models import HeldMessage
from reelbyte.models import AuditEntry

SECRET = "the secret of the campaign"


@pytest.fixture
def may(mod: Any) -> Any:
    """`may("view_message")` gives the moderator rights."""

    def given(*names: str) -> None:
        mod.user_permissions.set(Permission.objects.filter(content_type__app_label="messaging", codename__in=names))

    return given


@pytest.fixture
def desk(login: Any, mod: Any) -> Any:
    """The moderator at the admin, with a second factor."""
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    return login(mod)


def test_held_messages_are_read_and_decided(desk: Any, mod: Any, talk: Any, bob: Any) -> None:
    mod.groups.add(Group.objects.get(name="moderator"))
    held = [hold_message(talk, bob, text=f"{SECRET} {n}", client_id=uuid4(), kinds=(Kind.EMAIL,)) for n in range(3)]
    page = desk.get(reverse("admin:messaging_heldmessage_changelist")).content.decode()
    assert page.count(SECRET) == 3
    assert "Let through" in desk.get(reverse("admin:messaging_heldmessage_change", args=[held[0].pk])).content.decode()
    assert AuditEntry.objects.filter(action="messaging.read").count() == 1
    desk.post(reverse("admin:messaging_heldmessage_delivery", args=[held[0].pk]))
    desk.post(reverse("admin:messaging_heldmessage_refusal", args=[held[1].pk]), {"reason": ""})
    desk.post(
        reverse("admin:messaging_heldmessage_changelist"),
        {"action": "refuse", ACTION_CHECKBOX_NAME: [held[2].pk], "reason": "It leads away"},
    )
    assert [HeldMessage.objects.get(pk=one.pk).status for one in held] == ["let_through", "waiting", "refused"]


def test_without_the_right_no_word_is_shown_or_found(desk: Any, may: Any, say: Any, alice: Any, picture: Any) -> None:
    message = say(alice, SECRET, attachments=[store_attachment(alice, picture(name="board.png"))])
    may("view_message", "view_conversation", "view_attachment")
    page = desk.get(reverse("admin:messaging_message_change", args=[message.pk])).content.decode()
    assert "board.png" in page
    assert SECRET not in page
    found = desk.get(reverse("admin:messaging_message_changelist"), {"q": "secret"})
    assert found.context["cl"].result_count == 0
    assert not AuditEntry.objects.filter(action="messaging.read").exists()


def test_to_read_is_kept(desk: Any, may: Any, say: Any, alice: Any, mod: Any, talk: Any) -> None:
    message = say(alice, SECRET)
    may("view_message", "view_conversation", "view_attachment", "read_messages")
    assert SECRET in desk.get(reverse("admin:messaging_message_change", args=[message.pk])).content.decode()
    entry = AuditEntry.objects.get(action="messaging.read")
    assert (entry.actor, entry.target_id, entry.data) == (mod, str(talk.public_id), {"seq": 1})


def test_what_it_said_before_is_kept_for_who_may_read(desk: Any, may: Any, say: Any, alice: Any) -> None:
    message = say(alice, SECRET)
    edit_message(message, alice, text="Nothing at all")
    url = reverse("admin:messaging_message_change", args=[message.pk])
    may("view_message", "view_attachment", "view_earliertext")
    assert SECRET not in desk.get(url).content.decode()
    may("view_message", "view_attachment", "view_earliertext", "read_messages")
    assert SECRET in desk.get(url).content.decode()


def test_nothing_is_edited(desk: Any, may: Any, say: Any, alice: Any, mod: Any) -> None:
    message = say(alice, SECRET)
    mod.is_superuser = True
    mod.save()
    url = reverse("admin:messaging_message_change", args=[message.pk])
    assert desk.post(url, {"text": "Something else"}).status_code == 403
    assert desk.get(reverse("admin:messaging_message_add")).status_code == 403
    message.refresh_from_db()
    assert message.text == SECRET


@pytest.mark.parametrize("model", ["conversation", "message", "attachment"])
def test_lists_open(desk: Any, may: Any, say: Any, alice: Any, model: str) -> None:
    say(alice, "Hello")
    may("view_message", "view_conversation", "view_attachment", "read_messages")
    assert desk.get(reverse(f"admin:messaging_{model}_changelist"), {"q": "alice"}).status_code == 200
