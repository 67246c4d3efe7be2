"""A dashboard is one's own."""

from reelbyte.testing.matrix import MEMBERS, Rule

TABLE = {"dashboards:home": Rule(get=MEMBERS)}
