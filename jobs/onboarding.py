"""The client's last step of the newcomers' checklist."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import onboarding
from jobs.models import Job


def register() -> None:
    """Called once, when the app is ready."""
    onboarding.register(
        onboarding.Step(
            key="jobs.first",
            role=onboarding.CLIENT,
            title=_("Post a job"),
            text=_("Say what you need filmed. Creators come to you, with a price and a date."),
            url_name="jobs:job-create",
            is_done=_has_job,
            position=40,
            icon="briefcase",
        )
    )


def _has_job(user: Any) -> bool:
    return Job.objects.owned_by(user).exclude(status=Job.Status.DRAFT).exists()
