"""`manage.py recount_ratings`: every rating again from the reviews themselves."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from gigs.models import Gig
from reviews.actions.publish import recount


class Command(BaseCommand):
    help = "Recompute every creator's and gig's rating exactly, from what is published."

    def handle(self, *args: Any, **options: Any) -> None:
        creators = User.objects.filter(creator_profile__isnull=False)
        for creator in creators.iterator():
            with transaction.atomic():
                recount(creator)
                for gig_id in Gig.objects.filter(creator__user=creator).values_list("pk", flat=True):
                    recount(creator, gig_id)
        self.stdout.write(f"recounted {creators.count()} creators")
