"""Under which words the roof's own pages are found: the editors' texts, news, questions."""

from wir_portal.core.models import SearchDocument, SiteText
from wir_portal.core.search.sources import Draft, Source, in_languages
from wir_portal.core.text import plain
from wir_portal.pages.models import NewsItem, Question

Kind = SearchDocument.Kind
# Where each text stands.
PATHS = {
    "imprint": "/impressum/",
    "privacy": "/datenschutz/",
    "accessibility": "/barrierefreiheit/",
    "easy-language": "/leichte-sprache/",
    "volunteering": "/ehrenamt/",
}


def _text(text: SiteText) -> Draft:
    bodies = {code: plain(body) for code, body in in_languages(text, "body").items()}
    return Draft(PATHS[text.key], in_languages(text, "title"), bodies)


def _news(item: NewsItem) -> Draft:
    return Draft(
        path=f"/aktuelles/{item.slug}/",
        titles=in_languages(item, "title"),
        summaries=in_languages(item, "lead"),
        more=tuple(plain(body) for body in in_languages(item, "body").values()),
        is_example=item.is_example,
        shown_from_on=item.published_on,
    )


def _question(question: Question) -> Draft:
    answers = {code: plain(answer) for code, answer in in_languages(question, "answer").items()}
    return Draft(f"/fragen/#f-{question.slug}", in_languages(question, "question"), answers)


SOURCES = (
    Source(Kind.PAGE, SiteText, lambda: SiteText.objects.filter(key__in=PATHS), _text),
    Source(Kind.NEWS, NewsItem, lambda: NewsItem.objects.filter(status=NewsItem.Status.PUBLISHED), _news),
    Source(Kind.QUESTION, Question, Question.objects.public, _question),
)
