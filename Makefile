# Rapport's commands; `make help` lists them. Everything they make is ignored by git: .venv, .env, .state, rapport.sqlite3.

PORT ?= 8000
PYTHON ?= python3
VENV ?= .venv
# Tests that run at the same time, and what to hand to pytest: make test ARGS="tests/domain -k fit"
JOBS ?= 2
ARGS ?=
export PYTHON VENV PORT

run := "$$VENV/bin/python"
# Checks look at the code, not at the settings and data of this machine. The tests see to that themselves.
code := ENV_FILE= DEBUG=true DATABASE_URL=sqlite://:memory:
# As a deployment would set it.
production := ENV_FILE= DEBUG=false DATABASE_URL=sqlite://:memory: PLAIN_HTTP=false ALLOWED_HOSTS=crm.example.org \
	SECRET_KEY="$$($(run) -c 'import secrets; print(secrets.token_urlsafe(48))')"

# The list that Django writes when it has collected the static files, and what makes it out of date.
collected := .state/static/staticfiles.json
static_sources := requirements.lock crm/settings.py $(shell find relationships/static -type f)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# What is named first has to be done first, with -j too.
.NOTPARALLEL:
.PHONY: help demo setup serve password test check style types layers migrations deployment format messages lock venv venv-dev free-port

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-10s %s\n' "$$name" "$$what"; done

demo: free-port setup serve ## set up, then serve on http://127.0.0.1:8000 (PORT=8001 for another port)

setup: venv .env $(collected) ## install, make the database with sample data and a demo log-in, collect static files
	@$(run) manage.py prepare_demo

serve: free-port
	@echo "Rapport runs at http://127.0.0.1:$$PORT/ (Ctrl+C ends it)"
	@exec $(run) -m gunicorn --no-control-socket --bind "127.0.0.1:$$PORT" --workers 2 --threads 2 --log-level warning crm.wsgi

password: venv .env ## a new password for the demo log-in
	@$(run) manage.py demo_login --new-password

test: venv-dev ## all tests; browser tests too where Chromium is (ARGS="tests/domain -k fit" for some)
	@$(run) -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: style types layers migrations deployment ## style, types, layers, migrations, deployment settings (-k: all faults)

style: venv-dev
	$(run) -m ruff check .
	$(run) -m ruff format --check .

types: venv-dev
	$(code) $(run) -m mypy

layers: venv-dev
	$(code) "$$VENV/bin/lint-imports" --no-logo --no-cache

migrations: venv-dev
	$(code) $(run) manage.py makemigrations --check --dry-run

deployment: venv-dev
	@$(production) $(run) -W error manage.py check --deploy --fail-level WARNING

format: venv-dev ## let ruff format the code and mend what it can
	$(run) -m ruff check --fix .
	$(run) -m ruff format .

messages: venv-dev ## compile the French words of briefs after a change in relationships/locale
	$(run) -m babel.messages.frontend -q compile -D django -d relationships/locale

lock: venv-dev ## choose newer versions and write both lists
	$(run) -m piptools compile --upgrade --output-file requirements.lock pyproject.toml
	$(run) -m piptools compile --upgrade --extra dev --constraint requirements.lock \
		--output-file .ci/requirements-dev.lock pyproject.toml

venv:
	@sh .ci/venv requirements.lock

venv-dev:
	@sh .ci/venv .ci/requirements-dev.lock

$(collected): $(static_sources) | venv .env
	@$(run) manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@

# A secret of this machine's own. Whoever deploys writes another file, or sets the variables themselves.
.env:
	@umask 077 && "$$PYTHON" -c 'import secrets; print("# Made by make, for trying Rapport on this machine; the README explains each line.", \
		"SECRET_KEY=" + secrets.token_urlsafe(48), "ALLOWED_HOSTS=127.0.0.1,localhost,[::1]", "PLAIN_HTTP=true", sep="\n")' > .env

free-port:
	@command -v "$$PYTHON" >/dev/null || { echo "There is no $$PYTHON. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@"$$PYTHON" .ci/free_port.py "$$PORT"
