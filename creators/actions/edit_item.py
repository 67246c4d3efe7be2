"""Save what a creator says about a film."""

from django.db import transaction

from creators import hooks
from creators.forms import ItemForm
from creators.models import PortfolioItem


def edit_item(form: ItemForm) -> PortfolioItem:
    """Write a valid form onto its film."""
    with transaction.atomic():
        item = form.save()
        hooks.changed(item.profile_id, item.profile.user_id)
    return item
