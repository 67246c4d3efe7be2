# syntax=docker/dockerfile:1
# One image for every process: web, live, workers, beat, migrations. compose.yaml says which command each runs.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/app/staticfiles MEDIA_ROOT=/media
RUN groupadd --gid 10001 reelbyte \
    && useradd --uid 10001 --gid reelbyte --no-create-home --home-dir /app --shell /usr/sbin/nologin reelbyte \
    && install -d -o reelbyte -g reelbyte /app /media
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
# Hashed names and their compressed copies are made once, here; this step needs no secret and no database.
RUN python manage.py collectstatic --noinput --verbosity 0
USER reelbyte
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "reelbyte.wsgi:application"]
