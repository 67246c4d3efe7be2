"""What people are told: that staff looked, what was done about them and by which rule, what became of an appeal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from moderation import appealing
from moderation.models import Report, Sanction
from notifications import notify


def decided(report: Report) -> None:
    """To whoever reported it. What was done about another person is not theirs to know."""
    upheld = report.status == Report.Status.UPHELD
    text = (
        _("We looked at “%(what)s”, and did something about it. Thank you.")
        if upheld
        else _("We looked at “%(what)s”. It does not break our rules.")
    )
    notify(
        "moderation.report_decided",
        report.reporter,
        key=str(report.public_id),
        url=reverse("notifications:notification-list"),
        text=text % {"what": report.title},
    )


def sanctioned(sanction: Sanction) -> None:
    """To the person, with the rule, the reason and the way to appeal."""
    text = {
        Sanction.Kind.REMOVE: _("Our staff have taken “%(what)s” down: %(rule)s."),
        Sanction.Kind.WARN: _("You have a warning from our staff: %(rule)s."),
        Sanction.Kind.LIMIT: _("Your account is limited to what is under way: %(rule)s."),
        Sanction.Kind.SUSPEND: _("Your account is suspended: %(rule)s."),
        Sanction.Kind.BAN: _("Your account is closed by our staff: %(rule)s."),
    }[Sanction.Kind(sanction.kind)]
    notify(
        "moderation.sanctioned",
        sanction.user,
        key=str(sanction.public_id),
        url=appealing.path(sanction),
        text=text % {"rule": sanction.get_rule_display(), "what": sanction.what},
        context={"quote": sanction.reason},
    )


def appeal_decided(sanction: Sanction) -> None:
    """To the person."""
    lifted = sanction.status == Sanction.Status.LIFTED
    back = _("“%(what)s” is given back.") if sanction.what else _("What we did about your account is taken back.")
    notify(
        "moderation.appeal_decided",
        sanction.user,
        key=str(sanction.public_id),
        url=appealing.path(sanction),
        text=back % {"what": sanction.what} if lifted else _("We looked again, and it stands."),
        context={"quote": sanction.answer},
    )
