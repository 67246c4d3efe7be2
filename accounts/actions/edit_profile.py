"""Save what a person or their company says about itself, and let go of the pictures it replaces."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile

from accounts import hooks
from accounts.forms.settings import ClientProfileForm, SettingsForm
from accounts.models import ClientProfile, User


@transaction.atomic
def edit_settings(user: User, form: SettingsForm) -> User:
    """Write a valid settings form onto `user`."""
    person = User.objects.select_for_update().get(pk=user.pk)
    data = form.cleaned_data
    person.name, person.timezone, person.country = data["name"], data["timezone"], data["country"]
    if data.get("remove_avatar") and not form.files.get(form.add_prefix("avatar")):
        _replace(person.avatar, "")
        person.avatar = ""
    elif form.files.get(form.add_prefix("avatar")):
        _replace(person.avatar, data["avatar"])
        person.avatar = data["avatar"]
    person.save(update_fields=["name", "timezone", "country", "avatar"])
    hooks.person_changed(person)
    return person


@transaction.atomic
def edit_client_profile(user: User, form: ClientProfileForm) -> ClientProfile:
    """Write a valid company form; the first one makes the profile."""
    before = ClientProfile.objects.select_for_update().filter(user=user).first()
    if before is not None and form.files.get(form.add_prefix("logo")):
        _replace(before.logo, form.cleaned_data["logo"])
    profile = form.save(commit=False)
    profile.user = user
    profile.save()
    hooks.person_changed(user)
    return profile


def _replace(old: FieldFile, new: Any) -> None:
    """The old file goes once the row no longer points to it."""
    if old and old.name:
        transaction.on_commit(partial(old.storage.delete, old.name))
