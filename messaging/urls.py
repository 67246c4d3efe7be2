from django.urls import path

from messaging.views import attachments, conversations, filing, hints, messages

app_name = "messaging"

urlpatterns = [
    path("", conversations.conversation_list, name="conversation-list"),
    path("new/", conversations.conversation_create, name="conversation-create"),
    path("new/contact-hint/", hints.first_contact_hint, name="first-contact-hint"),
    path("<uuid:public_id>/contact-hint/", hints.contact_hint, name="contact-hint"),
    path("<uuid:public_id>/", conversations.conversation_detail, name="conversation-detail"),
    path("<uuid:public_id>/archiving/", filing.archiving_create, name="archiving-create"),
    path("<uuid:public_id>/archiving/removal/", filing.archiving_delete, name="archiving-delete"),
    path("<uuid:public_id>/muting/", filing.muting_create, name="muting-create"),
    path("<uuid:public_id>/muting/removal/", filing.muting_delete, name="muting-delete"),
    path("<uuid:public_id>/messages/", messages.message_create, name="message-create"),
    path("<uuid:public_id>/messages/<int:seq>/", messages.message_detail, name="message-detail"),
    path("<uuid:public_id>/messages/<int:seq>/reply/", messages.reply_new, name="reply-new"),
    path("<uuid:public_id>/messages/<int:seq>/edit/", messages.message_edit, name="message-edit"),
    path("<uuid:public_id>/messages/<int:seq>/deletion/", messages.message_deletion, name="message-deletion"),
    path("<uuid:public_id>/older/", messages.message_list, name="message-list"),
    path("attachments/<uuid:public_id>/", attachments.attachment_detail, name="attachment-detail"),
    path("attachments/<uuid:public_id>/preview/", attachments.attachment_preview, name="attachment-preview"),
]
