"""Exit 0 if the web process in this container answers: what HEALTHCHECK in the Dockerfile runs."""

import http.client
import os
import sys

connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
# Any other name is refused, as it is from the network.
host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
try:
    connection.request("GET", "/healthz/", headers={"Host": host})
    sys.exit(connection.getresponse().status != 200)
except OSError as error:
    sys.exit(f"No answer: {error}")
