"""What this app gives along when somebody takes their data, and forgets when they leave."""

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import User
from proposals.models import Offer, PrivateNote, Proposal, ProposalAnswer, ProposalFile, ProposalTemplate


def register() -> None:
    """Called once by `ProposalsConfig.ready`."""
    hooks.export("proposals", _proposals)
    hooks.anonymise(_forget)


def _proposals(user: User) -> Part:
    own = Proposal.objects.filter(creator=user)
    files = ProposalFile.objects.filter(proposal__in=own).order_by("pk")
    return Part(
        {
            "proposals": rows(own, "public_id", "job__title", "status", "price_minor", "currency", "days",
                              "cover_letter", "version", "seen_at", "ended_at", "created_at"),
            "answers": rows(ProposalAnswer.objects.filter(proposal__in=own), "proposal__public_id", "question_text",
                            "text"),
            "templates": rows(ProposalTemplate.objects.filter(owner=user), "name", "text", "created_at"),
            "notes": rows(PrivateNote.objects.filter(author=user), "proposal__public_id", "text", "updated_at"),
            "offers": rows(Offer.objects.filter(client=user) | Offer.objects.filter(creator=user), "public_id",
                           "client__name", "creator__name", "title", "scope", "total_minor", "currency", "status",
                           "message", "created_at"),
        },
        enclosed("files", ((row.name, row.file) for row in files)),
    )  # fmt: skip


def _forget(user: User) -> None:
    """What only they could read. Proposals are withdrawn already, as on suspension."""
    PrivateNote.objects.filter(author=user).delete()
    ProposalTemplate.objects.filter(owner=user).delete()
