"""What a template gets for a name that is not there: in our own templates a failure."""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import Node

OURS = Path(__file__).resolve().parent.parent
PACKAGES = OURS / ".venv"


class Undefined(str):
    """Stands for `string_if_invalid`: Django asks whether it is set, just before it uses a name that does not exist.

    In templates of packages (Django's admin leans on undefined names) it behaves as in production: empty.
    """

    def __bool__(self) -> bool:
        node = _node(sys._getframe(1))
        origin = Path(getattr(getattr(node, "origin", None), "name", None) or "")
        if origin.is_relative_to(OURS) and not origin.is_relative_to(PACKAGES) and "site-packages" not in origin.parts:
            raise AssertionError(f"{origin.relative_to(OURS)}: {getattr(node, 'token', node)} is not defined.")
        return False


def _node(frame: FrameType | None) -> Node | None:
    """The template's node that is being rendered."""
    while frame is not None:
        candidate = frame.f_locals.get("self")
        if isinstance(candidate, Node) and getattr(candidate, "origin", None) is not None:
            return candidate
        frame = frame.f_back
    return None
