"""What people are told about interviews. Each belongs inside the transaction of what it tells about."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from notifications import notify
from proposals.models import Interview
from proposals.zones import told


def proposed(interview: Interview) -> None:
    """The creator: when could you talk?"""
    proposal = interview.proposal
    client, creator = proposal.job.client, proposal.creator
    sentence = _("%(name)s would like to talk to you about “%(title)s”.")
    times = [[str(_("Time")), told(slot.starts_at, creator)] for slot in interview.slots.all()]
    _tell(interview, "proposals.interview_proposed", creator, client, sentence, facts=times, quote=interview.note)


def accepted(interview: Interview) -> None:
    """The client: they come."""
    client = interview.proposal.job.client
    sentence = _("%(name)s takes %(time)s for the interview about “%(title)s”.")
    _tell(interview, "proposals.interview_answered", client, interview.proposal.creator, sentence)


def declined(interview: Interview) -> None:
    """The client: not at these times."""
    client = interview.proposal.job.client
    sentence = _("%(name)s declined the interview about “%(title)s”.")
    _tell(
        interview, "proposals.interview_answered", client, interview.proposal.creator, sentence, quote=interview.reason
    )


def expired(interview: Interview) -> None:
    """The client: no answer, and the times have passed."""
    client, creator = interview.proposal.job.client, interview.proposal.creator
    sentence = _("%(name)s did not answer in time about the interview on “%(title)s”. Propose other times.")
    _tell(interview, "proposals.interview_answered", client, creator, sentence, actor=None)


def cancelled(interview: Interview, *, by: User) -> None:
    """The other one: it is off."""
    proposal = interview.proposal
    other = proposal.creator if by.pk == proposal.job.client_id else proposal.job.client
    sentence = _("%(name)s cancelled the interview about “%(title)s”.")
    _tell(interview, "proposals.interview_cancelled", other, by, sentence, quote=interview.reason)


def begins_soon(interview: Interview, due: datetime) -> None:
    """Both, each in their own time; `due` is the reminder's own moment, so that it is told once."""
    proposal = interview.proposal
    client, creator = proposal.job.client, proposal.creator
    sentence = _("Your interview with %(name)s about “%(title)s” begins %(time)s.")
    facts = [[str(_("Where")), interview.place]] if interview.place else []
    for person, other in ((client, creator), (creator, client)):
        _tell(
            interview,
            "proposals.interview_reminder",
            person,
            other,
            sentence,
            actor=None,
            key=due.isoformat(),
            facts=facts,
        )


_SAME = object()


def _tell(
    interview: Interview,
    kind: str,
    person: User,
    other: User,
    sentence: str,
    *,
    actor: Any = _SAME,
    key: str = "",
    **context: Any,
) -> None:
    title = interview.proposal.job.title
    time = told(interview.starts_at, person) if interview.starts_at else ""
    notify(
        kind,
        person,
        key=f"{interview.pk}:{key or interview.status}",
        url=interview.get_absolute_url(),
        text=sentence % {"name": other.display_name, "title": title, "time": time},
        actor=other if actor is _SAME else actor,
        context={"title": title, "name": other.display_name, **context},
    )
