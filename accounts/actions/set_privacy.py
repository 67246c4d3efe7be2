"""Choose who sees one, and who may write first."""

from django.db import transaction

from accounts import hooks
from accounts.models import User


@transaction.atomic
def set_privacy(user: User, *, visibility: str, contact_from: str) -> User:
    """Write both choices. What higher apps keep for searching follows in the same transaction."""
    person = User.objects.select_for_update().get(pk=user.pk)
    moved = person.profile_visibility != visibility
    person.profile_visibility, person.contact_from = visibility, contact_from
    person.save(update_fields=["profile_visibility", "contact_from"])
    if moved:
        hooks.privacy_changed(person)
    return person
