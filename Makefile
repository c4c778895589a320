# make run    the bot on Telegram when TELEGRAM_BOT_TOKEN is set; the moderators' studio, a local web page, otherwise
# make chat   talk to the bot in this terminal
# make test   all tests            make check   style, types, content            make bench   the figures of the README
# make quality   how well words are understood      make benchmarks   how fast, at growing sizes
# Each makes .venv by itself, from the lock files, with hashes checked. Needs python3, python3-venv and make.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

.PHONY: run chat test check bench quality benchmarks lock wheel clean

ifdef TELEGRAM_BOT_TOKEN
run: $(VENV)/run
	@exec $(BIN)/python -m bot run
else
run: $(VENV)/studio
	@exec $(BIN)/python -m bot studio
endif

chat: $(VENV)/run
	@exec $(BIN)/python -m bot chat

# What is learned from the content is learned before the tests, once: each worker would learn it for itself.
test: $(VENV)/test
	@$(BIN)/python -m bot ask --json menu >/dev/null
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --benchmark-disable $(ARGS)

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot check

bench: $(VENV)/test
	$(BIN)/python -m tests.bench.compare $(ARGS)

quality: $(VENV)/test
	$(BIN)/python -m tests.quality $(ARGS)

benchmarks: $(VENV)/test
	$(BIN)/python -m tests.benchmarks $(ARGS)

wheel: $(VENV)/test
	$(BIN)/hatchling build -t wheel

# New versions of the libraries: needs uv. The lock files hold hashes and no address.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra studio --constraint requirements.lock --output-file requirements-studio.lock pyproject.toml
	$(COMPILE) --extra studio --group dev --constraint requirements-studio.lock --output-file requirements-dev.lock \
	  pyproject.toml

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(VENV)/run: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/studio: requirements-studio.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-studio.lock
	@touch $(VENV)/run $@

$(VENV)/test: requirements.lock requirements-studio.lock requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.lock
	@touch $(VENV)/run $(VENV)/studio $@
