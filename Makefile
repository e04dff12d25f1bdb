# `make run` and `make test` are all that is needed; each sets up what is missing first.
.DEFAULT_GOAL := help
.PHONY: help run dev build test check scan bench bench-loop pictures fonts icons templates line-breaks setup

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build for release and serve on http://localhost:5000 (HOST and PORT change where)
	@scripts/serve

dev: setup ## Serve a debug build that reloads the page when a file changes
	@scripts/dev

build: setup ## Build for release, into target/
	@scripts/build

test: ## Check and test everything, in a real browser too
	@scripts/test

check: ## The fast part of the tests: format, lints, native tests, scripts
	@scripts/test --fast

scan: setup ## Look for holes in the code, the crates, the image and the pipeline
	@scripts/scan

bench: build ## Measure the first load, a keystroke and a drag
	@scripts/bench

bench-loop: build ## Measure how long a start, a change and the tests take
	@node end2end/bench/loop.mjs

pictures: build ## Make the example and the screenshots anew
	@scripts/setup --tests && node end2end/pictures.mjs

fonts: ## Fetch the typefaces anew
	@node end2end/fonts.mjs

icons: ## Fetch the icons anew, and make those of the page
	@scripts/setup --tests && node end2end/icons.mjs && node end2end/favicon.mjs

templates: ## Draw the library of templates anew
	@scripts/setup --tests && node end2end/templates.mjs

line-breaks: ## Record anew where Chrome breaks lines, for the native tests to compare with
	@scripts/setup --tests && node end2end/line_breaks.mjs

setup: ## Install what is missing
	@scripts/setup
