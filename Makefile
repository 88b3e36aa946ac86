# make run: the owner app on http://127.0.0.1:8501   make partner: a municipality's, and a link to it
# make test: the whole test suite   make quick: what needs no server or browser, in two minutes
PYTHON ?= python3
MUNICIPALITY ?= 0461
BIN = .venv/bin
READY = .venv/ready

DATA = $${DASHBOARD_DATA:-data}

.PHONY: run partner published test quick check fix bench words lock components

run: published
	$(BIN)/streamlit run

# the link is good for a day and printed once; every start makes another
partner: published
	@test -d $(DATA)/editions || $(BIN)/python -m dashboard editions
	@$(BIN)/python -m dashboard link new $(MUNICIPALITY) --days 1 --label "make partner"
	@$(BIN)/python partner_app.py

published: $(READY)
	@test -e $(DATA)/snapshots/current || ( \
		$(BIN)/python -m dashboard demo --out $(DATA)/demo && \
		$(BIN)/python -m dashboard publish $(DATA)/demo )

# on every core, and then alone what a busy machine would make late
test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not served"
	$(BIN)/python -m pytest -m served

quick: $(READY)
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not served and not slow"

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint -q queries dashboard/ingest/typing.sql
	$(BIN)/python -m pytest -q tests/test_shape.py tests/foundation/test_words.py

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix -q queries dashboard/ingest/typing.sql

bench: $(READY)
	$(BIN)/python -m tests.bench

# brings the catalogues of dashboard/foundation/locale up to date with the Danish texts in the code
words: $(READY)
	$(BIN)/pybabel --quiet extract -k _ -k text -k mark -k plural:1,2 --no-location --sort-output \
		--omit-header -o .venv/dashboard.pot dashboard pages streamlit_app.py
	$(BIN)/pybabel --quiet update -i .venv/dashboard.pot -d dashboard/foundation/locale -D dashboard \
		--no-fuzzy-matching --omit-header --ignore-obsolete

# docs/columns.md from the schema and the vocabulary
columns: $(READY)
	$(BIN)/python -m tests.columns_page > docs/columns.md

# the firm's own certificates count where a network has them
UV = $(BIN)/uv --quiet --system-certs

$(READY): requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(UV) pip install --python $(BIN)/python -r requirements.txt
	@touch $@

lock:
	$(UV) pip compile requirements.in --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url -o requirements.txt

# CycloneDX, for whoever looks for known holes in what is installed
components: $(READY)
	$(UV) tool run --from cyclonedx-bom==7.5.0 cyclonedx-py requirements --output-reproducible \
		-o .venv/components.json requirements.txt
	@echo .venv/components.json
