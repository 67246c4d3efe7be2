"""Go on with a ticket: the person's side and the house's."""

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from notifications import notify
from reelbyte import audit, clock, limits, outbox, policy
from reelbyte.errors import Refused
from support.actions.write import write
from support.models import Ticket, TicketMessage


def answer(ticket: Ticket, *, author: User | None, text: str, file: UploadedFile | None = None) -> TicketMessage:
    """The person writes more: it is staff's turn again, also if it was solved. Raises TooMany."""
    limits.take("support.answer", ticket.public_id, most=policy.TICKET_ANSWERS_A_DAY, per=timedelta(days=1))
    with transaction.atomic():
        locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
        message = write(locked, author=author, text=text, file=file)
        _turn(locked, Ticket.Status.OPEN)
    return message


@transaction.atomic
def answer_as_staff(actor: User, ticket: Ticket, text: str, *, solved: bool = False) -> TicketMessage:
    """The house answers, and with `solved` thinks that is all. The person is told either way. Raises Refused."""
    text = text.strip()
    if not text:
        raise Refused(_("Write the answer first."))
    locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
    message = write(locked, author=actor, text=text[: TicketMessage._meta.get_field("text").max_length], is_staff=True)
    _turn(locked, Ticket.Status.SOLVED if solved else Ticket.Status.WAITING)
    audit.record(actor, "support.ticket_solved" if solved else "support.ticket_answered", locked)
    if locked.user is None:
        outbox.add("support.email", str(message.public_id), {"message": message.pk})
    else:
        notify(
            "support.answered",
            locked.user,
            key=str(message.public_id),
            url=locked.get_absolute_url(),
            text=_("We have answered you: “%(subject)s”.") % {"subject": locked.subject},
            context={"quote": message.text},
        )
    return message


@transaction.atomic
def solve(ticket: Ticket, *, actor: User | None, by_staff: bool = False) -> Ticket:
    """Nothing is left to say. Whoever says so again changes nothing; a new message opens it again."""
    locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if locked.status == Ticket.Status.SOLVED:
        return locked
    _turn(locked, Ticket.Status.SOLVED)
    if by_staff:
        audit.record(actor, "support.ticket_solved", locked)
    return locked


def _turn(ticket: Ticket, status: str) -> None:
    """`turned_at` is since when it is whose turn: a second message of the same side does not make it younger."""
    if ticket.status != status or status != Ticket.Status.OPEN:
        ticket.turned_at = clock.now()
    ticket.status = status
    ticket.save(update_fields=["status", "turned_at"])
