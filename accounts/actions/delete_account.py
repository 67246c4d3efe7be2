"""Leave for good. What the ledger and others' contracts need stays, without the person."""

from functools import partial
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import hooks, identity_files
from accounts.models import Block, ClientProfile, DataExport, IdentityCheck, User
from reelbyte import audit
from reelbyte.errors import Refused
from reelbyte.storages import private_storage


def vetoes(user: User) -> list[str]:
    """Why the account cannot be deleted now, in sentences; nothing if it can."""
    own = [_("You work here: an owner of the site has to end that first.")] if user.is_staff else []
    return own + hooks.deletion_vetoes(user)


@transaction.atomic
def delete_account(user: User) -> None:
    """Make `user` nobody, and close the account. Raises Refused with the reasons while anything is open.

    Asked again it is so. Every app forgets its part in the same transaction (`hooks.anonymise`); files go once it
    has been committed.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if person.status == User.Status.CLOSED:
        return
    if reasons := vetoes(person):
        raise Refused(" ".join(reasons))
    audit.record(person, "accounts.deleted", person)
    hooks.suspended(person)
    hooks.anonymised(person)
    _forget_ways_in(person)
    _forget_files(person)
    Block.objects.filter(blocker=person).delete()
    ClientProfile.objects.filter(user=person).delete()
    _forget_name(person)


def _forget_ways_in(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
    for model in (EmailAddress, SocialAccount, Authenticator):
        model.objects.filter(user=person).delete()


def _forget_files(person: User) -> None:
    profile = ClientProfile.objects.filter(user=person).first()
    for picture in (person.avatar, profile.logo if profile else None):
        if picture and picture.name:
            transaction.on_commit(partial(picture.storage.delete, picture.name))
    for check in IdentityCheck.objects.select_for_update().filter(user=person):
        if check.has_files:
            transaction.on_commit(partial(identity_files.remove, check))
        check.delete()
    for export in DataExport.objects.filter(user=person):
        transaction.on_commit(partial(private_storage().delete, export.key))
        export.delete()


def _forget_name(person: User) -> None:
    """The address is free for a new account; the row stays, for what points to it."""
    person.email = f"{uuid4().hex}@deleted.invalid"
    person.name, person.avatar, person.country, person.timezone = "", "", "", "UTC"
    person.status = User.Status.CLOSED
    person.profile_visibility, person.contact_from = User.Visibility.HIDDEN, User.ContactFrom.NOBODY
    person.identity_verified_at = person.last_seen_at = person.last_login = person.terms_due_at = None
    person.set_unusable_password()
    person.save()
