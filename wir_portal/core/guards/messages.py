"""From the database's refusal to the German sentence of the guard or constraint."""

import re

from django.apps import apps
from django.db import IntegrityError
from django.db.models import CheckConstraint, UniqueConstraint

from wir_portal.core import registries
from wir_portal.core.guards.inventory import PREFIX


def sentence_for(error: IntegrityError) -> str | None:
    """The sentence for people, or None when no guard or named constraint refused."""
    text = str(error)
    named = re.search(rf"{PREFIX}([a-z0-9_]+)", text)
    if named and (guard := registries.guards.get(named[1])):
        return guard.message
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint | UniqueConstraint) and constraint.name in text:
                return str(constraint.get_violation_error_message())
    return None
