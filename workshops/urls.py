from django.urls import path

from workshops.views import (
    building,
    checking,
    comparing,
    desk,
    joining,
    organising,
    pages,
    participant,
    reporting,
    screen,
    sheets,
)

app_name = "workshops"

urlpatterns = [
    path("", pages.landing, name="landing"),
    path("help/", pages.help, name="help"),
    path("privacy/", pages.privacy, name="privacy"),
    path("healthy/", pages.healthy, name="healthy"),
    path("check/", checking.check, name="check"),
    path("check/ask", checking.check_ask, name="check_ask"),
    path("check/it/", checking.check_it, name="check_it"),
    # The check's socket is config.asgi's; this hears those whose upgrade was lost on the way.
    path("live/check/", checking.check_socket, name="check_socket"),
    path("join/<str:code>/", joining.join, name="join"),
    path("j/<str:code>", joining.join, name="join_short"),
    path("join/<str:code>/qr.svg", joining.qr, name="qr"),
    path("back/<str:token>/", joining.come_back, name="come_back"),
    path("w/<str:code>/", participant.take_part, name="take_part"),
    path("w/<str:code>/leave", joining.leave_workshop, name="leave_workshop"),
    path("w/<str:code>/mine", participant.mine, name="mine"),
    path("w/<str:code>/<int:activity>/<slug:act>", participant.act, name="act"),
    path("desk/<str:code>/", desk.desk, name="desk"),
    path("desk/<str:code>/state", desk.desk_state, name="desk_state"),
    path("desk/<str:code>/tally/<int:activity>/", sheets.tally, name="tally"),
    path("desk/<str:code>/<slug:act>", desk.desk_act, name="desk_act"),
    path("screen/<str:key>/", screen.screen, name="screen"),
    path("workshops/", organising.workshops, name="workshops"),
    path("workshops/over-time/", comparing.over_time, name="over_time"),
    path("workshops/over-time/<int:series>/", comparing.over_time_series, name="over_time_series"),
    path("workshops/<str:code>/", organising.workshop, name="workshop"),
    path("workshops/<str:code>/agenda/", building.agenda, name="agenda"),
    path("workshops/<str:code>/agenda/<int:step>/", building.step, name="agenda_step"),
    path("workshops/<str:code>/series", comparing.series, name="series"),
    path("workshops/<str:code>/follow-up", comparing.follow_up, name="follow_up"),
    path("workshops/<str:code>/sheets/", sheets.sheets, name="sheets"),
    path("workshops/<str:code>/report/", reporting.report, name="report"),
    path("workshops/<str:code>/report.csv", reporting.report_csv, name="report_csv"),
    path("workshops/<str:code>/report.json", reporting.report_json, name="report_json"),
]
