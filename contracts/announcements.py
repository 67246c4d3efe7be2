"""How both sides learn what happened: a card in their chat, a notice, and their open pages drawn anew.

Called by actions inside their transaction; nothing leaves before it commits.
"""

from collections.abc import Iterable

from accounts.models import User
from contracts import cards, wording
from contracts.models import Contract, ContractEvent
from messaging.actions.post_card import post_card
from notifications import live, notify

STAGE_KINDS = {"deliver", "playable", "fail_delivery", "settle_release"}


def announce(event: ContractEvent, *, to: Iterable[User]) -> None:
    """Tell about `event`: its card in the conversation, a notice to each of `to`, and both open rooms."""
    contract = event.contract
    if event.kind in cards.KINDS and contract.conversation is not None:
        post_card(contract.conversation, f"contracts.{event.kind}", ref=str(event.public_id), actor=event.actor)
    line = wording.told(event)
    for person in to:
        notify(
            f"contracts.{event.kind}",
            person,
            key=str(event.public_id),
            url=wording.address(event),
            text=f"{line} {contract.title}",
            actor=event.actor,
            context={"contract": contract.title, "line": line},
        )
    room_changed(contract, stage=event.kind in STAGE_KINDS)
    if dispute := event.data.get("dispute"):
        for person_id in (contract.client_id, contract.creator_id):
            live.ask(person_id, "contracts.dispute", dispute=dispute)


def room_changed(contract: Contract, *, stage: bool = False) -> None:
    """Draw the room anew on every page either side has open, once the change is committed.

    With `stage` its player too: never otherwise, since somebody may be watching.
    """
    for person_id in (contract.client_id, contract.creator_id):
        live.ask(person_id, "contracts.room", contract=contract.pk, stage=stage)
