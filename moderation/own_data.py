"""What this app gives along when somebody takes their data: what they reported, and what was done about them."""

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from moderation.models import Report, Sanction


def register() -> None:
    """Called once by `ModerationConfig.ready`."""
    hooks.export("moderation", _moderation)


def _moderation(user: User) -> Part:
    return Part(
        {
            "reports": rows(Report.objects.filter(reporter=user), "kind", "title", "rule", "text", "status",
                            "created_at"),
            "sanctions": rows(Sanction.objects.filter(user=user), "kind", "rule", "reason", "status", "issued_at",
                              "appeal", "appealed_at", "answer", "decided_at"),
        }
    )  # fmt: skip
