"""The staff's three groups and what each may do: every app grants its own, none more than its desk needs.

Groups are made by a migration. Rights are set after each `migrate`, when the permission rows exist, and
set exactly: a right that is no longer granted here is taken back.
"""

from typing import Any

from django.apps import AppConfig

MODERATOR = "moderator"
FINANCE = "finance"
SUPPORT = "support"
GROUPS = (MODERATOR, FINANCE, SUPPORT)

_granted: dict[str, set[str]] = {name: set() for name in GROUPS}


def grant(group: str, *permissions: str) -> None:
    """Give a group rights, each as "app.codename" ("gigs.view_gig"). Call it in `AppConfig.ready`."""
    _granted[group].update(permissions)


def granted(group: str) -> frozenset[str]:
    """The rights a group has by its apps' grants."""
    return frozenset(_granted[group])


def apply(app_config: AppConfig, using: str = "default", **_: Any) -> None:
    """Set the three groups' rights within one app. A receiver of Django's `post_migrate`."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(app_config, verbosity=0, using=using)  # whichever receiver comes first
    label = app_config.label
    rights = {
        f"{label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).filter(content_type__app_label=label)
    }
    for group in Group.objects.using(using).filter(name__in=GROUPS):
        wanted = {rights[name] for name in _granted[group.name] if name in rights}
        held = set(group.permissions.using(using).filter(content_type__app_label=label))
        group.permissions.remove(*held - wanted)
        group.permissions.add(*wanted - held)
