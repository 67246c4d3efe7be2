#!/bin/sh
# Runs once, in a new PostgreSQL, as its superuser: the two roles, the extensions, and what the application may do.
# reelbyte/engines/provision.py does the same for the embedded one.
set -eu

for database in template1 "$POSTGRES_DB"; do
    if [ "$database" = template1 ]; then
        psql -v ON_ERROR_STOP=1 -d "$database" -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" <<'SQL'
CREATE ROLE reelbyte_owner LOGIN CREATEDB PASSWORD :'owner';
CREATE ROLE reelbyte_app LOGIN PASSWORD :'app';
SQL
    fi
    psql -v ON_ERROR_STOP=1 -d "$database" -v database="$database" <<'SQL'
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
ALTER DEFAULT PRIVILEGES FOR ROLE reelbyte_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO reelbyte_app;
ALTER DEFAULT PRIVILEGES FOR ROLE reelbyte_owner GRANT USAGE, SELECT ON SEQUENCES TO reelbyte_app;
SQL
done
psql -v ON_ERROR_STOP=1 -d postgres -v database="$POSTGRES_DB" <<'SQL'
ALTER DATABASE :"database" OWNER TO reelbyte_owner;
SQL
