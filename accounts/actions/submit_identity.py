"""Show staff who one is."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import identity_files
from accounts.models import IdentityCheck, User
from reelbyte import audit, limits, policy
from reelbyte.errors import Conflict, Refused


def submit_identity(
    user: User, *, document: str, country: str, document_file: ContentFile, selfie_file: ContentFile
) -> IdentityCheck:
    """A waiting check with both pictures, which `accounts.images.clean_image` has drawn anew.

    Raises Refused for who is verified, Conflict while one is waiting, TooMany for who tries without end. The row
    comes before the files, so that nothing lies in the storage that no row knows of.
    """
    if IdentityCheck.objects.filter(user=user, status=IdentityCheck.Status.APPROVED).exists():
        raise Refused(_("You are verified already."))
    if IdentityCheck.objects.filter(user=user, status=IdentityCheck.Status.WAITING).exists():
        raise Conflict(_("We are looking at what you sent. You will hear from us."))
    limits.take("accounts.identity", user.pk, most=policy.IDENTITY_SUBMISSIONS_A_DAY, per=timedelta(days=1))
    try:
        with transaction.atomic():
            check = IdentityCheck.objects.create(user=user, document=document, country=country)
            audit.record(user, "accounts.identity_submitted", check)
    except IntegrityError:
        raise Conflict from None
    try:
        identity_files.write(check, {"document": document_file, "selfie": selfie_file})
    except BaseException:
        check.delete()
        raise
    return check
