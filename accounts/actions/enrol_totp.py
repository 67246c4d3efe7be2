"""Give somebody an authenticator app's secret without the page: demo logins and tests."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.models import User
from reelbyte import audit


@transaction.atomic
def enrol_totp(user: User, secret: str) -> Authenticator:
    """`secret` is base32, as the app shows it. Enrolled again, the old secret is replaced."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    audit.record(None, "accounts.mfa_added", user, type="totp")
    return authenticator
