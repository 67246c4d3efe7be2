"""Pages in production: WSGI processes with persistent database connections."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reelbyte.settings")
application = get_wsgi_application()
