# make demo    code the sample reports, show incidents, write out/brief.md, out/brief.html and out/map.html
# make test    lint, types and tests; under ten minutes on two cores
# make slow    the tests marked slow: a cluster, a thousand lives of a store, how long texts without an end take
# make fuzz    throw bent inputs at every parser and at the corridor for two minutes
# make tutorial   write docs/tutorial.md anew from tests/tutorial.py
# make reference  write pages from the docstrings into out/reference
# make sources renew the hashes of src/tocsin/knowledge/SOURCES.toml after a knowledge file was changed on purpose
# make lock    pin the versions anew
# make sbom    list every pinned package in out/sbom.json (CycloneDX)
# make audit   ask the advisory service for known weaknesses of the pinned packages; where it can't be reached, fail
# make dist    build wheel and sdist into out/dist: the same bytes from the same commit
# make offline install the wheel into an empty environment with the network cut, and code a report with it (Linux)
# make clean   remove .venv and out
#
# Each does its own set-up: a virtual environment in .venv with the versions and hashes of requirements.lock, and the
# gazetteer's index. Needed: Python 3.11 or newer (PYTHON=python3.12 chooses one), make, and a package registry.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
JOBS ?= 2

.PHONY: demo test slow fuzz tutorial reference sources lock sbom audit dist offline clean
.DEFAULT_GOAL := test

demo: $(READY)
	$(BIN)/tocsin demo --folder examples --out out

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) -m "not slow"

slow: $(READY)
	$(BIN)/pytest -n $(JOBS) -m slow

fuzz: $(READY)
	$(BIN)/python -m bench.fuzz --seconds 120

$(READY): requirements.lock pyproject.toml Makefile
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -c "from tocsin.knowledge.gazetteer import gazetteer; gazetteer().knows('Niono')"
	touch $@

tutorial: $(READY)
	$(BIN)/python tests/test_tutorial.py

reference: $(READY)
	$(PIP) 'pdoc~=16.0'
	$(BIN)/pdoc --no-show-source --output-directory out/reference tocsin '!tocsin.__main__' '!tocsin.cli.__main__'

sources: $(READY)
	$(BIN)/python -m tocsin.knowledge.sources

lock: $(READY)
	$(PIP) pip-tools
	$(BIN)/pip-compile --quiet --all-extras --all-build-deps --allow-unsafe --generate-hashes --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

TOOLS := out/tools
$(TOOLS):
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom~=7.5' 'pip-audit~=2.10'

sbom: $(TOOLS)
	$(TOOLS)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--of JSON -o out/sbom.json

audit: $(READY) $(TOOLS)
	$(BIN)/python -m bench.audit $(TOOLS)/bin/pip-audit

dist: $(READY)
	rm -rf out/dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/hatchling build -d out/dist

offline: dist
	rm -rf out/wheels out/empty
	sed -n 's/^\([A-Za-z0-9._-]*==[^ ]*\).*/\1/p' requirements.lock > out/pins.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary :all: --dest out/wheels --constraint out/pins.txt out/dist/*.whl
	unshare --map-root-user --net sh -ec '$(PYTHON) -m venv out/empty; \
		out/empty/bin/python -m pip install --quiet --no-index --find-links out/wheels tocsin; cd out; \
		echo "Gunmen killed four people in Bamako on 3 May 2024, the army said." | \
		XDG_CACHE_HOME=empty/cache empty/bin/tocsin code - --no-store --format json | grep -q "sub_event_type"'

clean:
	rm -rf $(VENV) out
