"""Bring people together about a subject."""

from django.db import IntegrityError, transaction

from accounts.models import User
from messaging.models import Conversation, Participant
from reelbyte.errors import Refused


def open_conversation(*, people: list[User], subject: str, subject_label: str, url: str = "") -> Conversation:
    """The conversation of these people about `subject` ("contract:<public_id>", "direct"), made if need be.

    One per people and subject, whoever asks and however often. The label follows the latest caller, so that
    a renamed gig is shown by its new name.
    """
    if len({person.pk for person in people}) < 2:
        raise Refused("A conversation needs two people.")
    key = Conversation.key_for(people)
    wanted = {"subject_label": subject_label[:200], "url": url}
    conversation = Conversation.objects.filter(people_key=key, subject=subject).first()
    if conversation is None:
        try:
            with transaction.atomic():
                conversation = Conversation.objects.create(people_key=key, subject=subject, **wanted)
                Participant.objects.bulk_create(
                    Participant(conversation=conversation, user=person, last_at=conversation.created_at)
                    for person in {person.pk: person for person in people}.values()
                )
                return conversation
        except IntegrityError:
            conversation = Conversation.objects.get(people_key=key, subject=subject)
    if (conversation.subject_label, conversation.url) != (wanted["subject_label"], url):
        Conversation.objects.filter(pk=conversation.pk).update(**wanted)
        conversation.subject_label, conversation.url = wanted["subject_label"], url
    return conversation
