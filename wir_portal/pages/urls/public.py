"""Public pages of the roof."""

from django.urls import path

from wir_portal.pages.views.public import bodies, figures, home, search, texts

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("kommunen/<slug:slug>/", bodies.municipality_detail, name="municipality-detail"),
    path("kommunen/<slug:slug>.csv", bodies.municipality_detail_csv, name="municipality-detail-csv"),
    path("zahlen/", figures.figures_page, name="figures"),
    path("zahlen.csv", figures.figures_csv, name="figures-csv"),
    path("suche/", search.search, name="search"),
    path("quellen/", texts.sources, name="sources"),
    path("impressum/", texts.imprint, name="imprint"),
    path("datenschutz/", texts.privacy, name="privacy"),
    path("barrierefreiheit/", texts.accessibility, name="accessibility"),
    path("leichte-sprache/", texts.easy_language, name="easy-language"),
]
