from datetime import timedelta
from typing import Any

from messaging.actions.prune_attachments import prune_attachments
from messaging.actions.store_attachment import store_attachment
from messaging.models import Attachment
from reelbyte import clock


def test_what_was_never_sent_goes_with_its_files_after_a_day(alice: Any, picture: Any, say: Any) -> None:
    sent = store_attachment(alice, picture())
    say(alice, "Look", attachments=[sent])
    unsent = store_attachment(alice, picture())
    assert prune_attachments() == 0
    with clock.after(timedelta(hours=25)):
        assert prune_attachments() == 1
    assert list(Attachment.objects.all()) == [sent]
    assert not unsent.file.storage.exists(unsent.file.name)
    assert not unsent.preview.storage.exists(unsent.preview.name)
    assert sent.file.storage.exists(sent.file.name)
