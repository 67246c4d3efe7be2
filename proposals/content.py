"""What a proposal says: checked, written and kept as one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from creators.models import PortfolioItem
from jobs.models import Job
from jobs.references import Reference
from proposals.models import Proposal, ProposalAnswer, ProposalFile, ProposalMilestone, ProposalVersion
from reelbyte import clock, policy
from reelbyte.errors import Refused
from reelbyte.money import Money
from reelbyte.storages import private_storage
from videos.models import Video


@dataclass(frozen=True)
class ProposalContent:
    """What the page holds. Amounts in minor units of the job's currency.

    `milestones` are columns of ProposalMilestone without position; with any, price and days are their sums.
    `answers` by the id of a question. `kept` are the proposal's own files that stay, `added` those to come.
    """

    price_minor: int
    days: int
    cover_letter: str
    milestones: Sequence[Mapping[str, Any]] = ()
    answers: Mapping[int, str] | None = None
    samples: Sequence[PortfolioItem] = ()
    pitch: Video | None = None
    kept: Sequence[ProposalFile] = ()
    added: Sequence[Reference] = ()


def check(content: ProposalContent, job: Job, proposal: Proposal) -> None:
    """Raises Refused, in words, for what policy does not allow or is not theirs. Three queries."""
    _check_terms(content, proposal.currency)
    letter = content.cover_letter.strip()
    if not letter or len(letter) > policy.PROPOSAL_LETTER_MAXIMUM_CHARACTERS:
        raise Refused(
            _("A cover letter has between 1 and %(most)s characters.")
            % {"most": policy.PROPOSAL_LETTER_MAXIMUM_CHARACTERS}
        )
    answers = content.answers or {}
    if any(question.required and not answers.get(question.pk, "").strip() for question in job.questions.all()):
        raise Refused(_("Answer the questions of this job first."))
    if len(content.samples) > policy.PROPOSAL_SAMPLES_MAXIMUM:
        raise Refused(_("Show %(most)s films at most.") % {"most": policy.PROPOSAL_SAMPLES_MAXIMUM})
    ids = {item.pk for item in content.samples}
    if PortfolioItem.objects.filter(pk__in=ids, profile__user_id=proposal.creator_id).count() != len(ids):
        raise Refused(_("Show films of your own portfolio."))
    if content.pitch is not None and (content.pitch.owner_id != proposal.creator_id or content.pitch.is_public):
        raise Refused(_("A pitch is a film of your own, for this client alone."))
    if len(content.kept) + len(content.added) > policy.PROPOSAL_FILES_MAXIMUM:
        raise Refused(_("A proposal has at most %(most)s files.") % {"most": policy.PROPOSAL_FILES_MAXIMUM})
    sent = proposal.files.count() if content.added and proposal.pk else 0
    if sent + len(content.added) > policy.PROPOSAL_FILES_KEPT_MAXIMUM:
        raise Refused(_("With its earlier versions a proposal has too many files. Send more in the conversation."))


def write(proposal: Proposal, content: ProposalContent) -> ProposalVersion:
    """Save all of it as version `proposal.version`, and keep that. Runs inside the caller's transaction."""
    proposal.price_minor, proposal.days = content.price_minor, content.days
    proposal.cover_letter, proposal.pitch = content.cover_letter.strip(), content.pitch
    proposal.save()
    proposal.milestones.all().delete()
    ProposalMilestone.objects.bulk_create(
        ProposalMilestone(proposal=proposal, position=position, **row)
        for position, row in enumerate(content.milestones, start=1)
    )
    _write_answers(proposal, content.answers or {})
    proposal.samples.set(content.samples)
    _write_files(proposal, content)
    return ProposalVersion.objects.create(
        proposal=proposal, number=proposal.version, data=_snapshot(proposal), pitch=proposal.pitch, at=clock.now()
    )


def _check_terms(content: ProposalContent, currency: str) -> None:
    least, most = (Money.of(units, currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS))
    if not least.minor <= content.price_minor <= most.minor:
        raise Refused(_("A price is between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
    if not 1 <= content.days <= policy.PROPOSAL_DAYS_MAXIMUM:
        raise Refused(_("It takes between 1 and %(most)s days.") % {"most": policy.PROPOSAL_DAYS_MAXIMUM})
    rows = content.milestones
    if len(rows) > policy.PROPOSAL_MILESTONES_MAXIMUM:
        raise Refused(_("Plan %(most)s milestones at most.") % {"most": policy.PROPOSAL_MILESTONES_MAXIMUM})
    if any(row["amount_minor"] < least.minor or row["days"] < 1 for row in rows):
        raise Refused(_("A milestone costs %(least)s at least, and takes a day at least.") % {"least": least.short})
    sums = (sum(row["amount_minor"] for row in rows), sum(row["days"] for row in rows))
    if rows and sums != (content.price_minor, content.days):
        raise Refused(_("The milestones do not add up to the whole."))


def _write_answers(proposal: Proposal, answers: Mapping[int, str]) -> None:
    """To the questions as they are asked now; what was answered to a question that has gone is kept."""
    for position, question in enumerate(proposal.job.questions.all()):
        text = answers.get(question.pk, "").strip()
        ProposalAnswer.objects.update_or_create(
            proposal=proposal,
            question=question,
            defaults={"question_text": question.text, "text": text, "position": position},
        )


def _write_files(proposal: Proposal, content: ProposalContent) -> None:
    """A row is there before its file. What is not kept stays with the versions it was sent with."""
    gone = proposal.files.filter(until=None).exclude(pk__in=[row.pk for row in content.kept])
    gone.update(until=proposal.version)
    for position, reference in enumerate(content.added, start=len(content.kept)):
        row = ProposalFile.objects.create(
            proposal=proposal,
            file=f"proposals/{uuid4().hex}/file.{reference.inspected.extension}",
            kind=reference.inspected.kind,
            name=reference.name,
            content_type=reference.inspected.content_type,
            size=reference.size,
            position=position,
            since=proposal.version,
        )
        remade = reference.inspected.content
        body: File = ContentFile(remade) if remade is not None else File(reference.upload.file)
        body.seek(0)
        private_storage().save(str(row.file.name), body)


def _snapshot(proposal: Proposal) -> dict[str, Any]:
    """All of it in words and numbers; films and files by their names."""
    return {
        "price_minor": proposal.price_minor,
        "currency": proposal.currency,
        "days": proposal.days,
        "cover_letter": proposal.cover_letter,
        "milestones": list(proposal.milestones.values("title", "amount_minor", "days")),
        "answers": list(proposal.answers.values("question_text", "text")),
        "samples": [item.title for item in proposal.samples.all()],
        "pitch": proposal.pitch.label if proposal.pitch else "",
        "files": list(proposal.files.filter(until=None).values_list("name", flat=True)),
    }
