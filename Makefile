# Each target does all set-up it needs; the first takes some minutes, later ones nothing.
#   make demo    invented exports, all documents from them, into ./demo
#   make test    every test, and the committed notebooks executed and compared
#   make lint    ruff and mypy, benchmarks and tools included
#   make notebooks  the committed notebooks executed anew, after a change to what they show
#   make docs    the generated pages of docs/ written anew, after a change to what they describe
#   make docs-site  the documentation as a website in ./_docs, with a picture of every part; Quarto makes it
#   make sample  the sample documents that README shows, made anew from the demo
#   make wheel   the package as a wheel in ./dist, with the invented run that a new project is shown on
#   make consistency  what every document says compared with every other, written to consistency.md
#   make calibrate  the estimate of coaching's effect held to its thresholds; hours, can be interrupted
#   make bench   what README and docs claim in figures, measured into benchmarks/README.md; 40 minutes at most
#   make lock    requirements.lock anew from pyproject.toml
#   make clean   remove what these made
# PYTHON=/path/to/python chooses the Python; otherwise the newest of 3.11 to 3.13 is taken.

SHELL := bash
PYTHON ?=
# one more than CI has cores: many tests wait for processes of their own
TEST_WORKERS ?= 3
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
READY := .venv/.ready

.PHONY: demo test lint notebooks docs docs-site sample wheel consistency calibrate bench lock clean setup
.DEFAULT_GOAL := demo

setup: $(READY)

demo: $(READY)
	@.venv/bin/review-kit demo

test: $(READY)
	@$(PY) -m pytest -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder --durations=15 \
	  --nbval --nbval-sanitize-with tests/nbval_sanitize.cfg tests notebooks

lint: $(READY)
	@$(PY) -m ruff check src tests tools benchmarks examples conftest.py
	@$(PY) -m ruff format --check src tests tools benchmarks examples conftest.py
	@$(PY) -m mypy

$(READY): requirements.lock pyproject.toml
	@python="$(PYTHON)"; \
	for candidate in python3.13 python3.12 python3.11 python3 python; do \
	  [ -n "$$python" ] && break; \
	  command -v $$candidate >/dev/null 2>&1 || continue; \
	  $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	    2>/dev/null && python=$$candidate; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "No Python 3.11, 3.12 or 3.13 found. Install one, or name it: make PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up .venv with $$("$$python" --version)"; \
	if ! "$$python" -m venv --clear .venv; then \
	  echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install -y python3-venv" >&2; \
	  exit 1; \
	fi
	@# the pip that comes with an older Python takes twice as long to find what is locked
	@$(PIP) install --no-compile --require-hashes -r <(sed -n '/^pip==/,/[^\\]$$/p' requirements.lock)
	@$(PIP) install --no-compile --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@# on all cores, and whether or not the environment lets programs write bytecode as they run;
	@# a library's tests of itself are never run
	@$(PY) -m compileall -q -j 0 -x '/tests?/' .venv/lib src >/dev/null || true
	@$(PY) -m review_kit.warm_kernels install >/dev/null
	@$(MAKE) --no-print-directory .libraries
	@touch $(READY)

# WeasyPrint cannot work without Pango; without HarfBuzz-subset it takes twice as long.
.PHONY: .libraries
.libraries:
	@for library in $$($(PY) -c 'from review_kit.project.machine import lacking_libraries; print(*lacking_libraries())'); do \
	  command=$$($(PY) -c 'import sys; from review_kit.project.machine import install_command, package_system; print(install_command(sys.argv[1], package_system(), is_root=True))' $$library); \
	  as=none; \
	  if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; fi; \
	  if [ "$$as" != none ] && [ "$${command#apt-get}" != "$$command" ]; then \
	    echo "Installing $$library"; \
	    $$as apt-get update -qq; \
	    $$as env DEBIAN_FRONTEND=noninteractive $$command --no-install-recommends -qq >/dev/null && continue; \
	  fi; \
	  if [ "$$library" = pango ]; then \
	    echo "Pango is missing. Install it, then give the same make command again: $${command:-see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html}" >&2; \
	    exit 1; \
	  fi; \
	  echo "$$library is missing; PDFs take twice as long without it. Install it with: $$command" >&2; \
	done

notebooks: $(READY)
	@$(PY) tools/refresh_notebooks.py

docs: $(READY)
	@$(PY) tools/refresh_docs.py

docs-site: $(READY)
	@[ -d demo/reports ] || .venv/bin/review-kit demo
	@$(PY) tools/docs_site.py

sample: $(READY)
	@$(PY) tools/refresh_sample.py

wheel: $(READY)
	@$(PY) tools/refresh_invented_run.py
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

consistency: $(READY)
	@CONSISTENCY_REPORT=consistency.md $(PY) -m pytest -q tests/consistency

calibrate: $(READY)
	@$(PY) -m benchmarks.effect --seeds 400 --write

BENCH ?= full
bench: $(READY)
	@$(PY) -m benchmarks $(BENCH)

lock:
	@uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then \
	  [ -x .venv-lock/bin/uv ] || { python3 -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv; }; \
	  uv=.venv-lock/bin/uv; \
	fi; \
	printf 'hatchling\neditables\npip\n' | "$$uv" pip compile --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --extra test --extra lint --extra cluster --output-file requirements.lock pyproject.toml -

clean:
	rm -rf .venv .venv-lock demo dist _docs _site .quarto .pytest_cache .mypy_cache .ruff_cache .hypothesis .review_kit
	find src tests notebooks -name __pycache__ -type d -prune -exec rm -rf {} +
