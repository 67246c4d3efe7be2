"""Open a creator's profile: once, whoever asks and however often."""

from django.db import IntegrityError, transaction

from accounts.models import User
from creators import handles
from creators.models import CreatorProfile


def open_profile(user: User) -> CreatorProfile:
    """The person's profile, made with a handle from their name if there is none yet."""
    if (profile := CreatorProfile.objects.filter(user=user).first()) is not None:
        return profile
    for handle in handles.suggestions(user.name):
        try:
            with transaction.atomic():
                return CreatorProfile.objects.create(user=user, handle=handle)
        except IntegrityError:
            # Either the handle is taken, or the same person was faster in another tab.
            if (profile := CreatorProfile.objects.filter(user=user).first()) is not None:
                return profile
    raise RuntimeError("no free handle was found")
