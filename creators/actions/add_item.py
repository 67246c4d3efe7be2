"""Add a film to a portfolio."""

from django.db import transaction
from django.db.models import Max

from creators import hooks
from creators.models import CreatorProfile, PortfolioItem
from videos.models import Video


def add_item(profile: CreatorProfile, video: Video, **fields: object) -> PortfolioItem:
    """The item showing `video`, at the end of the order. Added twice, it stays one."""
    with transaction.atomic():
        CreatorProfile.objects.select_for_update().get(pk=profile.pk)
        last = profile.portfolio.aggregate(last=Max("position"))["last"]
        item, _created = PortfolioItem.objects.get_or_create(
            profile=profile, video=video, defaults={"position": (last or 0) + 1, **fields}
        )
        hooks.changed(profile.pk, profile.user_id)
    return item
