"""What is on the moderators' desk in the demo: reports, one of them answered, and an appeal against a warning."""

from datetime import timedelta
from typing import Any

from jobs.models import Job
from moderation import targets
from moderation.actions.appeal import appeal
from moderation.actions.decide_report import dismiss
from moderation.actions.report import report
from moderation.actions.sanction import sanction
from moderation.models import Report
from reelbyte import clock

WARNED = "kenji@reelbyte.example"
GIG = "I will edit your YouTube video overnight"
JOB = "Two editors on site for a three day festival"


def lay(demo: Any) -> None:
    """About a gig and a profile, which wait, and about a job, which was in order; and a client who wrote the same to
    everybody."""
    _report(
        demo, 2, "priya", "gig", demo.gigs[GIG], "stolen",
        "The second film is from a channel I follow. The watermark is cropped.",
    )  # fmt: skip
    profile = demo.people["minh@reelbyte.example"].creator_profile
    _report(
        demo, 1, "hana", "profile", profile, "misleading",
        "“Fast”, it says. I was told nine days, and then that nobody works on Fridays.",
    )  # fmt: skip
    about_job = _report(
        demo, 9, "marek", "job", Job.objects.get(title=JOB), "off_platform",
        "They want my telephone number before they hire anybody.",
    )  # fmt: skip
    with clock.at(demo.today - timedelta(days=8)):
        dismiss(
            about_job,
            staff=demo.moderator,
            decision="The number is for the gate of the festival, and is asked for after the contract.",
        )
    with clock.at(demo.today - timedelta(days=6)):
        warning = sanction(
            demo.moderator,
            demo.people[WARNED],
            kind="warn",
            rule="spam",
            reason="The same message went to eleven creators within an hour.",
        )
    with clock.at(demo.today - timedelta(days=5)):
        appeal(warning, text="I asked eleven people about the same date. Each got their own link to the brief.")


def _report(demo: Any, days_ago: int, who: str, kind: str, thing: Any, rule: str, text: str) -> Report:
    with clock.at(demo.today - timedelta(days=days_ago)):
        return report(demo.people[f"{who}@reelbyte.example"], targets.KINDS[kind], thing, rule=rule, text=text)
