# The commands of daily work. `make run` and `make test` need nothing but Python >= 3.11 (with venv), make and git.
#
#   make run       install, prepare and serve the site on http://localhost:$(PORT) (Ctrl-C ends it)
#   make dev       the same with DEBUG and autoreload
#   make test      install the development lock and run every test this machine allows
#   make soak      the long runs: 100,000 records erased while forms answer (SOAK_ROWS=5000 for a short one), machines killed, things gone for a minute
#   make bench     how fast the site is, against a bare view, nginx and an empty Wagtail project (needs wrk, nginx; npm for Lighthouse)
#   make lint      style, templates, types, layers
#   make check     what `manage.py check --deploy` and `makemigrations --check` say under production settings
#   make lock      resolve requirements/*.in into the locks again
#   make guide     take the pictures of the README again, with made-up people (needs Chromium)
#   make messages  collect the interface strings into the French and English catalogues (needs gettext)
#
# PORT=8080, VENV=…, PYTHON=python3.12 and ARGS="-k something" (tests) may be given on the command line.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
ARGS ?=
# xdist: two processes, which suits a small machine and gives each its own database.
JOBS ?= 2

# Python finds the packages of site/ from here; an absolute path would break on a colon in a folder's name.
export PYTHONPATH := site
export PYTHONUNBUFFERED := 1
export PORT
BIN := $(VENV)/bin
PACKAGES := config pages policy intake cms consent accounts privacy outbox careers leads newsletter

.PHONY: run dev test soak bench lint check lock messages guide install install-dev
.DEFAULT_GOAL := run

# A copy of the lock kept in the environment tells whether anything must be installed again.
install:
	@"$(PYTHON)" site/config/install.py "$(VENV)" run

install-dev:
	@"$(PYTHON)" site/config/install.py "$(VENV)" run dev

run: install
	@exec "$(BIN)/python" -m config.start --port "$(PORT)"

dev: install
	@DEBUG=1 exec "$(BIN)/python" -m config.start --port "$(PORT)" --reload

test: install-dev
	@exec "$(BIN)/python" -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

soak: install-dev
	@exec "$(BIN)/python" -m pytest -s tests/soak $(ARGS)

bench: install-dev
	@exec "$(BIN)/python" -m tests.bench $(ARGS)

lint: install-dev
	"$(BIN)/ruff" format --check .
	"$(BIN)/ruff" check .
	"$(BIN)/djlint" --lint --quiet site careers leads newsletter
	"$(BIN)/lint-imports"
	"$(BIN)/mypy" .

check: install-dev
	"$(BIN)/python" -m config.deploy_check

lock: install-dev
	"$(BIN)/python" -m config.lock $(ARGS)

guide: install-dev
	@exec "$(BIN)/python" -m tests.guide $(ARGS)

messages: install-dev
	"$(BIN)/python" manage.py collect_messages
