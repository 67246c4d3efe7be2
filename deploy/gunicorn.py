"""How pages are served in production: processes with one database connection each."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
# Uploads arrive in chunks of a few megabytes and no page takes long: what takes longer hangs.
timeout = 30  # seconds
graceful_timeout = 20  # seconds
# A leak in a library never grows for more than some hours; the jitter keeps processes from restarting together.
max_requests = 10_000
max_requests_jitter = 1_000
accesslog = "-"
# The heartbeat file: a disk may stall, memory does not.
worker_tmp_dir = "/dev/shm"  # noqa: S108  a tmpfs in every container
