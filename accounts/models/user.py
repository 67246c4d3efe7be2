"""A person: one kind of account, who may be a creator, a client, or both."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.storages import public_storage


def avatar_key(user: "User", filename: str) -> str:
    """A name made here: nothing of what the person's file was called reaches the storage."""
    return f"avatars/{uuid4().hex}.webp"


class UserQuerySet(models.QuerySet["User"]):
    """People, as somebody may see them."""

    def visible_to(self, viewer: Any) -> "UserQuerySet":
        """Those whom `viewer` (a person or anonymous) may come across: see `accounts.visibility`."""
        from accounts.visibility import visible_to

        return visible_to(self, viewer, person="pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people. E-mail is the login and is kept in lower case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(PublicIdModel, AbstractBaseUser, PermissionsMixin):
    """`roles` says what a person does here, `active_role` which hat they wear on this page."""

    class Roles(models.TextChoices):
        CREATOR = "creator", _("Creator")
        CLIENT = "client", _("Client")
        BOTH = "both", _("Creator and client")

    class ActiveRole(models.TextChoices):
        CREATOR = "creator", _("Creator")
        CLIENT = "client", _("Client")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        LIMITED = "limited", _("limited")
        SUSPENDED = "suspended", _("suspended")
        BANNED = "banned", _("banned")
        CLOSED = "closed", _("closed")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBERS = "members", _("Signed-in members")
        HIDDEN = "hidden", _("Nobody")

    class ContactFrom(models.TextChoices):
        EVERYONE = "everyone", _("Every member")
        WORKED_WITH = "worked_with", _("People I have worked with")
        NOBODY = "nobody", _("Nobody")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    avatar = models.ImageField(_("picture"), upload_to=avatar_key, storage=public_storage, blank=True)
    roles = models.CharField(_("roles"), max_length=10, choices=Roles, default=Roles.CLIENT)
    active_role = models.CharField(_("active role"), max_length=10, choices=ActiveRole, default=ActiveRole.CLIENT)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    profile_visibility = models.CharField(
        _("who sees this person"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    contact_from = models.CharField(
        _("who may write first"), max_length=12, choices=ContactFrom, default=ContactFrom.EVERYONE
    )
    # Written by the actions on identity checks: set while there is an approved one.
    identity_verified_at = models.DateTimeField(_("identity verified"), null=True, blank=True, editable=False)
    # Written by the app that keeps the terms: from then on, this person is asked to agree to new ones.
    terms_due_at = models.DateTimeField(_("new terms from"), null=True, blank=True, editable=False)
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC")
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    # What Django and allauth ask. Derived, so that it can never disagree with `status`.
    is_active = models.GeneratedField(
        verbose_name=_("may sign in"),
        expression=Q(status__in=["active", "limited"]),  # type: ignore[arg-type]
        output_field=models.BooleanField(),
        db_persist=True,
    )
    date_joined = models.DateTimeField(_("joined"), default=clock.now, editable=False)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("sanction_user", _("May suspend and reinstate people"))]
        constraints = [
            # One address is one person, however it was typed.
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(roles__in=["creator", "client", "both"]),
                name="user_roles_known",
            ),
            # Nobody wears a hat they do not own.
            models.CheckConstraint(
                condition=Q(roles="both") | Q(roles=models.F("active_role")),
                name="user_active_role_owned",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["active", "limited", "suspended", "banned", "closed"]),
                name="user_status_known",
            ),
            # A value no rule knows would show somebody who wanted to be hidden, or silence them.
            models.CheckConstraint(
                condition=Q(profile_visibility__in=["public", "members", "hidden"]), name="user_visibility_known"
            ),
            models.CheckConstraint(
                condition=Q(contact_from__in=["everyone", "worked_with", "nobody"]), name="user_contact_known"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What others see: never the e-mail address."""
        if self.status == self.Status.CLOSED and not self.name:
            return str(_("Former member"))
        return self.name or str(_("New member"))

    @property
    def avatar_url(self) -> str:
        """Where the picture is, or nothing: components then draw initials."""
        return self.avatar.url if self.avatar else ""

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name.split(" ")[0]

    @property
    def is_verified(self) -> bool:
        """Whether staff have seen who they are, and not too long ago."""
        return self.identity_verified_at is not None

    @property
    def is_creator(self) -> bool:
        return self.roles in (self.Roles.CREATOR, self.Roles.BOTH)

    @property
    def is_client(self) -> bool:
        return self.roles in (self.Roles.CLIENT, self.Roles.BOTH)

    @property
    def acts_as_creator(self) -> bool:
        return self.active_role == self.ActiveRole.CREATOR
