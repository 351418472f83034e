"""The page that explains the API, made from its OpenAPI document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wir_portal.pages.api import api

Schema = dict[str, Any]
KINDS = {
    "integer": _("ganze Zahl"),
    "number": _("Zahl"),
    "string": _("Text"),
    "boolean": _("ja oder nein"),
    "array": _("Liste"),
    "object": _("Objekt"),
}
# Explained once for all addresses.
SHARED = "SourceOut"


@dataclass(frozen=True)
class Entry:
    """A parameter of an address, or a field of its answer by its whole path; `values` are those it may only have."""

    name: str
    kinds: list[object]
    values: list[str]
    words: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    path: str
    example: str
    summary: str
    words: str
    parameters: list[Entry]
    fields: list[Entry]


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """One section for each address: what it takes, what it answers, an example to click."""
    document = api.get_openapi_schema()
    shared = document["components"]["schemas"][SHARED]
    context = {
        "operations": [_operation(path, methods["get"], document) for path, methods in document["paths"].items()],
        "source_fields": list(_fields(shared, document)),
    }
    return render(request, "pages/public/api_docs.html", context)


def _operation(path: str, operation: Schema, document: Schema) -> Operation:
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    parameters = operation["parameters"]
    return Operation(
        anchor=slugify(path.removeprefix("/api/v1")),
        path=path,
        example=_example(path, parameters),
        summary=operation["summary"],
        words=operation.get("description", ""),
        parameters=[_entry(p["name"], p["schema"], document) for p in parameters],
        fields=list(_fields(_resolved(answer, document), document)),
    )


def _example(path: str, parameters: list[Schema]) -> str:
    """The address with the example of each parameter that has one."""
    examples = {p["name"]: str(p["schema"]["examples"][0]) for p in parameters if "examples" in p["schema"]}
    for name in [p["name"] for p in parameters if p["in"] == "path"]:
        path = path.replace(f"{{{name}}}", examples.pop(name))
    return f"{path}?{urlencode(examples)}" if examples else path


def _resolved(part: Schema, document: Schema) -> Schema:
    name = part.get("$ref", "").rsplit("/", 1)[-1]
    return document["components"]["schemas"][name] if name else part


def _choices(part: Schema) -> list[Schema]:
    """What a value may be; null is said in words by the field itself."""
    return [choice for choice in part.get("anyOf", [part]) if choice.get("type") != "null"]


def _entry(name: str, part: Schema, document: Schema) -> Entry:
    choices = [_resolved(choice, document) for choice in _choices(part)]
    words = part.get("description", "")
    return Entry(
        name=name,
        kinds=[_kind(choice) for choice in choices],
        values=[value for choice in choices for value in choice.get("enum", []) if f"`{value}`" not in words],
        words=words,
    )


def _kind(part: Schema) -> object:
    return _("Tag") if part.get("format") == "date" else KINDS[part["type"]]


def _fields(part: Schema, document: Schema, above: str = "") -> Iterator[Entry]:
    """The fields of an object, each followed by the fields within it."""
    for name, value in part["properties"].items():
        yield _entry(above + name, value, document)
        for choice in _choices(value):
            inner = _resolved(choice.get("items", choice), document)
            if "properties" in inner and not choice.get("$ref", "").endswith(SHARED):
                yield from _fields(inner, document, f"{above}{name}[]." if "items" in choice else f"{above}{name}.")
