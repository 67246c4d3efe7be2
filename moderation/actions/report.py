"""Say that something breaks a rule."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from moderation.models import Report
from moderation.targets import Target
from reelbyte import limits, policy
from reelbyte.errors import Refused

TITLE_MAXIMUM = 200


def report(reporter: User, target: Target, thing: Model, *, rule: str, text: str = "") -> Report:
    """Put it before staff, once a person: said again while it is open, it is the report of the first time.

    Raises `Refused` for what is one's own, `TooMany` beyond policy.REPORTS_A_DAY.
    """
    owner = target.owner(thing)
    if owner.pk == reporter.pk:
        raise Refused(_("This is your own."))
    about = {"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk}
    with transaction.atomic():
        if (made := _open(reporter, about)) is not None:
            return made
        limits.take("report", str(reporter.pk), most=policy.REPORTS_A_DAY, per=timedelta(days=1))
        made, _created = Report.objects.get_or_create(
            reporter=reporter,
            status=Report.Status.OPEN,
            **about,
            defaults={
                "kind": target.kind,
                "title": target.title(thing)[:TITLE_MAXIMUM],
                "owner": owner,
                "rule": rule,
                "text": text,
            },
        )
        return made


def _open(reporter: User, about: dict[str, object]) -> Report | None:
    return Report.objects.filter(reporter=reporter, status=Report.Status.OPEN, **about).first()
