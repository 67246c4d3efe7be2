"""Follow a creator, or stop."""

from django.utils.translation import gettext as _

from accounts.models import User
from creators.models import CreatorProfile
from discovery.models import Follow
from reelbyte.errors import Refused


def follow(user: User, creator: CreatorProfile) -> None:
    """Followed already, nothing changes. Refused for oneself."""
    if creator.user_id == user.pk:
        raise Refused(_("These are your own films."))
    Follow.objects.get_or_create(user=user, creator=creator)


def unfollow(user: User, creator: CreatorProfile) -> None:
    """Not followed, nothing happens."""
    Follow.objects.filter(user=user, creator=creator).delete()
