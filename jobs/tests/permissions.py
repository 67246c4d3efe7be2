"""Who may open the pages of jobs: the client their own, the creator what they are invited to."""

from jobs.tests.builders import DESCRIPTION
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import (
    ANYBODY,
    BLOCKED,
    CLIENTS,
    COUNTERPARTY,
    CREATORS,
    MODERATOR,
    STRANGE_CREATOR,
    SUPPORT,
    Rule,
)

HIS = frozenset({COUNTERPARTY})


def _job(name):
    return lambda world: {"slug": getattr(world, name).slug}


def _file(name):
    return lambda world: {"slug": getattr(world, name).job.slug, "public_id": getattr(world, name).public_id}


def _form(world):
    return {
        "title": "A film of a bell",
        "category": world.job.category_id,
        "description": DESCRIPTION,
        "currency": "EUR",
        "budget_min": "500",
        "visibility": "public",
        "questions-TOTAL_FORMS": "0",
        "questions-INITIAL_FORMS": "0",
    }


TABLE = {
    "jobs:job-mine": Rule(get=CLIENTS),
    "jobs:job-create": Rule(get=CLIENTS, post=CLIENTS, data=_form),
    "jobs:job-edit": Rule(get=HIS, post=HIS, args=_job("draft_job"), data=_form),
    "jobs:publication-create": Rule(post=HIS, args=_job("draft_job")),
    "jobs:closure-create": Rule(post=HIS, args=_job("job")),
    "jobs:reopening-create": Rule(post=HIS, args=_job("closed_job")),
    "jobs:renewal-create": Rule(post=HIS, args=_job("job")),
    "jobs:invitation-create": Rule(
        get=HIS, post=HIS, args=_job("job"), data=lambda world: {"creator": world.profile.public_id}
    ),
    # Whom Alice has blocked, she is not there for; a job of Bob's is not there for other clients.
    "jobs:invitation-choose": Rule(
        get=CLIENTS - {BLOCKED},
        post=HIS,
        args=lambda world: {"handle": world.profile.handle},
        data=lambda world: {"job": world.job.slug},
    ),
    "jobs:invitation-list": Rule(get=CREATORS),
    "jobs:invitation-answer": Rule(
        post=frozenset({STRANGE_CREATOR}),
        args=lambda world: {"public_id": world.invitation.public_id},
        data=lambda world: {"answer": "accept"},
    ),
    "jobs:nda-acceptance": Rule(
        post=CREATORS,
        args=lambda world: {"slug": world.held_back_file.job.slug},
        data=lambda world: {"version": "1", "agree": "on"},
    ),
    "jobs:file-detail": Rule(
        get=ANYBODY, args=_file("shown_file"), also=(Rule(get=HIS, args=_file("held_back_file")),)
    ),
    "jobs:file-preview": Rule(
        get=ANYBODY, args=_file("shown_file"), also=(Rule(get=HIS, args=_file("held_back_file")),)
    ),
}

LOOKING = frozenset({MODERATOR, SUPPORT})
DESKS = {
    "jobs.Job": Desk(view=LOOKING, actions={"close_selected": Power(frozenset({MODERATOR}), lambda world: world.job)}),
    "jobs.Invitation": Desk(view=LOOKING),
    "jobs.JobEvent": Desk(view=LOOKING),
    "jobs.NdaAcceptance": Desk(view=LOOKING),
}
