"""django-stubs' mypy plugin, told two things about a request that hold in this project.

- `request.htmx` exists: django-htmx's middleware is always installed.
- `request.user` is taken for a member. Views that use it as one stand behind `member_required` (the permission
  matrix proves that); public views ask `is_authenticated` first.
"""

from collections.abc import Callable

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import AttributeContext, ClassDefContext
from mypy.types import AnyType, Instance, Type, TypeOfAny
from mypy_django_plugin.main import NewSemanalDjangoPlugin

REQUEST = "django.http.request.HttpRequest"


class Plugin(NewSemanalDjangoPlugin):
    """The plugin that pyproject.toml names."""

    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Add the attribute that a middleware of a third party puts on every request."""
        return _add_htmx if fullname == REQUEST else super().get_customize_class_mro_hook(fullname)

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Leave AnonymousUser out of the type of `request.user`."""
        if fullname == f"{REQUEST}.user":
            return self._member
        return super().get_attribute_hook(fullname)

    def _member(self, ctx: AttributeContext) -> Type:
        user = self.lookup_fully_qualified("accounts.models.user.User")
        return Instance(user.node, []) if user and user.node else ctx.default_attr_type  # type: ignore[arg-type]


def _add_htmx(ctx: ClassDefContext) -> None:
    found = ctx.api.lookup_fully_qualified_or_none("django_htmx.middleware.HtmxDetails")
    info = ctx.cls.info
    if "htmx" in info.names:
        return
    kind: Type = Instance(found.node, []) if found and found.node else AnyType(TypeOfAny.special_form)  # type: ignore[arg-type]
    attribute = Var("htmx", kind)
    attribute.info = info
    attribute._fullname = f"{REQUEST}.htmx"
    attribute.is_initialized_in_class = True
    info.names["htmx"] = SymbolTableNode(MDEF, attribute, plugin_generated=True)


def plugin(version: str) -> type[Plugin]:
    """Mypy's entry point."""
    return Plugin
