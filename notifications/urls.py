"""The bell and its history, the activity feed, how one wants to be told, and in demo mode the mailbox."""

from django.urls import path

from notifications.views import activity, bell, mailbox, preferences, unsubscribe, worker

app_name = "notifications"
urlpatterns = [
    path("notifications/", bell.notification_list, name="notification-list"),
    path("notifications/bell/", bell.bell, name="bell"),
    path("notifications/read/", bell.read_all, name="read-all"),
    path("notifications/<uuid:public_id>/read/", bell.read, name="read"),
    path("activity/", activity.activity_list, name="activity-list"),
    path("settings/notifications/", preferences.preferences, name="preferences"),
    path("settings/notifications/switch/", preferences.preference_switch, name="preference-switch"),
    path("settings/notifications/hours/", preferences.schedule, name="schedule"),
    path("settings/notifications/devices/", preferences.push_create, name="push-create"),
    path("settings/notifications/devices/<uuid:public_id>/delete/", preferences.push_delete, name="push-delete"),
    path("sw.js", worker.service_worker, name="service-worker"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<slug:name>/", mailbox.mail, name="mail"),
    path("mailbox/<slug:name>/html/", mailbox.mail_html, name="mail-html"),
]
