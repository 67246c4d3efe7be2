"""The signed link to an appeal: whoever is suspended cannot sign in, and must be able to answer."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from moderation.models import Sanction

SALT = "moderation.appeal"


def link(sanction: Sanction) -> str:
    """The address, on this site whatever host asked. It does not expire: an appeal is made once."""
    return settings.SITE_URL + path(sanction)


def path(sanction: Sanction) -> str:
    return reverse("moderation:appeal-create", args=[signing.dumps(sanction.public_id.hex, salt=SALT)])


def read(token: str) -> Sanction | None:
    """The sanction `link` was made for; None for anything else."""
    try:
        public_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Sanction.objects.select_related("user", "report").filter(public_id=public_id).first()
