"""What contracts add to the activity feed: every line of every room's timeline."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contracts import wording
from contracts.models import ContractEvent
from notifications import activity


def rows(user: User) -> QuerySet[ContractEvent]:
    """The events of contracts that `user` is a party of, with what their lines need."""
    parties = Q(contract__client=user) | Q(contract__creator=user)
    return ContractEvent.objects.filter(parties).select_related("contract", "actor")


def entry(event: ContractEvent, user: User) -> activity.Entry:
    """The sentence of the timeline."""
    contract = event.contract
    return activity.Entry(
        text=wording.line(event),
        url=contract.get_absolute_url(),
        about=contract.title,
        icon=wording.icon(event),
        actor=event.actor,
    )


def register() -> None:
    """Called once by `ContractsConfig.ready`."""
    activity.register(activity.Source("contracts", _("Contracts"), rows, entry))
