"""Wear the other hat, or take on the other role."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte import audit
from reelbyte.errors import Refused


@transaction.atomic
def switch_role(user: User, role: str) -> User:
    """Let `user` act as `role` ("creator" or "client") from now on. Raises Refused for a role they do not have."""
    person = _locked(user, role)
    if person.active_role != role:
        if not getattr(person, f"is_{role}"):
            raise Refused(_("Add that role in your settings first."))
        person.active_role = role
        person.save(update_fields=["active_role"])
    return _copied(person, user)


@transaction.atomic
def add_role(user: User, role: str) -> User:
    """Make `user` a `role` as well, and let them act as it at once. They never lose the other."""
    person = _locked(user, role)
    if not getattr(person, f"is_{role}"):
        person.roles, person.active_role = User.Roles.BOTH, role
        person.save(update_fields=["roles", "active_role"])
        audit.record(person, "accounts.role_added", person, role=role)
    return _copied(person, user)


def _locked(user: User, role: str) -> User:
    if role not in User.ActiveRole.values:
        raise Refused(_("There is no such role."))
    return User.objects.select_for_update().get(pk=user.pk)


def _copied(person: User, user: User) -> User:
    """What was written, on the instance the caller holds."""
    user.roles, user.active_role = person.roles, person.active_role
    return user
