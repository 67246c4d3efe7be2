"""The audit trail remembers, and nobody can make it forget."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from reelbyte import audit
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_it_records_who_did_what_to_whom_and_why(mod: Any, bob: Any) -> None:
    audit.record(mod, "people.warned", bob, "spam in chat", rule="no-spam")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_type) == (mod, "people.warned", "accounts.user")
    assert entry.target_id == str(bob.public_id)
    assert (entry.reason, entry.data) == ("spam in chat", {"rule": "no-spam"})


@pytest.mark.parametrize(
    "statement", ["UPDATE reelbyte_auditentry SET reason = 'x'", "DELETE FROM reelbyte_auditentry"]
)
def test_the_database_refuses_to_change_it(mod: Any, statement: str) -> None:
    audit.record(mod, "people.warned")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
