"""What the site says about itself, what people agreed to, and what they ask."""

from support.models.page import Page, PageVersion
from support.models.terms import TermsAcceptance
from support.models.ticket import Ticket, TicketMessage

__all__ = ["Page", "PageVersion", "TermsAcceptance", "Ticket", "TicketMessage"]
