"""The work itself: contracts, milestones, deliveries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    name = "contracts"
    verbose_name = _("Contracts")

    def ready(self) -> None:
        """Tell the apps below what contracts does when money or a video arrives, and what it will tell."""
        from accounts import groups
        from contracts import activity, broadcasts, cards, events, onboarding, own_data, receivers
        from notifications import live

        receivers.register()
        own_data.register()
        cards.register()
        events.register()
        onboarding.register()
        activity.register()
        live.register(broadcasts.ROOM, broadcasts.draw_room)
        live.register(broadcasts.DISPUTE, broadcasts.draw_dispute)
        views = [
            f"contracts.view_{model}"
            for model in (
                "contract",
                "milestone",
                "delivery",
                "contractevent",
                "cancellationrequest",
                "revisionrequest",
                "changeorder",
                "tip",
                "dispute",
                "disputestatement",
                "splitoffer",
            )
        ]
        groups.grant(groups.MODERATOR, "contracts.decide_dispute", *views)
        groups.grant(groups.SUPPORT, *views)
        groups.grant(groups.FINANCE, "contracts.view_contract", "contracts.view_milestone", "contracts.view_tip")
