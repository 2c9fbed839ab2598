#!/usr/bin/env python3
"""Writes a certificate of a copy as a Coq file that proves it.

    construct --ngram 4 --length 10000 --certificate copy.json
    python3 certificate_to_coq.py copy.json > Copy.v

    python3 certificate_to_coq.py --ngram 4 --alphabet 10 --tokens FILE > Copy.v
    python3 certificate_to_coq.py copy.json --plain > copy.txt

The first reads schema verbatim.certificate/1, kind `copy` (../../Certificates/FORMAT.md). The second reads tokens, as
decimal numbers with white space between them. The file ends in a theorem about that very string: the construction
copies and ends it. Of a certificate it uses n, D and the string, whose digest is checked. What it does not prove: the digest
of the weights, and the weights and margins of the blocks. With --plain the string is written for the extracted
checker instead: n, D, L and the tokens, one number a line. Python's standard library only.
"""
import argparse
import hashlib
import json
import sys

PIECE = 10_000  # characters; much longer literals overflow Coq's stack
FIRST = 48  # the character of value 0: '0'


class NotCopied(Exception):
    """Nothing that Coq could be asked to prove."""


def need(condition, message):
    if not condition:
        raise NotCopied(message)


def de_bruijn(size, n, length):
    """The Lyndon words over 0 .. size - 1 whose length divides n, in order, and n - 1 zeros: the first tokens."""
    tokens, word = [], [0]
    while word and len(tokens) < length:
        if n % len(word) == 0:
            tokens += word
        word = (word * (n // len(word) + 1))[:n]
        while word and word[-1] == size - 1:
            word.pop()
        if word:
            word[-1] += 1
    return (tokens + [0] * (n - 1))[:length]


def whole(value, least, name):
    need(isinstance(value, int) and not isinstance(value, bool) and value >= least,
         f"{name} {value!r}: expected a whole number, {least} or more")
    return value


def from_certificate(path):
    """n, D and the tokens of a certificate."""
    with open(path, encoding="ascii") as file:
        value = json.load(file)
    need(isinstance(value, dict) and value.get("schema") == "verbatim.certificate/1",
         "expected an object of schema verbatim.certificate/1")
    need(value.get("kind") == "copy", f"kind {value.get('kind')!r}: expected 'copy'")
    model, string = value["model"], value["string"]
    need(model["rule"] == "length-dependent",
         f"rule {model['rule']!r}: expected 'length-dependent', of which Coq has the theorem")
    n, size = whole(model["ngram"], 1, "ngram"), whole(model["alphabet"], 2, "alphabet")
    if "tokens" in string:
        tokens = [whole(token, 0, "token") for token in string["tokens"]]
    else:
        need(string["generator"] == "de-bruijn", f"generator {string['generator']!r}: expected 'de-bruijn'")
        tokens = de_bruijn(size, n, whole(string["length"], 1, "length"))
    need(len(tokens) == string["length"], f"{len(tokens)} tokens, expected {string['length']}")
    need(max(tokens) < size, f"token {max(tokens)}: expected less than {size}")
    data = b"".join(token.to_bytes(1 if size <= 256 else 8, "little") for token in tokens)
    need(hashlib.sha256(data).hexdigest() == string["sha256"], "the tokens do not have the digest given")
    return n, size, tokens


def nat(number):
    """A numeral for `nat`; a long one would be written in unary."""
    return str(number) if number <= 1000 else f"(N.to_nat {number})"


def literals(tokens, size):
    """How many characters a token has, and the tokens in strings of these."""
    characters = 1
    while 64 ** characters < size:
        characters += 1
    if characters == 1:
        text = "".join(chr(FIRST + token) for token in tokens)
    else:
        places = [64 ** i for i in reversed(range(characters))]
        text = "".join(chr(FIRST + token // place % 64) for token in tokens for place in places)
    step = PIECE - PIECE % characters
    return characters, [text[i:i + step] for i in range(0, len(text), step)]


def coq(n, size, tokens):
    characters, pieces = literals(tokens, size)
    length = len(tokens)
    names = [f"piece{i}" for i in range(len(pieces))]
    definitions = "\n".join(f'Definition {name} := "{piece}"%string.' for name, piece in zip(names, pieces))
    return f"""\
(* Written by certificate_to_coq.py: a string of {length} tokens below {size} is copied, n = {n}. *)
From Coq Require Import NArith String.
From mathcomp Require Import all_ssreflect.
From Verbatim Require Import Certificate CertificateProofs.

{definitions}

(* The string. *)
Definition tokens : seq N := read {characters} [:: {"; ".join(names)}].

Theorem copied : is_copied {nat(n)} {nat(size)} {length}%num tokens.
Proof.
refine (@checkedP {nat(n)} {size}%num {length}%num tokens _ _); first by [].
vm_cast_no_check (erefl true).
Qed.
Print Assumptions copied.
"""


class Parser(argparse.ArgumentParser):
    def error(self, message):
        print(f"certificate_to_coq.py: {message}", file=sys.stderr)
        sys.exit(64)


def main():
    parser = Parser(description="Writes a certificate of a copy as a Coq file that proves it.")
    parser.add_argument("certificate", nargs="?")
    parser.add_argument("--ngram", type=int)
    parser.add_argument("--alphabet", type=int)
    parser.add_argument("--tokens")
    parser.add_argument("--plain", action="store_true", help="for the extracted checker")
    arguments = parser.parse_args()
    path = arguments.certificate or arguments.tokens
    try:
        if arguments.certificate:
            need(arguments.tokens is None, "expected a certificate or --tokens, not both")
            n, size, tokens = from_certificate(path)
        else:
            need(path is not None, "expected a certificate or --tokens")
            n, size = whole(arguments.ngram, 1, "--ngram"), whole(arguments.alphabet, 2, "--alphabet")
            with open(path, encoding="ascii") as file:
                tokens = [whole(int(token), 0, "token") for token in file.read().split()]
            need(tokens and max(tokens) < size, f"expected tokens below {size}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"certificate_to_coq.py: {path}: {error!r}", file=sys.stderr)
        return 64
    except NotCopied as error:
        print(f"certificate_to_coq.py: {path}: {error}", file=sys.stderr)
        return 64
    if arguments.plain:
        sys.stdout.write("\n".join(map(str, [n, size, len(tokens)] + tokens)) + "\n")
    else:
        sys.stdout.write(coq(n, size, tokens))
    return 0


if __name__ == "__main__":
    sys.exit(main())
