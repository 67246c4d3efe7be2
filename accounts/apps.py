"""Who you are."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import groups, outbox_handlers, own_data, receivers, steps  # noqa: F401 - register themselves

        own_data.register()
        groups.grant(
            groups.MODERATOR,
            "accounts.view_user",
            "accounts.sanction_user",
            "accounts.view_clientprofile",
            "accounts.view_block",
            "accounts.view_identitycheck",
            "accounts.decide_identitycheck",
        )
        groups.grant(groups.FINANCE, "accounts.view_user", "accounts.view_clientprofile")
        groups.grant(groups.SUPPORT, "accounts.view_user", "accounts.view_clientprofile", "account.view_emailaddress")
        post_migrate.connect(groups.apply, dispatch_uid="accounts.groups")
