"""What waits on the moderators' desk in the demo: a report, and an appeal against a warning."""

from datetime import timedelta
from typing import Any

from moderation import targets
from moderation.actions.appeal import appeal
from moderation.actions.report import report
from moderation.actions.sanction import sanction
from reelbyte import clock

REPORTER, WARNED = "priya@reelbyte.example", "kenji@reelbyte.example"
GIG = "I will edit your YouTube video overnight"


def lay(demo: Any) -> None:
    """About a gig that may show another's shots, and a client who wrote the same to everybody."""
    with clock.at(demo.today - timedelta(days=2)):
        report(
            demo.people[REPORTER],
            targets.KINDS["gig"],
            demo.gigs[GIG],
            rule="stolen",
            text="The second film is from a channel I follow. The watermark is cropped.",
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
