"""Public pages of the roof."""

from django.urls import path

from wir_portal.pages.views.public import bodies, feedback, figures, home, news, questions, search, texts

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("kommunen/<slug:slug>/", bodies.municipality_detail, name="municipality-detail"),
    path("kommunen/<slug:slug>.csv", bodies.municipality_detail_csv, name="municipality-detail-csv"),
    path("zahlen/", figures.figures_page, name="figures"),
    path("zahlen.csv", figures.figures_csv, name="figures-csv"),
    path("aktuelles/", news.news_list, name="news-list"),
    path("aktuelles.atom", news.Feed(), name="news-feed"),
    path("aktuelles/<slug:slug>/", news.news_detail, name="news-detail"),
    path("rueckmeldung/", feedback.feedback_form, name="feedback"),
    path("rueckmeldung/danke/<str:receipt>/", feedback.feedback_thanks, name="feedback-thanks"),
    path("fragen/", questions.question_list, name="question-list"),
    path("suche/", search.search, name="search"),
    path("quellen/", texts.sources, name="sources"),
    path("impressum/", texts.imprint, name="imprint"),
    path("datenschutz/", texts.privacy, name="privacy"),
    path("barrierefreiheit/", texts.accessibility, name="accessibility"),
    path("leichte-sprache/", texts.easy_language, name="easy-language"),
]
