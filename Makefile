# Every command a developer or a user needs; each makes its environment first. `make` alone lists them.

VENV := .venv
PYTHON := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test soak lint bench clean

help:
	@echo "make run     start everything on http://127.0.0.1:\$${PORT:-8000}; Ctrl+C stops it"
	@echo "make test    the whole test suite; ARGS='-k word' chooses"
	@echo "make bench   speeds at a million claims beside their floors; ARGS='--articles 2000 --claims 40000' for fewer"
	@echo "make soak    kill -9 of every process, SOAK_ROUNDS=50 times each, with a table; then 20 seeds of 200 random edits in two tabs"
	@echo "make lint    ruff, mypy, import-linter, missing migrations"
	@echo "make clean   remove the environment and caches; data in var/ stays"

# One plain command, so that signals to make reach the program itself.
run: $(VENV)/installed
	@$(PYTHON) -m provenance.run

test: $(VENV)/installed-dev
	@$(PYTHON) -m pytest -n 2 --dist worksteal $(ARGS)

# Every process killed in the middle of writing, fifty times; ends with a table.
soak: $(VENV)/installed-dev
	@SOAK_ROUNDS=$${SOAK_ROUNDS:-50} $(PYTHON) -m pytest tests/faults -p no:randomly --show-capture=no $(ARGS)
	@SOAK_SEEDS=$${SOAK_SEEDS:-20} SOAK_EDITS=$${SOAK_EDITS:-200} $(PYTHON) -m pytest tests/e2e/test_driver.py -n 2 $(ARGS)

lint: $(VENV)/installed-dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@DATA_DIR="$(CURDIR)/var/lint" $(PYTHON) manage.py makemigrations --check --dry-run

bench: $(VENV)/installed-dev
	@$(PYTHON) -m tests.bench $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results var/lint

$(VENV)/installed: requirements.txt $(VENV)/made
	@echo "Installing the dependencies; this happens once."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt $(VENV)/made
	@echo "Installing the dependencies of the tests; this happens once."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed

# The usual Python if it fits, else the newest that does; PYTHON3=/path/to/python chooses another.
$(VENV)/made:
	@for candidate in $(PYTHON3) python3 python3.13 python3.12 python3.11; do \
		if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then \
			found="$$candidate"; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11, 3.12 or 3.13 is needed and none was found; install one, or name it with PYTHON3=/path/to/python." >&2; \
		exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$found cannot make environments; on Debian and Ubuntu install the package python3-venv." >&2; \
		exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)."; \
	"$$found" -m venv --clear $(VENV)
	@touch $@
