# Two commands: `make serve` and `make test`. Everything else is a step of theirs.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
HOST ?= 127.0.0.1
PORT ?= 8000
BUNDLE ?= bundle
ENCODER ?= indexer/model
SOURCES := $(shell find corpus indexer -type f -not -name '*.pyc' 2>/dev/null)

.PHONY: serve test setup check wheel slim browser clean

serve: $(BUNDLE)/.built
	$(BIN)/python -m app --bundle $(BUNDLE) --host $(HOST) --port $(PORT)

test: $(VENV)/.tested browser
	$(BIN)/python -m pytest $(TESTS)

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt deploy/cpu_torch.py
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing. Debian/Ubuntu: apt-get install python3.11 python3.11-venv, or set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python deploy/cpu_torch.py constraints.txt
	$(PIP) install --quiet -c constraints.txt -e ".[build]"
	touch $@

$(VENV)/.tested: $(VENV)/.ready
	$(PIP) install --quiet -c constraints.txt -e ".[build,test]"
	touch $@

$(BUNDLE)/.built: $(VENV)/.ready $(SOURCES)
	$(BIN)/python -m indexer build --out $(BUNDLE) --encoder $(ENCODER)
	touch $@

# Browser tests use the Chromium they find; Debian's is installed where this user may.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || echo "no chromium: browser tests will be skipped"

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(VENV)/.tested
	$(PIP) wheel --quiet --no-deps --wheel-dir build/wheel .

# The slim install, as the Dockerfile's second stage makes it.
slim: wheel
	$(PYTHON) -m venv .venv-slim
	.venv-slim/bin/pip --disable-pip-version-check install --quiet -c constraints.txt "$$(ls -t build/wheel/*.whl | head -1)[serve]"

clean:
	rm -rf $(VENV) .venv-slim build
