"""Hints reach our broker from every thread of every process, not only from workers."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

SCRIPT = """
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from reelbyte.tasks import deliver_outbox_message
with ThreadPoolExecutor(1) as pool:
    print(pool.submit(lambda: deliver_outbox_message.app.conf.broker_url).result())
"""


def test_a_thread_of_a_page_server_knows_the_broker() -> None:
    """In a process of its own: here, something has imported the Celery application long ago."""
    from django.conf import settings

    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "reelbyte.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == settings.CELERY_BROKER_URL


def test_threads_here_do_too() -> None:
    from django.conf import settings

    from reelbyte.tasks import deliver_outbox_message

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: deliver_outbox_message.app.conf.broker_url).result() == settings.CELERY_BROKER_URL
