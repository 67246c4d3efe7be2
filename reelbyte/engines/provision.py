"""Roles, extensions and the database itself, put into a fresh PostgreSQL by its superuser.

Two roles: `reelbyte_owner` migrates and owns every table, `reelbyte_app` serves requests and has no DDL, so that
what a migration revokes (UPDATE and DELETE on the ledger) stays revoked from the application.
"""

import hashlib
from collections.abc import Callable

import psycopg
from psycopg import sql

DATABASE = "reelbyte"
OWNER = "reelbyte_owner"
APP = "reelbyte_app"

_ROLES = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN CREATE ROLE {OWNER} LOGIN CREATEDB; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN CREATE ROLE {APP} LOGIN; END IF;
END $$;
"""  # noqa: S608  both names are the constants above

# Default privileges and extensions belong to one database and are copied from template1, so putting them there
# gives them to every database that the owner makes for tests.
_PER_DATABASE = f"""
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""

# Kept as the database's comment: a warm start asks for it and does nothing more.
_VERSION = hashlib.sha256((_ROLES + _PER_DATABASE).encode()).hexdigest()[:12]


def provision(url_for: Callable[[str], str]) -> None:
    """Bring a running PostgreSQL to what the project expects; `url_for(database)` gives the superuser's URL."""
    with psycopg.connect(url_for("postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone()
        if found and found[0] == _VERSION:
            return
        connection.execute(_ROLES)
        _prepare(url_for("template1"))
        if found:
            _prepare(url_for(DATABASE))
        else:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(DATABASE), sql.Literal(_VERSION))
        )


def _prepare(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_PER_DATABASE)
