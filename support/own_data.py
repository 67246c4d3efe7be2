"""What this app gives along when somebody takes their data. Questions and agreements stay, without the name."""

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import User
from support.models import TermsAcceptance, Ticket, TicketMessage


def register() -> None:
    """Called once by `SupportConfig.ready`."""
    hooks.export("support", _support)


def _support(user: User) -> Part:
    said = TicketMessage.objects.filter(ticket__user=user)
    own = said.filter(is_staff=False).order_by("pk")
    return Part(
        {
            "questions": rows(Ticket.objects.of(user), "public_id", "category", "subject", "status", "created_at"),
            "messages": rows(said, "ticket__public_id", "is_staff", "text", "file_name", "created_at"),
            "terms": rows(TermsAcceptance.objects.filter(user=user), "version__number", "how", "accepted_at"),
        },
        enclosed("files", ((row.file_name, row.file) for row in own)),
    )
