"""What this app gives along when somebody takes their data, and forgets when they leave."""

from uuid import uuid4

from django.utils.translation import gettext as _

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from gigs.actions.withdraw import withdraw
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
    """Paused already, as the person is gone. Contracts made of them keep their own copy of what was agreed.

    The rows and their prices stay for what points to them, without a word that somebody wrote.
    """
    own = Gig.objects.owned_by(user)
    for gig in own.filter(status=Gig.Status.IN_REVIEW):
        withdraw(gig, actor=user)
    for model in (GigSample, FAQ, BriefQuestion, Extra):
        model.objects.filter(gig__in=own).delete()
    Package.objects.filter(gig__in=own).update(title="", description="", deliverables=[])
    for gig in own:
        gig.slug, gig.title = f"former-{uuid4().hex[:16]}", _("A gig of a former member")
        gig.cover, gig.description, gig.tags = None, "", []
        gig.save(update_fields=["slug", "title", "cover", "description", "tags"])
