"""Order a package of a gig."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import check_may_begin, held
from accounts.visibility import blocked_between
from contracts import announcements, moving
from contracts.models import BriefAnswer, Contract, Milestone
from contracts.transitions import MilestoneStatus
from gigs.models import Extra, Gig, Package
from gigs.quote import Quote, quote
from messaging.actions.open_conversation import open_conversation
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def place_order(
    client: User,
    package: Package,
    *,
    extras: Iterable[Extra] = (),
    quantity: int = 1,
    order_key: UUID,
    seen: Money,
) -> Contract:
    """Make the contract, once per `order_key` of this client: pressed twice, it is the same contract.

    `seen` is the total the client's page showed. Raises `Conflict` when the price has changed since,
    `Refused` in words when this gig takes no order from this person now.
    """
    if (placed := _placed(client, order_key)) is not None:
        return placed
    try:
        with transaction.atomic():
            client = held(client)
            # The gig's lock keeps its queue, and a second press of the same button, in line.
            gig = lock_gig(package.gig_id)
            if (placed := _placed(client, order_key)) is not None:
                return placed
            check_order(client, gig)
            offer = _quote(gig, package, extras, quantity)
            if offer.total != seen:
                raise Conflict(_("The price has changed since you opened this page. Look at it again."))
            return _make(client, gig, offer, order_key)
    except IntegrityError:
        if (placed := _placed(client, order_key)) is not None:
            return placed
        raise


def lock_gig(gig_id: int) -> Gig:
    """The gig as it is now, locked until the transaction ends."""
    return Gig.objects.select_for_update(of=("self",)).select_related("creator__user").get(pk=gig_id)


def check_order(client: User, gig: Gig) -> None:
    """`Refused`, in words, when `client` cannot order `gig` now."""
    creator = gig.creator.user
    if creator.pk == client.pk:
        raise Refused(_("This is your own gig."))
    check_may_begin(client)
    if blocked_between(client, creator) or creator.status != User.Status.ACTIVE:
        raise Refused(_("This gig does not take orders at the moment."))
    if gig.closed_because:
        raise Refused(_("This gig takes no order now: %(why)s.") % {"why": gig.closed_because})


def _placed(client: User, order_key: UUID) -> Contract | None:
    return Contract.objects.filter(client=client, order_key=order_key).first()


def _quote(gig: Gig, package: Package, extras: Iterable[Extra], quantity: int) -> Quote:
    """The quote from the rows as they are under the gig's lock, not as the page read them."""
    current = Package.objects.filter(pk=package.pk, gig=gig).first()
    wanted = [extra.pk for extra in extras]
    chosen = list(Extra.objects.filter(pk__in=wanted))
    if current is None or len(chosen) != len(wanted):
        raise Conflict(_("What you chose is not offered any more. Choose again on the gig's page."))
    current.gig = gig
    return quote(current, chosen, quantity)


def _make(client: User, gig: Gig, offer: Quote, order_key: UUID) -> Contract:
    creator = gig.creator.user
    contract = Contract.objects.create(
        client=client,
        creator=creator,
        gig=gig,
        package=offer.package,
        title=gig.title,
        terms=offer.snapshot(),
        currency=offer.currency,
        total_minor=offer.total.minor,
        fee_bps=policy.FEE_BPS,
        auto_accept_days=policy.AUTO_ACCEPT.days,
        revision_days=policy.REVISION_TURNAROUND.days,
        late_grace_hours=int(policy.LATE_GRACE.total_seconds() // 3600),
        dispute_days=policy.DISPUTE_WINDOW.days,
        order_key=order_key,
    )
    milestone = Milestone.objects.create(
        contract=contract,
        title=offer.package.title,
        status=MilestoneStatus.AWAITING_FUNDING,
        currency=offer.currency,
        amount_minor=offer.total.minor,
        delivery_days=offer.delivery_days,
        revisions_agreed=offer.revisions,
    )
    _ask_brief(contract)
    contract.conversation = open_conversation(
        people=[client, creator],
        subject=f"contract:{contract.public_id}",
        subject_label=contract.title,
        url=contract.get_absolute_url(),
    )
    contract.save(update_fields=["conversation", "brief_answered_at"])
    event = moving.tell(
        contract,
        "order",
        milestone=milestone,
        actor=client,
        amount_minor=offer.total.minor,
    )
    announcements.announce(event, to=[creator])
    return contract


def _ask_brief(contract: Contract) -> None:
    """Copy the gig's questions. With none that is required, nothing is waited for."""
    questions = contract.terms["brief_questions"]
    BriefAnswer.objects.bulk_create(
        BriefAnswer(
            contract=contract,
            position=position,
            question=question["text"],
            kind=question["kind"],
            required=question["required"],
        )
        for position, question in enumerate(questions)
    )
    if not any(question["required"] for question in questions):
        contract.brief_answered_at = clock.now()
