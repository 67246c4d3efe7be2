"""Put a draft into force, now or on a day to come."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte import audit, clock, outbox
from reelbyte.errors import Conflict, Refused
from support import numbers
from support.models import Page, PageVersion


def may_publish(actor: User, page: Page) -> bool:
    """Legal pages bind people: they need a right of their own."""
    right = "support.publish_legal" if page.topic == Page.Topic.LEGAL else "support.publish_pageversion"
    return actor.has_perm(right)


@transaction.atomic
def publish(actor: User, version: PageVersion) -> PageVersion:
    """Publish it for ever. In force from its `effective_at`, or from now without one.

    Raises Refused for who may not and for a day that has passed. What people agree to is asked of everybody once
    more: `support.terms` in the outbox writes it beside each person.
    """
    page = Page.objects.select_for_update().get(pk=version.page_id)
    draft = PageVersion.objects.select_for_update().get(pk=version.pk)
    if not may_publish(actor, page):
        raise Refused(_("Legal pages are published by the site's owners."))
    if draft.is_published:
        return draft
    now = clock.now()
    if draft.effective_at is not None and draft.effective_at < now:
        raise Refused(_("It cannot have been in force before it was published. Choose a day to come, or none."))
    coming = page.versions.filter(status=PageVersion.Status.PUBLISHED, effective_at__gt=draft.effective_at or now)
    if coming.exists():
        raise Conflict(_("A later version is published already and comes into force after this one would."))
    draft.status, draft.published_at, draft.published_by = PageVersion.Status.PUBLISHED, now, actor
    draft.effective_at = draft.effective_at or now
    draft.numbers = numbers.today() if page.topic == Page.Topic.LEGAL else {}
    draft.save()
    audit.record(actor, "support.page_published", draft, page=page.slug, number=draft.number)
    if page.is_agreed:
        outbox.add("support.terms", str(draft.pk), {"version": draft.pk})
    return draft
