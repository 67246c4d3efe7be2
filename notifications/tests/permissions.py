"""Who may open the bell, and what is behind it."""

from notifications import unsubscribing
from notifications.tests.pushes import Browser
from reelbyte.testing.desks import Desk
from reelbyte.testing.matrix import ANYBODY, MEMBERS, OWNER, SUPPORT, Rule

DEMO = "only in a demo: see test_mailbox"

TABLE = {
    "notifications:notification-list": Rule(get=MEMBERS),
    "notifications:bell": Rule(get=MEMBERS),
    "notifications:read-all": Rule(post=MEMBERS),
    "notifications:read": Rule(post=frozenset({OWNER}), args=lambda w: {"public_id": w.notification.public_id}),
    "notifications:activity-list": Rule(get=MEMBERS),
    "notifications:preferences": Rule(get=MEMBERS, post=MEMBERS, data=lambda w: {"on": ["gigs.approved|email"]}),
    "notifications:preference-switch": Rule(
        post=MEMBERS, data=lambda w: {"about": "@market", "channel": "email", "is_on": "0"}
    ),
    "notifications:schedule": Rule(
        post=MEMBERS, data=lambda w: {"digest": "daily", "digest_hour": "8", "digest_weekday": "0"}
    ),
    "notifications:push-create": Rule(
        post=MEMBERS,
        data=lambda w: {"endpoint": "https://fcm.googleapis.com/fcm/send/x", **Browser("").keys},
        inert="not offered without a key of ours: see views/test_preferences",
    ),
    "notifications:push-delete": Rule(post=frozenset({OWNER}), args=lambda w: {"public_id": w.device.public_id}),
    "notifications:service-worker": Rule(get=ANYBODY),
    # The signed link is the proof, from whatever browser or mail program.
    "notifications:unsubscribe": Rule(
        get=ANYBODY,
        post=ANYBODY,
        csrf=False,
        args=lambda w: {"token": unsubscribing.link(w.alice, "gigs.approved").rstrip("/").rpartition("/")[2]},
    ),
    "notifications:mailbox": Rule(unused=DEMO),
    "notifications:mail": Rule(args=lambda w: {"name": "20260101-000000"}, unused=DEMO),
    "notifications:mail-html": Rule(args=lambda w: {"name": "20260101-000000"}, unused=DEMO),
}

DESKS = {
    "notifications.Notification": Desk(view=frozenset({SUPPORT})),
    "notifications.Delivery": Desk(view=frozenset({SUPPORT})),
    "notifications.Digest": Desk(view=frozenset({SUPPORT})),
    "notifications.Preference": Desk(view=frozenset({SUPPORT})),
    "notifications.PushSubscription": Desk(view=frozenset({SUPPORT})),
    "notifications.Schedule": Desk(view=frozenset({SUPPORT})),
}
