"""The catalogue of English holds every text of today, and each translation says as much as its text."""

import os
import re
import shutil
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages import Catalog
from django.conf import settings
from django.core.management import call_command

from wir_portal.core import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>")
SMALL_PO = 'msgid "Jahr"\nmsgstr "Year"\n'


def texts_of(message):
    """Each text with its translation; of a plural the singular and the plural."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return list(zip(ids, strings, strict=True))


def messages(catalogue):
    return [message for message in catalogue if message.id]


@pytest.fixture
def base(tmp_path, settings):
    """A small project with catalogues of its own."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "wir_portal" / "migrations").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    return tmp_path


def write(base, path, text):
    (base / path).write_text(text, encoding="utf-8")


def test_the_stored_catalogue_is_complete():
    stored = catalogues.read("en")

    assert len(messages(stored)) > 300
    assert catalogues.missing(stored) == []


def test_the_stored_catalogue_is_that_of_todays_texts(tmp_path, settings):
    stored = catalogues.path_of("en")
    settings.LOCALE_PATHS = [tmp_path]
    copy = catalogues.path_of("en")
    copy.parent.mkdir(parents=True)
    shutil.copy(stored, copy)

    catalogues.update("en", settings.BASE_DIR)

    assert copy.read_text(encoding="utf-8") == stored.read_text(encoding="utf-8")


def places_of(*texts):
    return {place for text in texts for place in PLACEHOLDER.findall(text)}


def test_a_translation_has_the_places_of_its_text():
    """A singular may leave out the number that its plural names."""
    faults = []
    for message in messages(catalogues.read("en")):
        pairs = texts_of(message)
        of_all = places_of(*(text for text, _translation in pairs))
        faults += [pair for pair in pairs if places_of(pair[1]) not in (places_of(pair[0]), of_all)]
    assert faults == []


def test_a_translation_ends_as_its_text_does():
    pairs = [pair for message in messages(catalogues.read("en")) for pair in texts_of(message)]

    assert [pair for pair in pairs if (pair[0][-1] in ".?:") != (pair[1][-1] in ".?:")] == []
    assert [pair for pair in pairs if pair[1] != pair[1].strip()] == []


def test_texts_are_found_in_code_and_templates(base):
    write(
        base,
        "wir_portal/a.py",
        "_('Jahr'); gettext('Tag'); gettext_lazy('Geld'); ngettext('eins', 'viele', n); pgettext('Amt', 'Stelle')\n"
        "npgettext('Amt', 'Akte', 'Akten', n); _(name); _(''); print('nicht')\n",
    )
    write(base, "wir_portal/migrations/0001.py", '_("alt")')
    write(
        base,
        "templates/a.html",
        '{% load i18n %}{% translate "Zahlen" %}{% blocktranslate count n=n trimmed %}\n Eine {{ x }}\n'
        "{% plural %}{{ n }} davon{% endblocktranslate %}",
    )

    found = catalogues.extract(base)

    assert {(message.id, message.context) for message in messages(found)} == {
        ("Jahr", None),
        ("Tag", None),
        ("Geld", None),
        (("eins", "viele"), None),
        ("Stelle", "Amt"),
        (("Akte", "Akten"), "Amt"),
        ("Zahlen", None),
        (("Eine %(x)s", "%(n)s davon"), None),
    }
    assert found.get("Jahr").locations == [("wir_portal/a.py", 0)]


def test_an_update_keeps_translations_drops_what_is_gone_and_leaves_new_texts_open(base):
    write(base, "wir_portal/a.py", '_("Jahr"); _("Tag"); ngettext("eins", "viele", n)')
    assert catalogues.missing(catalogues.update("en", base)) == ["Jahr", "Tag", "('eins', 'viele')"]
    po = catalogues.path_of("en")
    po.write_text(po.read_text().replace('msgid "Jahr"\nmsgstr ""', SMALL_PO), encoding="utf-8")

    write(base, "wir_portal/a.py", '_("Jahr"); _("Geld")')
    updated = catalogues.update("en", base)

    assert [(message.id, message.string) for message in messages(updated)] == [("Jahr", "Year"), ("Geld", "")]
    assert [(message.id, message.string) for message in messages(catalogues.read("en"))] == [
        ("Geld", ""),
        ("Jahr", "Year"),
    ]


def test_a_language_without_a_catalogue_begins_empty(base):
    assert messages(catalogues.read("en")) == []


def test_a_plural_is_missing_as_long_as_one_of_its_forms_is():
    catalogue = Catalog(locale="en")
    catalogue.add(("eins", "viele"), ("one", ""))
    catalogue.add(("ein Jahr", "Jahre"), ("a year", "years"))
    catalogue.add("Tag", "day")

    assert catalogues.missing(catalogue) == ["('eins', 'viele')"]


def test_a_catalogue_is_compiled_when_it_is_new_or_changed_and_else_left_alone(base):
    po = catalogues.path_of("en")
    po.parent.mkdir(parents=True)
    po.write_text(SMALL_PO, encoding="utf-8")
    mo = po.with_suffix(".mo")

    def compiled():
        catalogues.compile_all()
        with mo.open("rb") as file:
            return GNUTranslations(file).gettext("Jahr")

    assert compiled() == "Year"
    po.write_text(SMALL_PO.replace("Year", "Twelvemonth"), encoding="utf-8")
    os.utime(mo, ns=(po.stat().st_mtime_ns, po.stat().st_mtime_ns))
    assert compiled() == "Year"
    os.utime(mo, ns=(po.stat().st_mtime_ns - 10**9, po.stat().st_mtime_ns - 10**9))
    assert compiled() == "Twelvemonth"
    assert sorted(path.name for path in po.parent.iterdir()) == ["django.mo", "django.po"]


def test_the_command_names_what_is_not_translated(base, settings, capsys):
    settings.BASE_DIR = base
    write(base, "wir_portal/a.py", '_("Jahr")')

    call_command("catalogue", "en")

    assert capsys.readouterr().out == "Jahr\n1 Texte, 1 ohne Übersetzung.\n"


def test_compiled_catalogues_are_not_kept_in_the_repository():
    ignored = (Path(settings.BASE_DIR) / ".gitignore").read_text(encoding="utf-8").split()

    assert "*.mo" in ignored
