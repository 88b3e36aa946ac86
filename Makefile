# make run: the owner app on http://127.0.0.1:8501   make test: the whole test suite
PYTHON ?= python3
BIN = .venv/bin
READY = .venv/ready

.PHONY: run test check fix bench words

run: $(READY)
	@test -e $${DASHBOARD_DATA:-data}/snapshots/current || ( \
		$(BIN)/python -m dashboard demo --out $${DASHBOARD_DATA:-data}/demo && \
		$(BIN)/python -m dashboard publish $${DASHBOARD_DATA:-data}/demo )
	$(BIN)/streamlit run

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint -q queries dashboard/typing.sql
	$(BIN)/python -m pytest -q tests/test_shape.py tests/test_words.py

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix -q queries dashboard/typing.sql

bench: $(READY)
	$(BIN)/python -m tests.bench

# brings dashboard/locale/en up to date with the Danish texts in the code
words: $(READY)
	$(BIN)/pybabel --quiet extract -k _ -k text -k mark -k plural:1,2 --no-location --sort-output \
		--omit-header -o .venv/dashboard.pot dashboard pages streamlit_app.py
	$(BIN)/pybabel --quiet update -i .venv/dashboard.pot -d dashboard/locale -D dashboard \
		--no-fuzzy-matching --omit-header --ignore-obsolete

$(READY): requirements.txt constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@
