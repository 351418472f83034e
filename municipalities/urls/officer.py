"""Who acts for one's own body."""

from django.urls import path

from municipalities.views.officer import team

app_name = "municipalities"
urlpatterns = [
    path("<slug:slug>/team/", team.team, name="team"),
]
