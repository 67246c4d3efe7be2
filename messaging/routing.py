"""The WebSocket of one conversation."""

from django.urls import path

from messaging.consumers import ConversationConsumer

websocket_urlpatterns = [path("ws/conversations/<uuid:public_id>/", ConversationConsumer.as_asgi())]
