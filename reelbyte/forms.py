"""How forms look: Django's renderer with our field component."""

from django.forms.renderers import TemplatesSetting


class ComponentRenderer(TemplatesSetting):
    """`{{ form.name.as_field_group }}` renders `components/field.html`; templates come from `templates/`."""

    field_template_name = "components/field.html"
