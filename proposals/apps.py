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
        from proposals import activity, cards, events, own_data, reactions  # noqa: F401 - events register themselves

        activity.register()
        own_data.register()
        cards.register()
        jobs.on_change(reactions.job_changed)
        jobs.on_end(reactions.job_ended)
        people.on_suspend(reactions.suspended)
        people.on_block(reactions.blocked)
        views = [f"proposals.view_{model}" for model in SEEN_BY_STAFF]
        groups.grant(groups.MODERATOR, *views)
        groups.grant(groups.SUPPORT, *views)
