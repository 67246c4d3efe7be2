from django.urls import path

from messaging.views import attachments, conversations, messages

app_name = "messaging"

urlpatterns = [
    path("", conversations.conversation_list, name="conversation-list"),
    path("new/", conversations.conversation_create, name="conversation-create"),
    path("<uuid:public_id>/", conversations.conversation_detail, name="conversation-detail"),
    path("<uuid:public_id>/messages/", messages.message_create, name="message-create"),
    path("<uuid:public_id>/messages/<int:seq>/", messages.message_detail, name="message-detail"),
    path("<uuid:public_id>/messages/<int:seq>/reply/", messages.reply_new, name="reply-new"),
    path("<uuid:public_id>/messages/<int:seq>/edit/", messages.message_edit, name="message-edit"),
    path("<uuid:public_id>/messages/<int:seq>/deletion/", messages.message_deletion, name="message-deletion"),
    path("<uuid:public_id>/older/", messages.message_list, name="message-list"),
    path("attachments/<uuid:public_id>/", attachments.attachment_detail, name="attachment-detail"),
    path("attachments/<uuid:public_id>/preview/", attachments.attachment_preview, name="attachment-preview"),
]
