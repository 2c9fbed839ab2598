# Two targets do everything on a fresh machine: 'make run' and 'make test'. 'make help' lists them all.

SWIFT ?= swift
export SWIFT

MUTANTS ?= 1,2 1,3 2,2

.PHONY: run test build readme mutants proofs dependencies clean help

run: build  ## install what is missing, build, and copy 10,000 tokens
	.build/release/construct --ngram 4 --length 10000

test: dependencies  ## install what is missing, build, and run all tests
	$(SWIFT) test

build: dependencies  ## build the command in release: .build/release/construct
	$(SWIFT) build -c release --product construct

readme: build  ## run every example of README.md and compare what it prints
	.ci/check-pages README.md

mutants: build  ## break the construction in every way of a list; fail if no check notices one
	for parameters in $(MUTANTS); do .build/release/construct prove --mutants $$parameters || exit 1; done

proofs:  ## check the machine-checked proofs; needs Coq: one apt line, in Proofs/COQ.md
	$(MAKE) -C Proofs check

dependencies:  ## install GMP, MPFR and pkg-config if they are missing (asks; YES=1 does not)
	@.ci/dependencies

clean:  ## remove everything that was built
	rm -rf .build

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 15
