# Two commands for a newcomer: `make demo` and `make test`. Python 3.11 or later and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test check lint types imports unit wheel evaluate floors bench bench-many pictures train lock system clean help fuzz

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e lab
	@touch $@

demo: $(READY) ## the main job on examples/: prints the summary and where the dossier is
	$(BIN)/zegsman dossier examples/*/reports -o out/demo --format html,md,json
	@echo "Open out/demo/*.html in a browser."

test: system $(READY) check unit ## everything: lint, types, layers, tests, the wheel; ends with the test runner's line

check: lint types imports wheel ## all that is not a test

lint: $(READY) ## style
	$(BIN)/ruff check src tests lab bench
	$(BIN)/ruff format --check src tests lab bench

types: $(READY) ## mypy, strict
	$(BIN)/mypy

imports: $(READY) ## the layers of the design
	$(BIN)/lint-imports

wheel: $(READY) ## builds the wheel and tries it outside the source tree
	rm -rf dist build/wheel
	$(BIN)/python -m build --quiet --wheel --no-isolation --outdir dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target build/wheel dist/*.whl
	$(BIN)/python .ci/try_wheel.py build/wheel

unit: $(READY) ## unit tests and whole runs
	$(BIN)/python -m pytest -q

fuzz: $(READY) ## a fuzz campaign over the readers, for ten minutes, from where the last one stopped
	cd tests && ../$(BIN)/python -m fuzz.campaign --out ../build/fuzz

evaluate: $(READY) ## scores on the development data, where it is there
	$(BIN)/python -m zegsman_lab.score.gate --shared $(SHARED)

bench: $(READY) ## speed and memory
	$(BIN)/python bench/annotate.py examples
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/warc.py

pictures: system $(READY) ## the pictures of the pages in docs/pages
	$(BIN)/python .ci/pictures.py

bench-many: $(READY) ## many reports: batch, stream and others on the same text, at three sizes (hours)
	$(BIN)/python bench/many.py --shared $(SHARED) --stand-in

train: ## rebuilds the encoder's weights (needs torch: pip install -e . -e 'lab[train]')
	$(PYTHON) -m zegsman_lab.train.prepare lab/recipes/reading.toml --data $(SHARED)/data --out build/material.xz
	$(PYTHON) -m zegsman_lab.train build/material.xz --out build --students
	$(PYTHON) -m zegsman_lab.train build/material.xz --out build --teachers build/teachers.pt --students eight
	$(PYTHON) -m zegsman_lab.export build/eight.pt lab/recipes/reading.toml --data $(SHARED)/data

lock: ## pins every dependency again
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements-dev.lock

system: ## system libraries for PDF, where this may install them
	@sh .ci/system-packages

clean: ## removes what was made
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
