#!/usr/bin/env python3
"""Compares two exact forward passes: the one of Forward.v, which Coq computes and
ForwardProofs.v proves equal to the model, and the kernel `rational` of construct,
which multiplies the matrices of a weights file.

    compare_forward.py CONSTRUCT

For each case every logit of every position must be the same rational number, and the
tokens written must be the same (of a tie: BOS, as in Transformer.v). Then the scale is changed by one in Coq, and the
comparison must notice. Exit status: 0 all equal, 1 not, 64 wrong usage, 70 a program
failed. Needs the compiled files of `make`."""

import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

THEORIES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "theories")
LIMIT = 300  # seconds for one program: it only stops a run that has gone astray

# What, n, D, options of construct that choose the string, the string if it is a fixed one.
CASES = [
    ("00110", 2, 2, ["--length", "5"], [0, 0, 1, 1, 0]),
    ("abac", 1, 4, ["--length", "4", "--source", "uniform", "--seed", "SEED"], [0, 1, 0, 2]),
    ("a tie", 1, 4, ["--length", "4", "--source", "uniform", "--seed", "3"], None),
    ("distinct", 2, 3, ["--length", "8", "--source", "distinct", "--seed", "1"], None),
    ("uniform", 2, 3, ["--length", "7", "--source", "uniform", "--seed", "2"], None),
    ("longest", 3, 2, ["--length", "10"], None),
    ("digits", 2, 10, ["--length", "6", "--source", "uniform", "--seed", "4"], None),
]


def refuse(status, message):
    print(f"compare_forward.py: {message}", file=sys.stderr)
    sys.exit(status)


def run(command, allowed=(0,)):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except (OSError, subprocess.TimeoutExpired) as error:
        refuse(70, f"{command[0]}: {error}")
    if done.returncode not in allowed:
        refuse(70, f"{command[0]} ended with {done.returncode}: {(done.stderr + done.stdout).strip()[-300:]}")
    return done.stdout


def swift(construct, folder, n, alphabet, options):
    """The tokens that were read, and the logits of every position."""
    weights, logits = os.path.join(folder, "weights"), os.path.join(folder, "logits.json")
    run([construct, "weights", "--ngram", str(n), "--alphabet", str(alphabet), "--output", weights, "--quiet"])
    # Status 1: the string was not copied. Its logits are compared all the same.
    run([construct, "--weights", weights, "--kernel", "rational", "--ngram", str(n), "--logits", logits,
         "--quiet"] + options, allowed=(0, 1))
    try:
        with open(logits, encoding="utf-8") as file:
            answer = json.load(file)
    except (OSError, ValueError) as error:
        refuse(70, f"{construct} wrote no logits: {error}")
    return answer["tokens"], [[Fraction(number) for number in row] for row in answer["logits"]]


def coq(folder, n, alphabet, tokens, more_scale=0):
    """The logits after every prefix of the tokens, and what is generated after the prompt."""
    mark = tokens.index(alphabet + 1) + 1
    source = os.path.join(folder, "Run.v")
    listed = lambda numbers: "[:: " + "; ".join(map(str, numbers)) + "]"
    with open(source, "w", encoding="utf-8") as file:
        file.write(f"""From mathcomp Require Import all_ssreflect.
From Coq Require Import ZArith.
From Verbatim Require Import Construction Forward.
Definition model := zcopier {n} (bits {alphabet}) {alphabet} (scale (longest {n} {alphabet}) + {more_scale}).
Definition input : seq nat := {listed(tokens)}.
Set Printing Width 1000000.
Set Printing Depth 1000000.
Eval vm_compute in [seq zlogits model (take p.+1 input) | p <- iota 0 (size input)].
Eval vm_compute in zgenerate {alphabet} model (size input - {mark}).+1 (take {mark} input).
""")
    output = run(["coqc", "-w", "none", "-Q", THEORIES, "Verbatim", source])
    parts = [part.split("\n     : ")[0] for part in output.split("     = ")[1:]]
    if len(parts) != 2:
        refuse(70, f"coqc printed {len(parts)} answers, expected 2: {output[:200]}")
    rows = []
    for denominator, numerators in re.findall(r"\((-?\d+)(?:%Z)?, \[:: ([^\]]*)\]", parts[0]):
        if int(denominator) <= 0:
            refuse(1, f"Forward.v gives logits over {denominator}, expected a denominator of 1 or more")
        rows.append([Fraction(int(number.removesuffix("%Z")), int(denominator))
                     for number in re.split(r"; ?", numerators.replace("(", "").replace(")", ""))])
    return rows, [int(number) for number in re.findall(r"\d+", parts[1])]


def certain(logits, bos):
    """The symbol with the strictly largest logit, or BOS."""
    best = [symbol for symbol, logit in enumerate(logits) if logit == max(logits)]
    return best[0] if len(best) == 1 else bos


def seed_of(construct, folder, n, alphabet, options, wanted):
    """The first seed with which a uniform source gives the wanted string."""
    for seed in range(4096):
        chosen = [str(seed) if option == "SEED" else option for option in options]
        tokens, _ = swift(construct, folder, n, alphabet, chosen)
        if tokens[1:1 + len(wanted)] == wanted:
            return chosen
    refuse(70, f"no seed below 4096 gives {wanted}")


def main(arguments):
    if len(arguments) != 1:
        refuse(64, "usage: compare_forward.py CONSTRUCT")
    construct, failed = arguments[0], False
    with tempfile.TemporaryDirectory() as folder:
        for what, n, alphabet, options, wanted in CASES:
            if "SEED" in options:
                options = seed_of(construct, folder, n, alphabet, options, wanted)
            tokens, theirs = swift(construct, folder, n, alphabet, options)
            if wanted is not None and tokens[1:1 + len(wanted)] != wanted:
                refuse(70, f"construct ran {tokens}, expected {wanted} after BOS")
            ours, written = coq(folder, n, alphabet, tokens)
            mark = tokens.index(alphabet + 1) + 1
            # The last one was not fed back: the end, or where the copy went wrong, or a tie.
            due = tokens[mark:] + [certain(theirs[-1], alphabet)]
            equal = ours == theirs and len(ours) == len(tokens) and written == due
            logits = sum(map(len, theirs))
            print(f"{'equal' if equal else 'NOT EQUAL'}: {what}, n = {n}, D = {alphabet}, "
                  f"{len(theirs)} positions, {logits} logits, {len(written)} tokens written")
            failed |= not equal
        what, n, alphabet, options, _ = CASES[0]
        tokens, theirs = swift(construct, folder, n, alphabet, options)
        noticed = coq(folder, n, alphabet, tokens, more_scale=1)[0] != theirs
        print("a scale larger by one: " + ("noticed" if noticed else "NOT NOTICED"))
        failed |= not noticed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
