"""dj-stripe's tables on a new database, made at once instead of through its history.

Its migrations add, rename and remove some 500 fields on tables with a hundred relations; Django renders those models
anew each time, which takes a minute and more. They run no code, so on an empty database their end is all there is.
What begins with nothing and cannot wait uses this, by `migrate --new`: the demo and the tests' template. Production
runs plain `migrate`, which goes through the history.
"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APP = "djstripe"


def make_mirror_tables() -> bool:
    """Create dj-stripe's tables as its last migration leaves them, and note its migrations as applied.

    Needs the connection of the tables' owner. Returns False, and does nothing, where any of them was applied before.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if any(app == APP for app, _ in loader.applied_migrations):
        return False
    targets = loader.graph.leaf_nodes(APP)
    if not targets:
        return False
    plan = [(migration.app_label, migration.name) for migration, _ in executor.migration_plan(targets)]
    executor.migrate([key for key in plan if key[0] != APP])
    models = loader.project_state(targets).apps.get_app_config(APP).get_models()
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    for app, name in plan:
        if app == APP:
            executor.recorder.record_applied(app, name)
    return True
