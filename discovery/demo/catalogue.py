"""Who is in the demo, and what they sell and look for. Data only; `load.py` brings it in through the product's
own actions."""

from discovery.demo import texts

PASSWORD = "reelbyte-demo"  # printed on the terminal for everybody to use
CREATOR_EMAIL = "mara@reelbyte.example"
CLIENT_EMAIL = "nils@reelbyte.example"
MODERATOR_EMAIL = "sam@reelbyte.example"
# Staff need a second factor; this one is known so that a newcomer can sign in.
MODERATOR_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

CLIENTS = texts.clients()
CREATORS = texts.creators()
JOBS = texts.jobs()
