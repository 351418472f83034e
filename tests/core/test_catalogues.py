"""Each language's catalogue holds every text of today, and each translation says as much as its text."""

import os
import re
import shutil
from gettext import GNUTranslations, c2py
from pathlib import Path

import pytest
from babel.messages import Catalog
from django.conf import settings
from django.core.management import call_command

from wir_portal.core import catalogues
from wir_portal.core.languages import EASY, OTHERS
from wir_portal.core.text import FORBIDDEN

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>")
ENDS = {".": ".", "؟": "?", "?": "?", ":": ":"}
FOREIGN = {"ar": "؀-ۿ", "fa": "؀-ۿ", "uk": "Ѐ-ӿ"}
every_language = pytest.mark.parametrize("language", OTHERS)
SMALL_PO = 'msgid "Jahr"\nmsgstr "Year"\n'


def texts_of(message):
    """Each translation with its text; of a plural the first form with the singular, the last with the plural."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [(ids[-1] if number or len(strings) == 1 else ids[0], text) for number, text in enumerate(strings)]


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


@every_language
def test_the_stored_catalogue_is_complete(language):
    stored = catalogues.read(language)

    assert len(messages(stored)) > 300
    assert catalogues.missing(stored) == []
    assert [message.id for message in stored if message.fuzzy and message.id] == []


@pytest.fixture(scope="module")
def todays_texts():
    """Searched for once."""
    return catalogues.extract(settings.BASE_DIR)


@every_language
def test_the_stored_catalogue_is_that_of_todays_texts(language, todays_texts, tmp_path, settings, monkeypatch):
    stored = catalogues.path_of(language)
    settings.LOCALE_PATHS = [tmp_path]
    copy = catalogues.path_of(language)
    copy.parent.mkdir(parents=True)
    shutil.copy(stored, copy)
    monkeypatch.setattr(catalogues, "extract", lambda base: todays_texts)

    catalogues.update(language, settings.BASE_DIR)

    assert copy.read_text(encoding="utf-8") == stored.read_text(encoding="utf-8")


def places_of(*texts):
    return {place for text in texts for place in PLACEHOLDER.findall(text)}


def numbers_of(catalogue):
    """For each form of a plural the numbers that take it."""
    form = c2py(catalogue.plural_expr)
    numbers = [[] for _form in range(catalogue.num_plurals)]
    for number in range(1000):
        numbers[form(number)].append(number)
    return numbers


@every_language
def test_a_translation_has_the_places_of_its_text_and_no_other(language):
    """A form of a plural that only one number takes may leave that number out."""
    catalogue = catalogues.read(language)
    alone = [len(numbers) == 1 for numbers in numbers_of(catalogue)]
    faults = []
    for message in messages(catalogue):
        pairs = texts_of(message)
        of_all = places_of(*(text for text, _translation in pairs))
        for number, (text, translation) in enumerate(pairs):
            may_lack = {"%(count)s", "%(count)d", "%(shown)s"} if len(pairs) > 1 and alone[number] else set()
            if not of_all - may_lack <= places_of(translation) <= of_all | places_of(text):
                faults.append((text, translation))
    assert faults == []


@every_language
def test_a_translation_ends_as_its_text_does(language):
    pairs = [pair for message in messages(catalogues.read(language)) for pair in texts_of(message)]

    if language != EASY:  # Which cuts a text into several sentences.
        assert [pair for pair in pairs if ENDS.get(pair[0][-1]) != ENDS.get(pair[1][-1])] == []
    assert [pair for pair in pairs if pair[1] != pair[1].strip()] == []


@pytest.mark.parametrize(("language", "letters"), FOREIGN.items())
def test_a_translation_is_in_the_letters_of_its_language(language, letters):
    """But for names, and for what stays as it is."""
    pairs = [pair for message in messages(catalogues.read(language)) for pair in texts_of(message)]

    foreign = [pair for pair in pairs if not re.search(f"[{letters}]", pair[1])]
    assert {text for text, _translation in foreign} <= {"%(line)s %(year)s", "am %(day)s"}


def test_a_translation_hides_no_sign_that_turns_the_direction():
    for language in OTHERS:
        assert [str(m.string) for m in messages(catalogues.read(language)) if FORBIDDEN.search(str(m.string))] == []


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
