"""The trade's words: what kinds of film there are, and what one can be good at."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reelbyte.storages import public_storage


class CategoryQuerySet(models.QuerySet["Category"]):
    """Questions about the tree."""

    def top(self) -> "CategoryQuerySet":
        """The categories at the top of the tree, in the order the house shows them."""
        return self.filter(parent__isnull=True)


class Category(models.Model):
    """A kind of film. The tree has two levels: gigs hang on a subcategory, browsing begins at the top."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    blurb = models.CharField(_("in one line"), max_length=120, blank=True)
    icon = models.CharField(_("icon"), max_length=30, blank=True, help_text=_("A name in the icon sprite."))
    parent = models.ForeignKey(
        "self", verbose_name=_("under"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    cover = models.ImageField(_("cover"), upload_to="categories/", storage=public_storage, blank=True)
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]
        constraints = [
            # A category above itself would be a tree without a top.
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="category_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_top(self) -> bool:
        return self.parent_id is None


class Skill(models.Model):
    """Something a creator can be good at, in the words clients search with."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="skills")

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
