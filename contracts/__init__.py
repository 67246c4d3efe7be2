"""The work itself: contracts, milestones, deliveries, and what happened to them."""
