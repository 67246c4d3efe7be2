"""Who may open the bell, and what is behind it."""

from reelbyte.testing.matrix import MEMBERS, OWNER, Rule

DEMO = "only in a demo: see test_mailbox"

TABLE = {
    "notifications:notification-list": Rule(get=MEMBERS),
    "notifications:bell": Rule(get=MEMBERS),
    "notifications:read-all": Rule(post=MEMBERS),
    "notifications:read": Rule(post=frozenset({OWNER}), args=lambda w: {"public_id": w.notification.public_id}),
    "notifications:mailbox": Rule(unused=DEMO),
    "notifications:mail": Rule(args=lambda w: {"name": "20260101-000000"}, unused=DEMO),
}
