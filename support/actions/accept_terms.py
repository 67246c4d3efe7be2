"""Agree to the terms, and be asked when others come into force."""

from typing import Any

from django.db import transaction

from accounts.models import User
from reelbyte.errors import Conflict
from support import queries
from support.models import PageVersion, TermsAcceptance

BATCH = 2_000


@transaction.atomic
def accept_terms(user: User, version: PageVersion, how: str = TermsAcceptance.How.ASKED) -> TermsAcceptance:
    """Record that `user` agrees to `version`. Raises Conflict if that is not what is in force (they read another)."""
    current = queries.terms()
    if current is None or current.pk != version.pk:
        raise Conflict
    person = User.objects.select_for_update().get(pk=user.pk)
    acceptance, _created = TermsAcceptance.objects.get_or_create(user=person, version=version, defaults={"how": how})
    coming = queries.coming_terms()
    person.terms_due_at = coming.effective_at if coming else None
    person.save(update_fields=["terms_due_at"])
    return acceptance


def joined(user: Any) -> None:
    """Whoever joined ticked the box beside the terms in force."""
    if (current := queries.terms()) is not None:
        accept_terms(user, current, TermsAcceptance.How.JOINED)


def ask_everybody(version: PageVersion) -> int:
    """Note beside every person from when they are to agree to `version`. Returns of how many.

    In small steps, each its own transaction: nobody's sign-in waits for it. Done again, it changes nothing.
    """
    asked, after = 0, 0
    while True:
        people = User.objects.filter(pk__gt=after, date_joined__lt=version.effective_at).exclude(
            terms_acceptances__version=version
        )
        ids = list(people.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not ids:
            return asked
        earlier = {"terms_due_at__isnull": False, "terms_due_at__lte": version.effective_at}
        asked += User.objects.filter(pk__in=ids).exclude(**earlier).update(terms_due_at=version.effective_at)
        after = ids[-1]
