# Everything a newcomer needs: `make demo` and `make test`. Each sets up its own environment first.
PYTHON ?= python3
VENV ?= .venv
OUT ?= out/demo

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: help demo year test lint coverage bench templates docs clean

help:
	@echo "make demo   安装并用示例通知跑一遍（结果在 $(OUT)）"
	@echo "make year   用示例通知演一整年：交办、填报、督办、调整、总结，并另算一遍核对（结果在 out/year）"
	@echo "make test   安装并运行全部测试"
	@echo "make lint   代码检查（ruff、mypy、import-linter）"
	@echo "make bench  速度对照（不属于测试）"

$(VENV)/.ready-test: setup.cfg pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本（现为 $$("$(PYTHON)" -V 2>&1)）。可用 make PYTHON=python3.12 … 指定。"; exit 2; }
	"$(PYTHON)" -m venv "$(VENV)"
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready-test
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[test,dev]"
	@touch $@

demo: $(VENV)/.ready-test
	"$(BIN)/python" examples/demo.py "$(OUT)"

year: $(VENV)/.ready-test
	"$(BIN)/python" examples/year.py out/year

test: $(VENV)/.ready-test
	"$(BIN)/python" -m pytest

lint: $(VENV)/.ready-dev
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports"

coverage: $(VENV)/.ready-dev
	"$(BIN)/coverage" run -m pytest
	"$(BIN)/coverage" report --fail-under=85

bench: $(VENV)/.ready-dev
	@for script in benchmarks/bench_*.py; do echo "== $$script"; "$(BIN)/python" $$script || exit 1; done

templates: $(VENV)/.ready-test
	@for script in scripts/make_templates*.py; do "$(BIN)/python" $$script || exit 1; done

docs: $(VENV)/.ready-test
	"$(BIN)/python" scripts/make_cli_docs.py
	"$(BIN)/python" scripts/make_template_readme.py
	"$(BIN)/python" scripts/make_architecture.py
	"$(BIN)/python" scripts/make_eval_docs.py
	"$(BIN)/python" scripts/make_check_docs.py

clean:
	rm -rf "$(VENV)" out build dist *.egg-info
