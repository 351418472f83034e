"""Questions and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wir_portal.pages.models import Question


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """All of them by topic, on one page; one query."""
    rows = list(Question.objects.public().select_related("source"))
    by_topic = ((topic, [row for row in rows if row.topic == topic]) for topic in Question.Topic)
    groups = [(topic, found) for topic, found in by_topic if found]
    return render(
        request, "pages/public/question_list.html", {"groups": groups, "first": groups[0][1][0] if groups else None}
    )
