# Commonshelf: the commands of the house. `make` alone says what there is.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export UV_LINK_MODE ?= copy

.PHONY: help setup texts run test lock messages docs clean

help:
	@echo "make run    set up everything, load the sample town, serve it on http://127.0.0.1:8000"
	@echo "make test   set up everything, run every check"
	@echo "make setup  the environment only (.venv with the commonshelf command in it)"
	@echo "make texts  add word tables of many languages, for better suggested themes (100 MB)"
	@echo "make docs   write anew the pages of docs/ that are made from the code"
	@echo "make messages  gather the strings of the code into locale/"
	@echo "make lock   pin the dependencies anew (needs uv)"

# One recipe for both locks: uv where it can be had (seconds), pip where not. Hashes are required either way.
define install
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	( $(BIN)/python -m pip install -q --disable-pip-version-check uv \
	  && VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install -q --no-deps --require-hashes -r $(1) ) \
	|| $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r $(1)
	$(BIN)/python tools/link_source.py
endef

$(VENV)/.ok: requirements.txt tools/link_source.py
	$(call install,requirements.txt)
	@touch $@

$(VENV)/.dev-ok: requirements-dev.txt tools/link_source.py
	$(call install,requirements-dev.txt)
	@touch $@ $(VENV)/.ok

setup: $(VENV)/.ok

texts: $(VENV)/.ok requirements-texts.txt
	$(call install,requirements-texts.txt)

run: setup
	@$(BIN)/commonshelf demo run

test: $(VENV)/.dev-ok
	@$(BIN)/python tools/run_checks.py

docs: $(VENV)/.dev-ok
	@$(BIN)/python tools/write_docs.py

messages: $(VENV)/.dev-ok
	@$(BIN)/python tools/gather_messages.py

lock:
	uv lock -q
	uv export -q --no-emit-project --no-annotate --no-header -o requirements.txt
	uv export -q --no-emit-project --no-annotate --no-header --extra dev -o requirements-dev.txt
	uv export -q --no-emit-project --no-annotate --no-header --extra texts -o requirements-texts.txt

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
