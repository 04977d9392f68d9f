# Everything is installed into the checkout: .tools (uv), .venv, tests/standins/…/.venv, node_modules.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check fmt bench load coldstart cost gallery goldens pictures standins package deploy fuzz audit clean

PYTHON ?= python3
# make package PYTHON=3.13 names the target's version, not a command of this machine.
HOST_PYTHON := $(if $(filter 3.%,$(PYTHON)),python3,$(PYTHON))
UV_VERSION := 0.13.9
# A uv on PATH may be a shim that fails, so it is tried, not just found.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
RUN := .venv/bin/python
# Images often forbid bytecode; then each of the hundreds of processes that the tests start compiles all it imports.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.tools/bin/uv:
	@$(HOST_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(HOST_PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet uv==$(UV_VERSION)

ifneq ($(UV),uv)
UV_READY := .tools/bin/uv
endif

.venv/.ready: pyproject.toml uv.lock $(UV_READY)
	$(UV) sync --quiet --frozen --no-dev --python $(HOST_PYTHON)
	@touch $@

.venv/.ready-dev: pyproject.toml uv.lock $(UV_READY)
	$(UV) sync --quiet --frozen --python $(HOST_PYTHON)
	@touch $@ .venv/.ready

STANDINS := tests/standins/.venv/.ready tests/standins/ministack/.venv/.ready

$(STANDINS): %/.venv/.ready: %/pyproject.toml %/uv.lock $(UV_READY)
	$(UV) sync --quiet --frozen --python $(HOST_PYTHON) --project $*
	@touch $@

node_modules/.ready: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

setup: .venv/.ready ## install what the bridge needs into .venv

demo: setup ## the whole bridge on this machine, with a receiver in Slack's place
	.venv/bin/bridge demo

standins: $(STANDINS) ## install the local stand-ins of AWS that the tests use

check: .venv/.ready-dev ## format, lint, types, architecture
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	.venv/bin/lint-imports --no-cache

# Three processes for two cores: many tests wait for clocks. The slow ones are in the folders that come first.
test: check standins node_modules/.ready ## everything that CI runs
	$(RUN) -m pytest -n 3 --no-loadscope-reorder --cov --cov-report=term -p no:cacheprovider

fmt: .venv/.ready-dev ## format and mend what ruff can mend
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: .venv/.ready-dev node_modules/.ready ## the figures of docs/benchmarks.md, measured here
	$(RUN) -m benchmarks

load: .venv/.ready-dev standins ## bursts, faults and killed workers through the queue: the figures of docs/benchmarks.md
	$(RUN) -m benchmarks.load

coldstart: .venv/.ready-dev standins ## init and first delivery of the built zip, beside the five packages
	$(RUN) -m benchmarks.coldstart

cost: .venv/.ready-dev standins ## what a month on AWS costs: the table of docs/operating.md
	$(RUN) -m benchmarks.cost

gallery: .venv/.ready-dev ## every golden message on one page: gallery.html
	$(RUN) -m tests.gallery gallery.html

goldens: .venv/.ready-dev ## write the golden messages anew; look at what changed before you commit it
	$(RUN) -m tests.golden --write

pictures: .venv/.ready-dev ## docs/pictures/*.png from the running demo (needs chromium and Noto CJK fonts)
	$(RUN) -m tests.pictures docs/pictures

ARCH ?= arm64
package: .venv/.ready-dev ## the zip for Lambda: make package [ARCH=x86_64] [PYTHON=3.13]
	@$(RUN) -m deploy.package --arch "$(ARCH)" --python "$(if $(filter 3.%,$(PYTHON)),$(PYTHON),3.13)"

deploy: check node_modules/.ready ## bring a stage to AWS: make deploy STAGE=prod
	@$(RUN) -m deploy.deploy "$(STAGE)"

SECONDS ?= 120
KEEP ?=
fuzz: .venv/.ready-dev ## the opener, the readers, the renderer with ever new examples: make fuzz [SECONDS=600] [KEEP=name]
	@$(RUN) -m tests.fuzz --seconds "$(SECONDS)" --keep "$(KEEP)"

audit: .venv/.ready-dev node_modules/.ready ## known vulnerabilities of what is locked, as far as the services that know them answer
	@$(RUN) -m deploy.audit

clean:
	rm -rf .venv .tools tests/standins/.venv tests/standins/ministack/.venv node_modules .coverage .coverage.* gallery.html
