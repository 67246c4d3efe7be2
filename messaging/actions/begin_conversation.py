"""Write to somebody for the first time."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from accounts.standing import begins, check_may_begin
from accounts.visibility import blockers
from messaging import queries, rules
from messaging.actions.open_conversation import open_conversation
from messaging.actions.store_attachment import store_attachment
from messaging.actions.submit_message import submit_message
from messaging.models import Conversation
from messaging.subjects import Subject
from reelbyte import limits, policy


def begin_conversation(
    sender: User,
    person: User,
    *,
    about: str,
    subject: Subject | None,
    text: str,
    client_id: UUID,
    files: Sequence[UploadedFile] = (),
) -> Conversation:
    """Open the conversation of the two about `subject` and submit its first message, both or neither.

    Raises what `send_message` raises; `Refused` for who may begin nothing new, `TooMany` for who writes to
    more people than a person does.
    """
    check_may_begin(sender)
    rules.check_may_talk(sender, [person], blockers(sender, [person]))
    rules.check_may_begin(sender, person)
    text = rules.clean_text(text, has_attachments=bool(files))
    limits.take("messaging.begin", sender.pk, most=policy.CONVERSATIONS_A_DAY, per=timedelta(days=1))
    attachments = [store_attachment(sender, upload) for upload in files]
    with begins(sender):
        conversation = open_conversation(
            people=[sender, person],
            subject=about if subject else queries.DIRECT,
            subject_label=subject.label if subject else "",
            url=subject.url if subject else "",
        )
        submit_message(conversation, sender, text=text, client_id=client_id, attachments=attachments)
    return conversation
