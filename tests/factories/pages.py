"""News, questions, feedback."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from wir_portal.core import clock
from wir_portal.core.models import Origin
from wir_portal.pages.models import Feedback, NewsItem, Question


class NewsItemFactory(DjangoModelFactory):
    """A draft; `is_published` shows it from today on."""

    class Meta:
        model = NewsItem

    class Params:
        is_published = factory.Trait(status=NewsItem.Status.PUBLISHED, published_on=factory.LazyFunction(clock.today))

    title_de = factory.Sequence(lambda n: f"Meldung {n}")
    lead_de = "Kurz gesagt."
    body_de = "Ein **Absatz**."
    origin = Origin.DECIDED


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    slug = factory.Sequence(lambda n: f"frage-{n}")
    topic = Question.Topic.PROGRAM
    question_de = factory.Sequence(lambda n: f"Wie viel ist {n}?")
    answer_de = "Genau so **viel**."
    is_published = True


class FeedbackFactory(DjangoModelFactory):
    """Somebody wrote just now."""

    class Meta:
        model = Feedback

    kind = Feedback.Kind.INFORMATION
    page = "/kommunen/landkreis-fulda/"
    language = "de"
    message = "Die Telefonnummer stimmt nicht."
    due_on = factory.LazyAttribute(
        lambda row: clock.today() + timedelta(days=42) if row.kind == Feedback.Kind.ACCESSIBILITY else None
    )
    form_key = factory.Sequence(lambda n: f"schluessel-{n}")
