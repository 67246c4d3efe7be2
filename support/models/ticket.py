"""Questions to our staff, from members and from visitors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.storages import private_storage


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Whose they are."""

    def of(self, user: object) -> "TicketQuerySet":
        return self.filter(user=user)


class Ticket(PublicIdModel):
    """One matter. A visitor's has no `user`: they come back by a signed link in their mail (`support.keys`)."""

    class Category(models.TextChoices):
        ACCOUNT = "account", _("My account")
        PAYMENT = "payment", _("Payments and withdrawals")
        CONTRACT = "contract", _("An order or a contract")
        SAFETY = "safety", _("Safety or a person")
        TECHNICAL = "technical", _("Something does not work")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")  # it is staff's turn
        WAITING = "waiting", _("Answered")  # it is the person's
        SOLVED = "solved", _("Solved")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tickets",
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    category = models.CharField(_("about"), max_length=10, choices=Category)
    subject = models.CharField(_("subject"), max_length=120)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("asked"), default=clock.now, editable=False)
    # Since when it is whose turn it is: the age of the queue.
    turned_at = models.DateTimeField(_("since"), default=clock.now, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        permissions = [("answer_ticket", _("May answer and solve tickets"))]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["open", "waiting", "solved"]), name="ticket_status_known"),
            models.CheckConstraint(
                condition=Q(category__in=["account", "payment", "contract", "safety", "technical", "other"]),
                name="ticket_category_known",
            ),
            # An answer must have somewhere to go.
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(email=""), name="ticket_reachable"),
        ]
        indexes = [
            models.Index(fields=["turned_at"], condition=Q(status="open"), name="ticket_queue"),
            models.Index(fields=["user", "-turned_at"], name="ticket_of_person"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("support:ticket-detail", args=[self.public_id])

    @property
    def who(self) -> str:
        """Who asks, as staff and mails call them."""
        return self.user.display_name if self.user else self.name or self.email


class TicketMessage(PublicIdModel):
    """Something said in it. `is_staff` is who spoke for the house, whatever else they are."""

    ticket = models.ForeignKey(Ticket, verbose_name=_("ticket"), on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_staff = models.BooleanField(_("by staff"), default=False)
    text = models.TextField(_("text"), max_length=5_000)
    # One file, kept under a name made here; what the person called it is only shown.
    file = models.FileField(_("file"), storage=private_storage, max_length=120, blank=True)
    file_name = models.CharField(_("file's name"), max_length=120, blank=True)
    content_type = models.CharField(_("content type"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("written"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("message of a ticket")
        verbose_name_plural = _("messages of tickets")
        ordering = ("id",)
        constraints = [
            # Nobody speaks for the house without a name in the trail.
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(author__isnull=False), name="ticket_message_staff_named"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="ticket_message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket} {self.pk}"
