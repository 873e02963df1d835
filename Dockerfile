# The web server and the worker of one image: `python -m config.server` and `manage.py worker`.
# Each command below is one that `make run` or .ci/run runs too (tests/architecture/test_containers.py).

FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/site
COPY requirements/install.txt requirements/run.txt requirements/
COPY site/config/install.py site/config/install.py
RUN python3 site/config/install.py .venv run
COPY . .
ENV PYTHONPATH=site \
    DJANGO_SETTINGS_MODULE=config.settings
# Values for the build alone: nothing of them stays in the image, and nothing is asked of a database.
RUN SECRET_KEY=build SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid \
    .venv/bin/python manage.py compile_catalogues && \
    SECRET_KEY=build SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid \
    .venv/bin/python manage.py collectstatic --noinput && \
    mkdir -p var/media var/private var/ledger var/backups var/work

FROM python:3.11-slim-bookworm
# pg_dump and pg_restore, for backups: not older than the server they copy (compose.yaml).
RUN apt-get update && \
    apt-get install --yes --no-install-recommends postgresql-client-15 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 site && \
    useradd --system --uid 10001 --gid site --no-create-home --shell /usr/sbin/nologin site
WORKDIR /srv/site
COPY --from=build /srv/site /srv/site
# The code belongs to root: what serves the site cannot change it. Only var/ is written to.
RUN chown -R site:site var
USER site
ENV PATH=/srv/site/.venv/bin:$PATH \
    PYTHONPATH=site \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ENV_FILE=/dev/null
EXPOSE 8000
VOLUME ["/srv/site/var/media", "/srv/site/var/private", "/srv/site/var/ledger", "/srv/site/var/backups", \
    "/srv/site/var/work"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "config.server", "--host", "0.0.0.0", "--port", "8000"]
