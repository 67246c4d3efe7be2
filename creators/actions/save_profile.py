"""Save what a creator says about themselves."""

from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from creators import hooks
from creators.models import CreatorProfile, ProfileLanguage, Skill
from reelbyte import policy
from reelbyte.errors import Refused


@dataclass(frozen=True)
class ProfileContent:
    """What the edit page holds. `fields` are columns of CreatorProfile; `languages` (code, level)."""

    fields: dict[str, Any]
    skills: list[Skill] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)


EDITABLE = frozenset(
    [
        "handle",
        "headline",
        "bio",
        "location",
        "links",
        "currency",
        "hourly_minor",
        "project_minor",
        "availability",
        "available_from",
    ]
)


def save_profile(profile: CreatorProfile, content: ProfileContent) -> CreatorProfile:
    """Write the columns, skills and languages. Raises Refused for a taken handle or too many skills."""
    if unknown := content.fields.keys() - EDITABLE:
        raise ValueError(f"not for a form to write: {sorted(unknown)}")
    if len(content.skills) > policy.SKILLS_MAXIMUM:
        raise Refused(_("Choose %(most)s skills at most.") % {"most": policy.SKILLS_MAXIMUM})
    try:
        with transaction.atomic():
            profile = CreatorProfile.objects.select_for_update(of=("self",)).select_related("user").get(pk=profile.pk)
            for name, value in content.fields.items():
                setattr(profile, name, value)
            profile.save(update_fields=list(content.fields))
            profile.skills.set(content.skills)
            _set_languages(profile, dict(content.languages))
            hooks.changed(profile.pk, profile.user_id)
    except IntegrityError as error:
        if "creator_handle_once" not in str(error):
            raise
        raise Refused(_("That handle is taken. Choose another.")) from error
    return profile


def _set_languages(profile: CreatorProfile, wanted: dict[str, str]) -> None:
    profile.languages.exclude(code__in=wanted).delete()
    ProfileLanguage.objects.bulk_create(
        [ProfileLanguage(profile=profile, code=code, level=level) for code, level in wanted.items()],
        update_conflicts=True,
        unique_fields=["profile", "code"],
        update_fields=["level"],
    )
