"""What creators are shown of who hires."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q

from accounts.models import User
from contracts.models import Contract
from jobs.models import Job
from reviews.models import Direction
from reviews.queries import summary


@dataclass(frozen=True)
class ClientFacts:
    """True counts: nothing here is rounded up to look better."""

    user: User
    name: str
    picture: str
    is_company: bool
    trade: str
    size: str
    about: str
    since: datetime
    jobs: int
    hired: int
    funded: int
    rating_average: Decimal | None
    rating_count: int


def facts(user: User) -> ClientFacts:
    """Three queries; `user` with its client profile loaded, where there is one."""
    profile = getattr(user, "client_profile", None)
    jobs = Job.objects.owned_by(user).exclude(status=Job.Status.DRAFT)
    figures = jobs.aggregate(posted=Count("pk"), filled=Count("pk", filter=Q(status=Job.Status.FILLED)))
    rated = summary(user, Direction.OF_CLIENT)
    return ClientFacts(
        user=user,
        name=profile.display_name if profile else user.display_name,
        picture=(profile.logo_url if profile else "") or user.avatar_url,
        is_company=profile is not None and profile.kind == profile.Kind.COMPANY,
        trade=profile.get_industry_display() if profile and profile.industry else "",
        size=profile.get_size_display() if profile and profile.size else "",
        about=profile.about if profile else "",
        since=user.date_joined,
        jobs=figures["posted"],
        hired=figures["filled"],
        funded=Contract.objects.filter(client=user, funded_at__isnull=False).count(),
        rating_average=rated.average,
        rating_count=rated.count,
    )
