"""A creator's bid on a job: proposals, interviews, offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SEEN_BY_STAFF = (
    "proposal", "proposalmilestone", "proposalanswer", "proposalfile", "proposalversion", "proposalevent", "interview",
    "interviewslot", "offer", "offermilestone", "offerevent",
)  # fmt: skip


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = _("Proposals")

    def ready(self) -> None:
        from accounts import groups
        from accounts import hooks as people
        from jobs import hooks as jobs
        from proposals import (  # noqa: F401 - events register themselves
            activity,
            cards,
            events,
            offer_cards,
            offer_events,
            offer_reactions,
            own_data,
            reactions,
        )

        activity.register()
        own_data.register()
        cards.register()
        offer_cards.register()
        jobs.on_change(reactions.job_changed)
        jobs.on_end(reactions.job_ended)
        # Offers first: a proposal under one is not touched.
        people.on_suspend(offer_reactions.suspended)
        people.on_block(offer_reactions.blocked)
        people.on_suspend(reactions.suspended)
        people.on_block(reactions.blocked)
        views = [f"proposals.view_{model}" for model in SEEN_BY_STAFF]
        groups.grant(groups.MODERATOR, *views)
        groups.grant(groups.SUPPORT, *views)
