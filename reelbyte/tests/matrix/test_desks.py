"""Every page and every action of the admin: for staff with a second factor and the right, for nobody else."""

import pytest
from django.db.models import Model

from reelbyte.testing.desks import Desk, Rounds, desks
from reelbyte.testing.matrix import Matrix, Url, merged

DESKS = merged("DESKS")
MODELS = list(desks())
LABELS = [label for label, _model, _own in MODELS]


def test_every_declared_desk_is_there() -> None:
    assert DESKS.keys() - set(LABELS) == set()


@pytest.mark.parametrize(("label", "model", "own"), MODELS, ids=LABELS)
def test_as_declared(matrix: Matrix, label: str, model: type[Model], own: list[tuple[str, Url]]) -> None:
    faults = Rounds(matrix).faults(model, own, DESKS.get(label, Desk()))
    assert not faults, "\n" + "\n".join(faults)
