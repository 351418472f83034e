"""Public pages of the programme and its lines."""

from django.urls import path

from programs.views.public import lines, program

app_name = "programs"
urlpatterns = [
    path("programm/", program.program, name="program"),
    path("foerderlinien/", lines.line_list, name="line-list"),
    path("foerderlinien.csv", lines.line_list_csv, name="line-list-csv"),
    path("foerderlinien/<slug:slug>/", lines.line_detail, name="line-detail"),
    path("foerderlinien/<slug:slug>.csv", lines.line_detail_csv, name="line-detail-csv"),
]
