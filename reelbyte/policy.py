"""Every number that is a policy. Pages print them from here, so text and behaviour cannot differ.

A number that binds a row (a contract's fee, its review window) is copied onto that row when it is made:
changing a value here never changes an agreement that already stands.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Final

# Money
FEE_BPS: Final = 1000  # of what is released, in basis points, paid by the creator
CLEARING: Final = timedelta(days=7)  # never shorter than the dispute window
WITHDRAWAL_MINIMUM_UNITS: Final = 20  # whole units of the currency
PAYOUT_METHOD_HOLD: Final = timedelta(hours=24)  # after a payout method changes
CURRENCIES: Final = ("EUR", "USD", "GBP")
PRICE_MINIMUM_UNITS: Final = 5
PRICE_MAXIMUM_UNITS: Final = 50_000
CHECKOUT_EXPIRES: Final = timedelta(hours=24)
WEBHOOK_TOLERANCE: Final = timedelta(minutes=5)  # how old a signed webhook may be
GATEWAY_ASK_AGAIN: Final = timedelta(minutes=2)  # about what should have been heard of by then
COME_BACK_ASK_AGAIN: Final = timedelta(days=1)  # about refunds and payouts that went through
COME_BACK_WATCHED: Final = timedelta(days=30)  # banks return money for about this long

# Contracts
AUTO_ACCEPT: Final = timedelta(days=7)  # of silence, from when the delivery's preview is playable
AUTO_ACCEPT_REMINDERS: Final = (timedelta(days=3), timedelta(days=6))
REVISION_TURNAROUND: Final = timedelta(days=3)  # at least, for a round of changes
LATE_GRACE: Final = timedelta(hours=24)
DEADLINE_EXTENSIONS: Final = 3  # of one milestone
MILESTONES_MAXIMUM: Final = 12  # of one contract
DELIVERY_DAYS_MAXIMUM: Final = 365  # of one milestone
TIP_FEE_BPS: Final = 0  # a tip is the creator's, all of it
TIP_MINIMUM_UNITS: Final = 1
TIP_MAXIMUM_UNITS: Final = 1_000
TIP_SHARES: Final = (10, 15, 20)  # percent of the price, offered as a start
OFFER_EXPIRES: Final = timedelta(days=7)
OFFERS_A_DAY: Final = 20  # made by one person

# Disputes
DISPUTE_WINDOW: Final = timedelta(days=7)  # after release
DISPUTE_ANSWER: Final = timedelta(days=5)
SPLIT_OFFER_ROUNDS: Final = (timedelta(days=2), timedelta(days=2))
DISPUTE_STATEMENTS_MAXIMUM: Final = 10  # of each side
DISPUTE_FILES_MAXIMUM: Final = 5  # of one statement
DISPUTE_FILE_MAXIMUM_BYTES: Final = 50 * 1024**2

# Reviews
REVIEW_WINDOW: Final = timedelta(days=14)

# Gigs and profiles
SKILLS_MAXIMUM: Final = 15
GIG_TAGS_MAXIMUM: Final = 5
PACKAGES_MAXIMUM: Final = 3
GIGS_REVIEWED_FIRST: Final = 1  # of a creator's gigs, before the next go live without staff
PORTFOLIO_TAGS_MAXIMUM: Final = 8
LANGUAGES_MAXIMUM: Final = 8

# Jobs
JOB_IDLE: Final = timedelta(days=30)  # without a sign of its client, then it expires
JOB_EXPIRY_WARNING: Final = timedelta(days=5)  # before that
JOB_INVITATIONS_MAXIMUM: Final = 30
JOB_QUESTIONS_MAXIMUM: Final = 5
JOB_SKILLS_MAXIMUM: Final = 10
JOB_FILES_MAXIMUM: Final = 10  # beside the films
JOB_VIDEOS_MAXIMUM: Final = 5
JOBS_OPEN_MAXIMUM: Final = 20  # of one client

# Proposals
PROPOSALS_A_WEEK: Final = 20  # sent by one creator, in any seven days
PROPOSAL_LETTER_MAXIMUM_CHARACTERS: Final = 5_000
PROPOSAL_MILESTONES_MAXIMUM: Final = 10
PROPOSAL_DAYS_MAXIMUM: Final = 365
PROPOSAL_SAMPLES_MAXIMUM: Final = 6
PROPOSAL_FILES_MAXIMUM: Final = 5
PROPOSAL_FILES_KEPT_MAXIMUM: Final = 30  # in all of its versions
PROPOSAL_TEMPLATES_MAXIMUM: Final = 20
PROPOSALS_COMPARED_MAXIMUM: Final = 4
INTERVIEW_SLOTS_MAXIMUM: Final = 3
INTERVIEW_AHEAD: Final = timedelta(days=60)
INTERVIEW_REMINDERS: Final = (timedelta(hours=24), timedelta(hours=1))  # before it begins

# Finding
SAVED_LISTS_MAXIMUM: Final = 50
SAVED_ITEMS_MAXIMUM: Final = 500  # of one list
SAVED_SEARCHES_MAXIMUM: Final = 30
SEARCH_ALERT_EVERY: Final = timedelta(days=1)
SEARCH_FINDS_MAXIMUM: Final = 50  # told at once
COMPARED_MAXIMUM: Final = 4  # creators side by side

# Talk
MESSAGE_EDIT: Final = timedelta(minutes=15)
MESSAGE_MAXIMUM_CHARACTERS: Final = 5_000
ATTACHMENT_MAXIMUM_BYTES: Final = 25 * 1024**2
DELIVERY_FILES_MAXIMUM: Final = 10  # beside the videos of one version
DELIVERY_VIDEOS_MAXIMUM: Final = 10
DELIVERY_FILE_MAXIMUM_BYTES: Final = 200 * 1024**2
ATTACHMENTS_A_MESSAGE: Final = 6
PICTURE_MAXIMUM_PIXELS: Final = 50_000_000  # all frames of a moving one together
MESSAGES_A_MINUTE: Final = 60
CONVERSATIONS_A_DAY: Final = 30  # begun by one person
ATTACHMENT_UNSENT_KEPT: Final = timedelta(hours=24)
CONTACT_WINDOW: Final = timedelta(days=7)  # in which contacts offered to strangers are counted
CONTACT_HELD_FROM: Final = 3  # the so-manieth in it waits for staff
UNREAD_MAILED_AFTER: Final = timedelta(minutes=15)  # one mail for what was written meanwhile
SOCKET_FRAMES_A_SECOND: Final = 5
SOCKET_FRAMES_BURST: Final = 60
SOCKET_FRAME_MAXIMUM_CHARACTERS: Final = 1_024
SOCKET_WINDOW_BYTES: Final = 256 * 1024  # sent and not yet taken by the browser
SOCKET_STALLED: Final = timedelta(seconds=45)  # then a slow reader is let go; it catches up when it comes back

# Notices
DIGEST_ITEMS_MAXIMUM: Final = 30  # of one mail; the rest is counted
PUSH_DEVICES_MAXIMUM: Final = 10  # of one person; the oldest gives way
PUSH_KEPT: Final = timedelta(days=1)  # by the push service, for a browser that is closed
# The only hosts that are ever called for push; ".x.com" stands for every host below x.com.
PUSH_SERVICES: Final = (
    "fcm.googleapis.com",  # Chrome, Edge on Android, Opera, Brave
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)

# Video: size in bytes, length in seconds
REEL_MAXIMUM_BYTES: Final = 500 * 1024**2
REEL_MAXIMUM_SECONDS: Final = 3 * 60
SAMPLE_MAXIMUM_BYTES: Final = 1024**3
SAMPLE_MAXIMUM_SECONDS: Final = 10 * 60
DELIVERY_MAXIMUM_BYTES: Final = 20 * 1024**3
DELIVERY_MAXIMUM_SECONDS: Final = 3 * 60 * 60
MESSAGE_VIDEO_MAXIMUM_BYTES: Final = 500 * 1024**2
MESSAGE_VIDEO_MAXIMUM_SECONDS: Final = 10 * 60
JOB_VIDEO_MAXIMUM_BYTES: Final = 1024**3
JOB_VIDEO_MAXIMUM_SECONDS: Final = 10 * 60
VIDEO_MAXIMUM_PIXELS: Final = 4096 * 2304  # of one frame
DELIVERY_MAXIMUM_PIXELS: Final = 8192 * 4352  # an original is kept as it was shot
VIDEO_MAXIMUM_FPS: Final = 250
VIDEO_ATTEMPTS: Final = 3  # of one run, when the worker itself is lost
SIGNED_URL: Final = timedelta(minutes=5)  # a download starts within it
SIGNED_STREAM: Final = timedelta(hours=4)  # a player asks for ranges as long as the longest video is watched

# Uploads
UPLOAD_CHUNK_BYTES: Final = 5 * 1024**2
UPLOADS_OPEN_MAXIMUM: Final = 10  # of one person, unfinished
UPLOADS_A_DAY: Final = 200
UPLOAD_BYTES_A_DAY: Final = 200 * 1024**3
UPLOAD_ABANDONED: Final = timedelta(hours=24)  # without a byte
FAILED_ORIGINAL_KEPT: Final = timedelta(days=30)  # for another try

# People
IMAGE_MAXIMUM_BYTES: Final = 8 * 1024**2  # avatars and logos
IMAGE_MAXIMUM_PIXELS: Final = 50_000_000
LAST_SEEN_EVERY: Final = timedelta(minutes=5)  # no more precise is "last seen" kept
PASSWORD_RESET_HOURS: Final = 2  # a link
EMAIL_CODE_MINUTES: Final = 30

# What the house keeps for itself
OUTBOX_KEPT: Final = timedelta(days=30)  # what was done; as long, the same asked for again is known as the same

# One's own data
EXPORT_KEPT: Final = timedelta(days=7)  # the file with everything, then it is deleted
EXPORTS_A_DAY: Final = 3
EXPORT_FILES_MAXIMUM_BYTES: Final = 4 * 1024**3  # of one archive; what is larger is named in it

# Questions to staff
TICKETS_A_DAY: Final = 6  # of one person, or of one address
TICKET_ANSWERS_A_DAY: Final = 30  # in one ticket

# Moderation
REPORTS_A_DAY: Final = 20  # of one person

# Identity
IDENTITY_FILES_KEPT: Final = timedelta(days=30)  # the appeal window
IDENTITY_VALID: Final = timedelta(days=3 * 365)  # then it is asked for again
IDENTITY_SUBMISSIONS_A_DAY: Final = 5
IDENTITY_PICTURE_SIDE: Final = 2_400  # pixels: small print stays readable


def for_templates() -> SimpleNamespace:
    """The policy as templates read it: `{{ policy.FEE_BPS }}`, days as whole numbers in `*_DAYS`."""
    values = {name: value for name, value in globals().items() if name.isupper()}
    days = {f"{name}_DAYS": value.days for name, value in values.items() if isinstance(value, timedelta)}
    return SimpleNamespace(**values, **days, FEE_PERCENT=FEE_BPS / 100)
