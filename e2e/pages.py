"""Every page there is with the demo's data, by who opens it, and what of the urlconf is no page to look at."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.urls import reverse

from accounts.models import IdentityCheck, User
from contracts.models import Contract, Dispute, Milestone
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL, MODERATOR_EMAIL
from discovery.models import SavedList
from gigs.models import Gig, Package
from jobs.models import Job
from messaging.actions.send_message import send_message
from messaging.models import Conversation
from moderation import appealing
from moderation.models import Report, Sanction
from notifications import unsubscribing
from reelbyte import clock
from reelbyte.testing.matrix import url_names
from support.models import Ticket
from videos.models import Video

# The demo's, by their address.
People = dict[str, User]

# What nobody looks at: answers to a form, fragments, files and what other machines ask for.
ACTIONS = {
    "discovery:saved-list-create", "discovery:saved-list-rename", "discovery:saved-list-delete",
    "discovery:saved-item-move", "discovery:saved-item-delete", "discovery:search-save", "discovery:search-alerts",
    "discovery:search-delete", "discovery:save-lists", "discovery:like-create", "discovery:like-delete",
    "discovery:follow-create", "discovery:follow-delete",
    "videos:video-delete",
    "accounts:role-switch", "accounts:role-add", "accounts:block-create", "accounts:block-delete",
    "notifications:read-all", "notifications:read", "videos:upload-create", "videos:upload-chunk",
    "videos:upload-complete", "videos:upload-cancel", "videos:video-retry", "payments:checkout-start",
    "payments:checkout-return", "payments:webhook", "payments:payout-method-remove", "payments:withdrawal-retry",
    "payments:withdrawal-return", "messaging:message-create", "creators:portfolio-item-create",
    "creators:portfolio-order", "creators:portfolio-item-position", "creators:portfolio-item-highlight",
    "creators:portfolio-item-delete", "gigs:publication-create", "gigs:withdrawal-create", "gigs:pause-create",
    "gigs:resumption-create", "jobs:publication-create", "jobs:closure-create", "jobs:reopening-create",
    "jobs:renewal-create", "jobs:invitation-answer", "jobs:nda-acceptance",
    "proposals:proposal-withdrawal-create", "proposals:template-delete", "proposals:shortlisting-create",
    "proposals:shortlisting-delete", "proposals:archiving-create", "proposals:archiving-delete",
    "proposals:refusal-create", "proposals:note-update", "proposals:interview-acceptance-create",
    "proposals:interview-refusal-create", "proposals:interview-cancellation-create",
    "proposals:offer-refusal-create",
    "proposals:offer-withdrawal-create", "contracts:offer-acceptance-create",
    "contracts:funding-create", "contracts:funding-of-several", "contracts:acceptance-create",
    "contracts:agreement-create", "contracts:repeat-create",
    "contracts:change-accept", "contracts:change-decline", "contracts:change-withdraw",
    "contracts:cancellation-accept", "contracts:cancellation-decline", "contracts:cancellation-withdraw",
    "contracts:statement-create", "contracts:split-create", "contracts:split-accept", "contracts:split-decline",
    "contracts:dispute-withdraw",
    "notifications:preference-switch", "notifications:schedule", "notifications:push-create",
    "notifications:push-delete", "notifications:service-worker", "reviews:response-create", "theme",
    "mfa_login_webauthn",
}  # fmt: skip
ACTIONS |= {
    "messaging:archiving-create", "messaging:archiving-delete", "messaging:muting-create", "messaging:muting-delete",
    "messaging:contact-hint", "messaging:first-contact-hint",
}  # fmt: skip
ACTIONS |= {"accounts:export-create", "accounts:session-end", "support:answer-create", "support:solution-create"}
FRAGMENTS = {
    "discovery:suggestions", "notifications:bell", "videos:video-status", "messaging:message-list",
    "messaging:message-detail", "messaging:reply-new",
}  # fmt: skip
FILES = {
    "public-file", "videos:video-file", "payments:transaction-export", "messaging:attachment-detail",
    "messaging:attachment-preview", "proposals:file-detail", "proposals:interview-calendar",
    "jobs:file-detail", "jobs:file-preview",
    "contracts:original-download", "contracts:file-download", "contracts:dispute-file",
    "mfa_download_recovery_codes", "discovery:sitemap", "discovery:robots", "health", "manifest",
    "support:file-detail", "accounts:export-download",
}  # fmt: skip
# Walked where their state is made: joining and staff's second factor (test_newcomer.py), passkeys
# (test_accounts.py), the checkout (test_money.py), the components (test_components.py).
ELSEWHERE = {
    "account_email_verification_sent", "mfa_authenticate", "mfa_reauthenticate_webauthn", "payments:checkout-detail",
    "payments:checkout-authentication", "styleguide",
}  # fmt: skip
# For a person without password: one who came by Google. No way in by a mailed code. The mailbox is the demo's.
OFF = {"account_set_password", "account_confirm_login_code", "notifications:mailbox", "notifications:mail",
       "notifications:mail-html"}  # fmt: skip
# Google's own pages come in between, and only with keys.
WITH_KEYS = {name for name in url_names() if name.startswith(("openid_connect_", "accounts/social/"))} | {
    "socialaccount_signup"
}


def pages_of_a_visitor(demo: People) -> Iterator[str]:
    for name in (
        "support:page-list", "support:terms", "support:privacy", "support:ticket-create",
        "discovery:home", "discovery:category-list",
        "discovery:feed", "discovery:gig-list", "discovery:creator-list", "discovery:job-list",
        "account_login",
        "account_signup", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key_done", "account_inactive", "socialaccount_login_cancelled",
        "socialaccount_login_error",
    ):  # fmt: skip
        yield reverse(name)
    yield "/gigs/?q=nothing+like+it"
    yield reverse("support:page-detail", args=["payment-protection"])
    yield "/search/?q=film"
    yield "/compare/?c=mara&c=saya"
    yield reverse("discovery:gig-similar", args=[Gig.objects.filter(status="live").first().slug])  # type: ignore[union-attr]
    yield "/categories/product-films/"
    yield "/search/?q=macor&in=gigs"
    yield unsubscribing.link(demo[CLIENT_EMAIL], "gigs.approved").removeprefix(settings.SITE_URL)
    yield "/jobs/?skill=fpv&least=10"
    yield "/nowhere/"
    yield Gig.objects.filter(status="live").first().get_absolute_url()  # type: ignore[union-attr]
    yield reverse("discovery:creator-detail", args=["mara"])
    for needs_nda in (False, True):
        yield Job.objects.listed_to(None).filter(nda_required=needs_nda).first().get_absolute_url()  # type: ignore[union-attr]
    nils = demo[CLIENT_EMAIL]
    key = EmailAwarePasswordResetTokenGenerator().make_token(nils)
    yield reverse("account_reset_password_from_key", args=[user_pk_to_url_str(nils), key])


def pages_of_a_member(demo: People) -> Iterator[str]:
    for name in (
        "dashboards:home",
        "accounts:settings", "accounts:privacy", "accounts:identity", "accounts:data", "accounts:deletion",
        "accounts:client-profile-edit",
        "accounts:block-list", "accounts:onboarding",
        "notifications:notification-list", "notifications:preferences", "notifications:activity-list",
        "account_email", "account_change_password", "account_logout",
        "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
        "socialaccount_connections", "usersessions_list", "contracts:contract-list", "messaging:conversation-list",
        "support:ticket-list", "payments:transaction-list", "jobs:job-mine", "jobs:job-create",
    ):  # fmt: skip
        yield reverse(name)
    yield f"{reverse('discovery:feed')}?show=following"
    yield reverse("moderation:report-create", args=["profile", "saya"])
    for sanction in Sanction.objects.all():
        yield appealing.path(sanction)
    yield from _pages_of_what_is_kept(demo[CLIENT_EMAIL])
    package = Package.objects.filter(gig__status="live").first()
    yield f"{reverse('contracts:order-create')}?package={package.public_id}"  # type: ignore[union-attr]
    nils = demo[CLIENT_EMAIL]
    yield nils.tickets.first().get_absolute_url()
    User.objects.filter(pk=nils.pk).update(terms_due_at=clock.now())
    yield reverse("support:terms-acceptance")
    User.objects.filter(pk=nils.pk).update(terms_due_at=None)
    # Somebody they have never talked to.
    talks = Conversation.objects.filter(participants__user=nils)
    new = User.objects.filter(roles="creator").exclude(seats__conversation__in=talks).first()
    yield f"{reverse('messaging:conversation-create')}?to={new.public_id}"  # type: ignore[union-attr]
    yield reverse("proposals:offer-list")
    yield f"{reverse('proposals:offer-create')}?to={demo[CREATOR_EMAIL].public_id}"
    conversation = Conversation.objects.filter(participants__user=nils).first()
    yield conversation.get_absolute_url()  # type: ignore[union-attr]
    said = send_message(conversation, nils, text="Is it long enough?", client_id=uuid4())  # type: ignore[arg-type]
    for name in ("message-edit", "message-deletion"):
        yield reverse(f"messaging:{name}", args=[conversation.public_id, said.seq])  # type: ignore[union-attr]
    for job in (nils.jobs.filter(status="draft").first(), nils.jobs.filter(invitations__status="declined").first()):
        yield job.get_absolute_url()
        yield reverse("jobs:job-edit", args=[job.slug])
        yield reverse("jobs:invitation-create", args=[job.slug])
    yield reverse("jobs:invitation-choose", args=["saya"])
    yield from _pages_of_a_board(nils)
    yield from _pages_of_contracts(Contract.objects.filter(client=nils))


def _pages_of_a_board(client: Any) -> Iterator[str]:
    """Of the job with the most proposals: the board, two of them side by side, and one in each state."""
    job = client.jobs.order_by("-proposal_count").first()
    yield reverse("proposals:board", args=[job.slug])
    rows = list(job.proposals.all())
    chosen = "&".join(f"p={row.public_id}" for row in rows[:2])
    yield f"{reverse('proposals:comparison', args=[job.slug])}?{chosen}"
    for row in rows:
        yield reverse("proposals:review", args=[row.public_id])
        for interview in row.interviews.all():
            yield interview.get_absolute_url()
    yield reverse("proposals:interview-create", args=[rows[0].public_id])


def _pages_of_what_is_kept(nils: User) -> Iterator[str]:
    yield reverse("discovery:saved-list")
    yield reverse("discovery:job-creators", args=[nils.jobs.filter(status="open").first().slug])
    into = SavedList.objects.filter(user=nils).first()
    yield reverse("discovery:saved-list-detail", args=[into.public_id])  # type: ignore[union-attr]
    yield reverse("discovery:save-create", args=["creators", "mara"])


def pages_of_a_creator(demo: People) -> Iterator[str]:
    for name in (
        "dashboards:home",
        "payments:earnings", "payments:withdrawal-create", "payments:payout-method-list",
        "payments:payout-method-create", "gigs:gig-list", "gigs:gig-create", "creators:profile-edit",
        "creators:portfolio", "videos:video-list", "contracts:contract-list", "jobs:invitation-list",
        "discovery:jobs-for-you", "proposals:proposal-list", "proposals:template-list", "proposals:template-create",
    ):  # fmt: skip
        yield reverse(name)
    mara = demo[CREATOR_EMAIL]
    yield reverse("gigs:gig-edit", args=[mara.creator_profile.gigs.first().slug])
    yield reverse("creators:portfolio-item-edit", args=[mara.creator_profile.portfolio.first().public_id])
    yield Video.objects.filter(owner=mara).first().get_absolute_url()  # type: ignore[union-attr]
    for proposal in mara.proposals.all():
        yield proposal.get_absolute_url()
        for interview in proposal.interviews.all():
            yield interview.get_absolute_url()
    yield reverse("proposals:proposal-edit", args=[mara.proposals.get(status="seen").public_id])
    yield reverse("proposals:proposal-create", args=[Job.objects.get(client__email="dana@reelbyte.example").slug])
    yield reverse("proposals:template-edit", args=[mara.proposal_templates.get().public_id])
    offer = mara.offers_as_creator.get(status="sent", made_by=demo[CLIENT_EMAIL])
    yield offer.get_absolute_url()
    yield reverse("proposals:offer-counter-create", args=[offer.public_id])
    for invitation in mara.job_invitations.all():
        yield invitation.job.get_absolute_url()
    yield from _pages_of_contracts(Contract.objects.filter(creator=mara))


def _pages_of_contracts(contracts: Any) -> Iterator[str]:
    """The room in each state there is, with the forms that are open in it."""
    seen = set()
    for milestone in Milestone.objects.filter(contract__in=contracts).select_related("contract"):
        contract = milestone.contract
        if milestone.status not in seen:
            yield f"{contract.get_absolute_url()}?milestone={milestone.position}"
            yield reverse("contracts:brief-update", args=[contract.public_id])
            yield reverse("reviews:review-create", args=[contract.public_id])
            for form in ("delivery-create", "revision-create", "cancellation-create"):
                yield reverse(f"contracts:{form}", args=[milestone.public_id])
        if not seen:
            yield reverse("contracts:milestone-create", args=[contract.public_id])
            yield reverse("contracts:milestone-edit", args=[milestone.public_id])
        if milestone.status not in seen and milestone.status in ("funded", "released"):
            yield reverse("contracts:change-create", args=[milestone.public_id])
            yield reverse("contracts:extension-create", args=[milestone.public_id])
            yield reverse("contracts:tip-create", args=[contract.public_id])
            yield reverse("contracts:dispute-create", args=[milestone.public_id])
        for dispute in milestone.disputes.all():
            yield dispute.get_absolute_url()
        seen.add(milestone.status)


def pages_of_staff(demo: People) -> Iterator[str]:
    RecoveryCodes.activate(demo[MODERATOR_EMAIL])
    WebAuthn.add(demo[MODERATOR_EMAIL], "Desk key", {})
    yield reverse("admin:index")
    for label in ("support_ticket", "support_pageversion", "accounts_identitycheck"):
        yield reverse(f"admin:{label}_changelist")
    for label, row in (
        ("support_ticket", Ticket.objects.first()),
        ("accounts_identitycheck", IdentityCheck.objects.first()),
    ):
        yield reverse(f"admin:{label}_change", args=[row.pk])  # type: ignore[union-attr]
    for label in ("gigs_gig", "jobs_job", "accounts_user", "creators_creatorprofile"):
        yield reverse(f"admin:{label}_changelist")
    gig = Gig.objects.first()
    yield reverse("admin:gigs_gig_change", args=[gig.pk])  # type: ignore[union-attr]
    yield reverse("admin:gigs_gig_rejection", args=[gig.pk])  # type: ignore[union-attr]
    yield reverse("admin:contracts_dispute_changelist")
    for model in (Report, Sanction):
        name = f"admin:moderation_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        for judged in model._default_manager.all():
            yield reverse(f"{name}_change", args=[judged.pk])
    yield reverse("admin:moderation_report_removal", args=[Report.objects.filter(kind="gig").get().pk])
    for dispute in Dispute.objects.all():
        yield reverse("admin:contracts_dispute_change", args=[dispute.pk])
    for name in (
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate",
    ):  # fmt: skip
        yield reverse(name)
    passkey = Authenticator.objects.get(user=demo[MODERATOR_EMAIL], type="webauthn")
    yield reverse("mfa_edit_webauthn", args=[passkey.pk])
    yield reverse("mfa_remove_webauthn", args=[passkey.pk])


PAGES = {
    "": pages_of_a_visitor,
    CLIENT_EMAIL: pages_of_a_member,
    CREATOR_EMAIL: pages_of_a_creator,
    MODERATOR_EMAIL: pages_of_staff,
}
