"""Say one's side of a dispute. The other side's first words are its answer."""

from collections.abc import Sequence
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, dispute_moving, disputes
from contracts.disputes import DisputeStatus
from contracts.keeping import keep_files
from contracts.models import Dispute, DisputeFile, DisputeStatement
from contracts.models.dispute import file_key
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused


def state_case(actor: User, dispute: Dispute, *, text: str, files: Sequence[UploadedFile] = ()) -> DisputeStatement:
    """Add a statement while the dispute is live. With the respondent's first the rounds of offers begin.

    The same words again are the statement of the first time. Raises `Conflict` once it is over, `Refused` beyond the
    number each side has.
    """
    check_files(files)
    with transaction.atomic():
        dispute = dispute_moving.lock(dispute)
        contract = dispute.milestone.contract
        contract.party_of(actor)
        mine = dispute.statements.filter(author=actor)
        if (said := mine.filter(text=text).first()) is not None:
            return said
        if not dispute.is_live:
            raise Conflict(_("This dispute is over."))
        if mine.count() >= policy.DISPUTE_STATEMENTS_MAXIMUM:
            raise Refused(
                _("Each side has %(most)s statements in a dispute.") % {"most": policy.DISPUTE_STATEMENTS_MAXIMUM}
            )
        statement = keep_statement(dispute, actor, text, files)
        kind = "dispute_stated"
        if dispute.status == DisputeStatus.OPEN and actor.pk == dispute.respondent_id:
            kind = "dispute_answered"
            begins = disputes.next_round(dispute, clock.now())
            dispute.round, dispute.deadline_at = begins.round, begins.deadline
            dispute_moving.move(dispute, "answer")
        event = dispute_moving.tell(dispute, kind, actor=actor, reason=text)
        announcements.announce(event, to=[contract.counterparty_of(actor)])
        return statement


def check_files(files: Sequence[UploadedFile]) -> None:
    """`Refused`, in words, for too many or too large ones."""
    if len(files) > policy.DISPUTE_FILES_MAXIMUM:
        raise Refused(_("At most %(most)s files with one statement.") % {"most": policy.DISPUTE_FILES_MAXIMUM})
    for file in files:
        if (file.size or 0) > policy.DISPUTE_FILE_MAXIMUM_BYTES:
            raise Refused(
                _("%(name)s is too large: a file has at most %(most)s MB.")
                % {"name": file.name, "most": policy.DISPUTE_FILE_MAXIMUM_BYTES // 1024**2}
            )


def keep_statement(dispute: Dispute, author: User, text: str, files: Sequence[UploadedFile]) -> DisputeStatement:
    """The words, with the files that show it."""
    statement = DisputeStatement.objects.create(dispute=dispute, author=author, text=text)
    keep_files(files, partial(DisputeFile.objects.create, statement=statement), file_key)
    return statement
