"""A translation is missing, outdated, unchecked or checked; the act of checking holds for what was read."""

import pytest
from babel import Locale
from django.conf import settings

from tests.factories.core import UserFactory
from wir_portal.core import catalogue_checks, catalogues, numbers
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.imports import translations as imported
from wir_portal.core.languages import OTHERS, address, bare, of_path
from wir_portal.core.models import Event, SiteText, TranslationState
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import translations

pytestmark = pytest.mark.django_db
BOTH = {"key": "probe", "title_de": "Titel", "body_de": "Ein Satz.", "title_ar": "عنوان", "body_ar": "جملة."}


@pytest.fixture
def text():
    return SiteText.objects.create(
        key="probe", title_de="Titel", body_de="Ein Satz.", title_ar="عنوان", body_ar="جملة."
    )


@pytest.fixture
def editor():
    return UserFactory(group=StaffGroup.MINISTRY_EDITOR)


@pytest.fixture
def stamp():
    """What this process knows of checked catalogues is forgotten before and after."""
    catalogue_checks.touch()
    yield
    catalogue_checks.touch()


def state(text, language="ar"):
    return SiteText.objects.get(pk=text.pk).translation_state(language)


def check(text, editor, seen=None):
    return translations.check(
        text, "ar", seen=text.version("ar") if seen is None else seen, actor=editor, reason_internal="Gelesen."
    )


def test_a_new_translation_is_unchecked_one_that_lacks_a_text_is_missing_and_nothing_needs_none(text):
    assert state(text) == TranslationState.UNCHECKED
    assert state(text, "tr") == TranslationState.MISSING
    text.body_ar = ""
    text.save()
    assert state(text) == TranslationState.MISSING
    assert SiteText(key="leer").translation_state("ar") == TranslationState.NONE


def test_a_checked_translation_stays_so_until_one_of_its_texts_changes(text, editor):
    event = check(text, editor)
    text = SiteText.objects.get(pk=text.pk)

    assert (event.act, event.actor, event.details) == ("translation.checked", editor, {"language": "ar"})
    assert state(text) == TranslationState.CHECKED
    text.updated_on = "2018-11-05"
    text.save()
    assert state(text) == TranslationState.CHECKED
    text.body_de = "Zwei Sätze."
    text.save()
    assert state(text) == TranslationState.OUTDATED
    text.body_ar = "جملتان."
    text.save()
    assert state(text) == TranslationState.UNCHECKED


def test_what_changes_a_text_past_save_leaves_nothing_checked(text, editor):
    check(text, editor)

    SiteText.objects.filter(pk=text.pk).update(body_ar="غير ذلك.")
    assert state(text) == TranslationState.UNCHECKED


def test_an_outdated_translation_that_still_fits_is_checked_as_it_is(text, editor):
    text.title_de = "Überschrift"
    text.save()
    assert state(text) == TranslationState.OUTDATED

    check(text, editor)
    assert state(text) == TranslationState.CHECKED


def test_only_what_was_read_can_be_checked_and_only_once(text, editor):
    with pytest.raises(Conflict, match="inzwischen ein anderer"):
        check(text, editor, seen="0" * 16)
    check(text, editor)
    with pytest.raises(DomainError, match="schon geprüft"):
        check(SiteText.objects.get(pk=text.pk), editor)
    with pytest.raises(DomainError, match="noch keine Übersetzung"):
        translations.check(text, "tr", seen=text.version("tr"), actor=editor, reason_internal="Gelesen.")
    assert Event.objects.filter(act="translation.checked").count() == 1


def test_a_catalogue_is_checked_as_it_was_read(editor, stamp, django_capture_on_commit_callbacks):
    def act(seen):
        with django_capture_on_commit_callbacks(execute=True):
            return translations.check_catalogue("ar", seen=seen, actor=editor, reason_internal="Gelesen.")

    seen = catalogues.fingerprint_of("ar")
    assert not catalogue_checks.is_catalogue_checked("ar")
    with pytest.raises(Conflict):
        act("0" * 16)
    event = act(seen)
    assert (event.act, event.reason_internal) == ("translation.catalogue_checked", "Gelesen.")
    assert [code for code in OTHERS if catalogue_checks.is_catalogue_checked(code)] == ["ar"]
    with pytest.raises(DomainError, match="schon geprüft"):
        act(seen)


def test_the_state_of_the_catalogues_is_asked_once_for_each_stamp(stamp, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [catalogue_checks.is_catalogue_checked(code) for code in ("ar", "tr", "ar")] == [False] * 3
    (settings.DATA_DIR / catalogue_checks.STAMP).unlink()
    with django_assert_num_queries(1):
        assert not catalogue_checks.is_catalogue_checked("ar")


def test_shipped_texts_reach_rows_that_never_had_them_and_nothing_else():
    text = SiteText.objects.create(key="probe", title_de="Titel", body_de="Ein Satz.")

    def load():
        return imported.supplement(SiteText, "key", [BOTH], fields=("title", "body"))

    assert (load(), load()) == (1, 0)
    text.refresh_from_db()
    assert (text.title_ar, text.body_ar, state(text)) == ("عنوان", "جملة.", TranslationState.UNCHECKED)
    text.title_de, text.title_ar, text.body_ar = "Anders", None, None
    text.save()
    assert load() == 0


@pytest.mark.parametrize(
    ("path", "language", "german"),
    [
        ("/", "de", "/"),
        ("/en/", "en", "/"),
        ("/ar/kommunen/", "ar", "/kommunen/"),
        ("/leicht/zahlen/", "de-simple", "/zahlen/"),
        ("/leichte-sprache/", "de", "/leichte-sprache/"),
        ("/xx/", "de", "/xx/"),
        ("/enten/", "de", "/enten/"),
        ("/de-simple/", "de", "/de-simple/"),
    ],
)
def test_an_address_names_its_language_by_its_first_part(path, language, german):
    assert (of_path(path), bare(path), address(german, language)) == (language, german, path)


@pytest.mark.parametrize(("language", "style"), numbers.STYLES.items())
def test_numbers_are_grouped_as_in_the_common_locale_data(language, style):
    symbols = Locale.parse(language).number_symbols["latn"]
    assert (style.group, style.point) == (symbols["group"], symbols["decimal"])
