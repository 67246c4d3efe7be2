"""Who may open the site's own pages."""

from reelbyte.testing.matrix import ANYBODY, STAFF, Rule

TABLE = {
    "health": Rule(get=ANYBODY),
    "theme": Rule(post=ANYBODY, data=lambda w: {"theme": "dark"}, inert="kept in a cookie"),
    "manifest": Rule(get=ANYBODY),
    "styleguide": Rule(get=STAFF),
    "public-file": Rule(
        get=ANYBODY,
        args=lambda w: {"key": w.public_key},
        also=(
            Rule(args=lambda w: {"key": f"../private/{w.video.original_key}"}, unused="leads out of the public files"),
        ),
    ),
}
