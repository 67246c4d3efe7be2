"""Who may write to whom, and read what."""

from uuid import uuid4

from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import BLOCKED, COUNTERPARTY, MEMBERS, MODERATOR, OWNER, SUPPORT, Rule

HERS = frozenset({OWNER})
BOTH = frozenset({OWNER, COUNTERPARTY})
ONCE = frozenset({OWNER, BLOCKED})  # they talked before she blocked them: both may read it still
SEEN = frozenset({"messaging_participant", "notifications_notification"})  # to open a conversation is to read it


def _it(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _first(world):
    return {"public_id": world.talk.public_id, "seq": 1}


def _message(world):
    return {"text": "Shall we begin?", "client_id": str(uuid4())}


TABLE = {
    "messaging:conversation-list": Rule(get=MEMBERS),
    # With Bob there is a conversation already, which is where he is led.
    "messaging:conversation-create": Rule(
        get=MEMBERS - ONCE, post=MEMBERS - ONCE, query=lambda w: {"to": w.alice.public_id}, data=_message
    ),
    "messaging:conversation-detail": Rule(
        get=BOTH,
        args=_it("talk"),
        get_writes=SEEN,
        also=(
            Rule(get=ONCE, args=_it("old_talk"), get_writes=SEEN),
            Rule(get=HERS, args=_it("franks_talk"), get_writes=SEEN),
        ),
    ),
    "messaging:message-create": Rule(
        post=BOTH,
        args=_it("talk"),
        data=_message,
        also=(
            Rule(args=_it("old_talk"), data=_message, knows=ONCE, closed=(422,), unused="one has blocked the other"),
            Rule(args=_it("franks_talk"), data=_message, knows=HERS, closed=(422,), unused="one is suspended"),
        ),
    ),
    "messaging:contact-hint": Rule(
        post=BOTH,
        args=_it("talk"),
        data=lambda w: {"text": "Mail me: jo@studio.com"},
        inert="looks, and says what it sees",
    ),
    "messaging:first-contact-hint": Rule(
        post=MEMBERS - ONCE,
        query=lambda w: {"to": w.alice.public_id},
        data=lambda w: {"text": "Hello"},
        inert="looks, and says what it sees",
    ),
    "messaging:archiving-create": Rule(post=BOTH, args=_it("talk")),
    "messaging:archiving-delete": Rule(post=ONCE, args=_it("old_talk")),
    "messaging:muting-create": Rule(post=BOTH, args=_it("talk")),
    "messaging:muting-delete": Rule(post=ONCE, args=_it("old_talk")),
    "messaging:message-detail": Rule(get=BOTH, args=_first),
    "messaging:reply-new": Rule(get=BOTH, args=_first),
    # One's own words, though both may read them.
    "messaging:message-edit": Rule(get=HERS, post=HERS, args=_first, data=lambda w: {"text": "Look here"}),
    "messaging:message-deletion": Rule(get=HERS, post=HERS, args=_first),
    "messaging:message-list": Rule(get=BOTH, args=_it("talk"), also=(Rule(get=ONCE, args=_it("old_talk")),)),
    "messaging:attachment-detail": Rule(get=BOTH, args=_it("attachment")),
    "messaging:attachment-preview": Rule(get=BOTH, args=_it("attachment")),
}

LOOKING = frozenset({MODERATOR, SUPPORT})
DECIDING = frozenset({MODERATOR})
HELD = Power(DECIDING, lambda w: w.held)
DESKS = {
    "messaging.Conversation": Desk(view=LOOKING),
    # Who reads what people wrote to each other is kept.
    "messaging.Message": Desk(view=LOOKING, get_writes=frozenset({"reelbyte_auditentry"})),
    "messaging.Attachment": Desk(view=LOOKING),
    "messaging.HeldMessage": Desk(
        view=DECIDING,
        actions={"let_through": HELD, "refuse": HELD},
        pages={"delivery": HELD, "refusal": HELD},
        get_writes=frozenset({"reelbyte_auditentry"}),
    ),
}
