"""The tree that the migration plants."""

import pytest

from creators.models import Category, Skill

pytestmark = pytest.mark.django_db


def test_the_house_opens_with_a_tree_of_two_levels() -> None:
    assert Category.objects.top().count() == 8
    assert not Category.objects.filter(parent__parent__isnull=False).exists()
    assert all(top.children.count() >= 4 for top in Category.objects.top())


def test_every_skill_belongs_to_a_top_category() -> None:
    assert Skill.objects.count() >= 55
    assert not Skill.objects.filter(category__parent__isnull=False).exists()
