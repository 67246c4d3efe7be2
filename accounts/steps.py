"""The steps of the checklist that are about the account itself."""

from django.utils.translation import gettext_lazy as _

from accounts import onboarding
from accounts.models import ClientProfile, User


def _email_verified(user: User) -> bool:
    from accounts.adapters import has_verified_email

    return has_verified_email(user)


def _presented(user: User) -> bool:
    return bool(user.avatar and user.name)


def _company_told(user: User) -> bool:
    return ClientProfile.objects.filter(user=user).exists()


onboarding.register(
    onboarding.Step(
        key="email",
        role="",
        title=_("Verify your e-mail address"),
        text=_("Contracts, deadlines and money are told there."),
        url_name="account_email",
        is_done=_email_verified,
        position=10,
        icon="mail",
    )
)
onboarding.register(
    onboarding.Step(
        key="face",
        role="",
        title=_("Show your face"),
        text=_("A picture and the right time zone: people answer people."),
        url_name="accounts:settings",
        is_done=_presented,
        position=20,
        icon="circle-user",
    )
)
onboarding.register(
    onboarding.Step(
        key="company",
        role=onboarding.CLIENT,
        title=_("Say who is hiring"),
        text=_("Creators see it before they say yes."),
        url_name="accounts:client-profile-edit",
        is_done=_company_told,
        position=30,
        icon="building-2",
    )
)
