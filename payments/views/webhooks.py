"""Where gateways tell us things."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.actions.store_event import store_event
from payments.gateways import GATEWAYS
from payments.gateways.base import BadSignature


@csrf_exempt
@require_POST
def receive(request: HttpRequest, gateway: str) -> HttpResponse:
    """200 once it is stored, 400 for what the gateway did not sign just now. Nothing is believed here."""
    if gateway not in GATEWAYS:
        raise Http404
    try:
        store_event(gateway, request.body, request.headers)
    except BadSignature:
        return HttpResponse("bad signature", status=400, content_type="text/plain")
    return HttpResponse("stored", content_type="text/plain")
