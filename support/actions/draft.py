"""Begin the next version of a page."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte import audit
from reelbyte.errors import Conflict
from support.models import Page, PageVersion


def draft(actor: User, page: Page, *, title: str, summary: str, body: str, **more: object) -> PageVersion:
    """A draft with the next number. Raises Conflict while there is one: change that."""
    try:
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=page.pk)
            last = page.versions.order_by("-number").values_list("number", flat=True).first() or 0
            version = PageVersion.objects.create(
                page=page, number=last + 1, title=title, summary=summary, body=body, **more
            )
            audit.record(actor, "support.page_drafted", version, page=page.slug, number=version.number)
    except IntegrityError:
        raise Conflict(_("There is a draft of this page already. Go on with that one.")) from None
    return version
