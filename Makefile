# Two targets do everything on a fresh machine: 'make run' and 'make test'. 'make help' lists them all.

SWIFT ?= swift
export SWIFT

MUTANTS ?= 1,2 1,3 2,2

.PHONY: run test build explorer lessons pages client mutants tables proofs docs format dependencies clean help

run: build  ## install what is missing, build, and copy 10,000 tokens
	.build/release/construct --ngram 4 --length 10000

test: dependencies  ## install what is missing, build, and run all tests
	$(SWIFT) test

build: dependencies  ## build the command in release: .build/release/construct
	$(SWIFT) build -c release --product construct

explorer: build  ## write the explorer, a page that shows the model at work, and open it in a browser
	.build/release/construct trace --ngram 2 --string abacbbc --html .build/explorer.html --quiet
	@case "$$(uname -s)" in Darwin) open .build/explorer.html ;; *) xdg-open .build/explorer.html ;; esac 2> /dev/null || \
	  echo "Open $(CURDIR)/.build/explorer.html in a browser."

lessons: dependencies  ## build the command, the lessons and everything else in release
	$(SWIFT) build -c release

pages: lessons  ## run every example of README.md and the pages of Examples, and compare what they print
	Tools/pages/check README.md Examples/command-line.md Examples/construction.md Examples/lesson-?/README.md \
	  Examples/puzzles/README.md
	Tools/docs/check --pages

client: dependencies  ## build and run the package that README.md shows to whoever wants to use this one
	Tools/client/check

mutants: build  ## break the construction in every way of a list; fail if no check notices one
	for parameters in $(MUTANTS); do .build/release/construct prove --mutants $$parameters || exit 1; done

tables: build  ## write the tables that list the claims: README.md, Proofs/README.md, Proofs/Coq/README.md
	Tools/claims/tables

proofs:  ## check the machine-checked proofs; needs Coq: one apt line, in Proofs/Coq/README.md
	$(MAKE) -C Proofs/Coq check

docs: dependencies  ## build the documentation site: .build/docs, for any web server
	Tools/docs/make

format:  ## lay the Swift sources out as .swift-format says
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format --in-place --parallel

dependencies:  ## install GMP, MPFR and pkg-config if they are missing (asks; YES=1 does not)
	@.ci/dependencies

clean:  ## remove everything that was built
	rm -rf .build

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 15
