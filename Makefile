# Every target works on a fresh clone with Python 3.11 and make.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test setup lint bundle catalogues dictionary assets pictures bench fuzz bench-start bench-import bench-scale bench-geocoding check chromium proxies clean

run: .venv/runtime  ## serve the dashboard with the bundled incidents
	@echo "Sheru: http://$(HOST):$(PORT)"
	@exec $(BIN)/streamlit run --server.address $(HOST) --server.port $(PORT)

check: .venv/runtime  ## what is set, what it means for privacy, what is wrong
	$(BIN)/python -m dashboard check

setup: .venv/runtime  ## the virtual environment with what the dashboard needs

test: lint chromium proxies  ## every check and every test, the browser's included
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bundle: .venv/runtime  ## geocode data/files/incidents.csv into incidents.located.csv
	$(BIN)/python -m data.bundle

dictionary: .venv/runtime  ## write docs/data-dictionary.md from the code
	$(BIN)/python -m data.dictionary

catalogues: .venv/development  ## bring every string of the page into dashboard/catalogues/ and the one-file map's words up to date
	$(BIN)/pybabel -q extract --no-location --sort-output --project Sheru -F babel.cfg -k n_:1,2 -k forms:2,3 -o dashboard/catalogues/messages.pot dashboard
	for language in ru kk; do $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date \
		-l $$language -i dashboard/catalogues/messages.pot -o dashboard/catalogues/$$language.po; done
	$(BIN)/python -m dashboard.onefile_words

assets: .venv/runtime  ## rebuild vendored scripts and map data (needs Node.js)
	$(BIN)/python tools/build_assets.py

pictures: .venv/development chromium  ## take the pictures of the documentation
	$(BIN)/python tools/pictures.py

fuzz: .venv/development  ## ten minutes of made-up questions to the API
	$(BIN)/python -m tools.fuzz 600

bench: .venv/development chromium  ## seconds from a reader's wish to a painted map
	$(BIN)/python -m benchmarks.page

bench-start: .venv/development chromium  ## seconds from `make run` to the first map, on fresh clones
	$(BIN)/python -m benchmarks.start

bench-import: .venv/development  ## seconds and memory of importing a million rows
	$(BIN)/python -m benchmarks.imports

bench-scale: .venv/development chromium  ## what a reader waits for with ROWS incidents ("10000 1000000"), with peers; STORES keeps them
	$(BIN)/python -m benchmarks.scale $(or $(ROWS),1000000) $(if $(STORES),--stores $(STORES))

bench-geocoding: .venv/development  ## the table of docs/geocoding.md
	$(BIN)/python -m benchmarks.geocoding

# The browser of the tests: Debian's as root, else Playwright's own.
chromium: .venv/development
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy chromium fonts-noto-core; \
	else $(BIN)/playwright install chromium; fi

# The proxies that tests put before the dashboard: Debian's, unpacked and not installed, so that no service starts.
proxies: .venv/python
	@for name in nginx caddy; do \
		if command -v $$name >/dev/null || [ -d .venv/$$name ] || ! command -v apt-get >/dev/null; then continue; fi; \
		if [ "$$(id -u)" = 0 ]; then apt-get update -q; fi; \
		( cd .venv && rm -f $${name}_*.deb && apt-get download -q $$name && dpkg -x $${name}_*.deb $$name && rm $${name}_*.deb ) \
			|| echo "$$name cannot be had here: its tests are skipped"; \
	done

.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: requirements.txt .venv/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt requirements.txt .venv/runtime
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
