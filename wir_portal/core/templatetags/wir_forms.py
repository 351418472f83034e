"""What a form behind a door carries beside its fields."""

from django import template
from django.template import RequestContext

from wir_portal.core import typed_work

register = template.Library()


@register.inclusion_tag("components/_author_mark.html", takes_context=True)
def author_mark(context: RequestContext) -> dict[str, str]:
    """The hidden mark of who opened the form: with it, what is typed outlives the session."""
    return {"name": typed_work.FIELD, "value": typed_work.mark(context["request"], context.get("kept_input"))}
