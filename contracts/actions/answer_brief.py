"""Answer the brief, and start the creator's clock with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts.actions.start_clock import start_clock
from contracts.models import Contract
from contracts.transitions import IN_WORK, UNFUNDED, Party
from reelbyte import clock
from reelbyte.errors import Conflict, Refused


def answer_brief(client: User, contract: Contract, answers: dict[int, str]) -> bool:
    """Keep `answers` (by the question's position); True when anything changed.

    Editable until the first delivery. The clock starts once every required question has an answer, and no
    later edit moves it. Raises `Refused` for the other side, `Conflict` when something was delivered or the
    work is over.
    """
    with transaction.atomic():
        contract = locks.lock_contract(contract.pk)
        if contract.party_of(client) != Party.CLIENT:
            raise Refused(_("Only the client answers the brief."))
        if not is_editable(contract):
            raise Conflict(_("The brief is closed: the work has been delivered, or it was called off."))
        questions = list(contract.brief.all())
        changed = [
            question for question in questions if answers.get(question.position, question.answer) != question.answer
        ]
        for question in changed:
            question.answer = answers[question.position]
            question.save(update_fields=["answer"])
        if not changed:
            return False
        complete = not any(question.required and not question.answer for question in questions)
        if complete and contract.waits_for_brief:
            contract.brief_answered_at = clock.now()
            contract.save(update_fields=["brief_answered_at"])
            before = None
            for milestone in contract.milestones.select_for_update().order_by("position"):
                milestone.contract = contract
                if start_clock(milestone, after=before):
                    before = milestone.due_at
            event = moving.tell(contract, "brief_answered", actor=client)
        else:
            event = moving.tell(contract, "brief_changed", actor=client)
        announcements.announce(event, to=[contract.creator])
        return True


def is_editable(contract: Contract) -> bool:
    """Whether answers may still change: there is work to come, and nothing that can be watched was handed over."""
    to_come = contract.milestones.filter(status__in=UNFUNDED | IN_WORK)
    was_delivered = contract.milestones.filter(deliveries__playable_at__isnull=False)
    return contract.is_active and to_come.exists() and not was_delivered.exists()
