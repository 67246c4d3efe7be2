"""What this app gives to the file with everything about a person, and how it is registered."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import Block, ClientProfile, IdentityCheck, User
from reelbyte.models import AuditEntry


def register() -> None:
    """Called once by `AccountsConfig.ready`."""
    hooks.export("account", _account)


def _account(user: User) -> Part:
    company = ClientProfile.objects.filter(user=user)
    pictures = [("picture.webp", user.avatar), *(("logo.webp", profile.logo) for profile in company)]
    data = {
        "person": rows(
            User.objects.filter(pk=user.pk), "public_id", "email", "name", "roles", "active_role", "status", "timezone",
            "country", "profile_visibility", "contact_from", "identity_verified_at", "date_joined", "last_login",
            "last_seen_at",
        ),
        "addresses": rows(EmailAddress.objects.filter(user=user), "email", "verified", "primary"),
        "company": rows(company, "kind", "company_name", "website", "size", "industry", "country", "about"),
        "second_factors": rows(Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"),
        "signs_in_with": rows(SocialAccount.objects.filter(user=user), "provider", "uid", "date_joined", "last_login"),
        "signed_in_at": rows(UserSession.objects.filter(user=user), "ip", "user_agent", "created_at"),
        "identity_checks": rows(
            IdentityCheck.objects.filter(user=user), "document", "country", "status", "created_at", "decided_at",
            "reason", "valid_until", "files_until",
        ),
        "blocked": rows(Block.objects.filter(blocker=user), "blocked__name", "created_at"),
        "trail": rows(AuditEntry.objects.filter(actor=user), "action", "target_type", "at"),
    }  # fmt: skip
    return Part(data, enclosed("pictures", pictures))
