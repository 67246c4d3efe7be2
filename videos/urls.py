"""Addresses of videos and of uploads."""

from django.urls import path

from videos.views import files, uploads, videos

app_name = "videos"
urlpatterns = [
    path("", videos.video_list, name="video-list"),
    path("uploads/", uploads.create, name="upload-create"),
    path("uploads/<uuid:public_id>/", uploads.chunk, name="upload-chunk"),
    path("uploads/<uuid:public_id>/completion/", uploads.complete, name="upload-complete"),
    path("uploads/<uuid:public_id>/cancellation/", uploads.cancel, name="upload-cancel"),
    path("<uuid:public_id>/", videos.detail, name="video-detail"),
    path("<uuid:public_id>/status/", videos.status, name="video-status"),
    path("<uuid:public_id>/deletion/", videos.delete, name="video-delete"),
    path("<uuid:public_id>/retry/", videos.retry, name="video-retry"),
    path("<uuid:public_id>/<slug:kind>/<str:ticket>/", files.private_file, name="video-file"),
]
