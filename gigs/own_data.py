"""What this app gives along when somebody takes their data, and forgets when they leave."""

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from gigs.models import FAQ, BriefQuestion, Extra, Gig, GigSample, Package


def register() -> None:
    """Called once by `GigsConfig.ready`."""
    hooks.export("gigs", _gigs)
    hooks.anonymise(_forget)


def _gigs(user: User) -> Part:
    own = Gig.objects.owned_by(user)
    of = {"gig__in": own}
    return Part(
        {
            "gigs": rows(own, "public_id", "slug", "title", "category__name", "tags", "description", "currency",
                         "status", "published_at", "created_at"),
            "packages": rows(Package.objects.filter(**of), "gig__slug", "tier", "title", "price_minor",
                             "delivery_days", "revisions", "licence"),
            "extras": rows(Extra.objects.filter(**of), "gig__slug", "title", "price_minor", "days_delta"),
            "questions": rows(FAQ.objects.filter(**of), "gig__slug", "question", "answer"),
            "asked_at_order": rows(BriefQuestion.objects.filter(**of), "gig__slug", "text", "kind", "required"),
        }
    )  # fmt: skip


def _forget(user: User) -> None:
    """Paused already, as the person is gone. Their films go; title and prices stay for contracts made of them."""
    own = Gig.objects.owned_by(user)
    GigSample.objects.filter(gig__in=own).delete()
    own.update(cover=None, description="", tags=[])
