"""Keep a cover letter to begin from."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from proposals.models import ProposalTemplate
from reelbyte import policy
from reelbyte.errors import Conflict, Refused


def save_template(owner: User, letter: ProposalTemplate) -> ProposalTemplate:
    """Write a new one, or a changed one. Raises Conflict for somebody else's, Refused after
    policy.PROPOSAL_TEMPLATES_MAXIMUM of them or for a name they have."""
    if letter.owner_id != owner.pk:
        raise Conflict
    with transaction.atomic():
        # Two new ones at once are counted one after the other.
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
        others = ProposalTemplate.objects.filter(owner=owner).exclude(pk=letter.pk)
        if letter.pk is None and others.count() >= policy.PROPOSAL_TEMPLATES_MAXIMUM:
            raise Refused(
                _("You have %(most)s letters. Delete one first.") % {"most": policy.PROPOSAL_TEMPLATES_MAXIMUM}
            )
        if others.filter(name=letter.name).exists():
            raise Refused(_("You have a letter of this name."))
        letter.save()
    return letter


def delete_template(letter: ProposalTemplate, owner: User) -> None:
    """Throw it away; what was sent with it stays as it was sent."""
    ProposalTemplate.objects.filter(pk=letter.pk, owner=owner).delete()
