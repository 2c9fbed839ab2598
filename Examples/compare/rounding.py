#!/usr/bin/env python3
"""Runs the construction in other people's floats, beside what X.rounding says of the format.

    rounding.py [--construct PATH] [--strings 20] [--seed 1] [--scale length-free]

For a few (n, D) random strings with distinct n-grams are copied by PyTorch in float32, float16 and bfloat16 and by ONNX
Runtime in float32. Beside each stands the verdict of `construct frontier --order any` on that format, and which
hypotheses of the theorem the engine does not meet or does not tell: for it the verdict is no proof, and the run is an
observation. Status 0 if every string was copied and ended, otherwise 1. What PyTorch would run is left out, and that is
said, where it is not installed.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile

import compare_logits as compare

SIZES = [(2, 3), (4, 10), (9, 2), (6, 26)]

# What the theorem asks for, and these engines do not promise.
ORDER = "order unknown"
BASE = "base e: scores times a rounded ln 2, and e^x rounded"
MEANS = "means: each weight times a rounded 1/t"
FMA = "fma"
WIDE = "sums in another format"


def random_string(source, ngram, alphabet):
    """A string of up to 40 tokens in which no n-gram repeats: random tokens, as long as there is one that fits."""
    length = source.randint(ngram, min(alphabet**ngram + ngram - 1, 40))
    string, seen = [], set()
    while len(string) < length:
        fitting = [token for token in range(alphabet) if (*string, token)[-ngram:] not in seen]
        if not fitting:
            break
        string.append(source.choice(fitting))
        if len(string) >= ngram:
            seen.add(tuple(string[-ngram:]))
    return string


def verdict(construct, ngram, alphabet, scale, name):
    """What is certain in this format, in any order of sums."""
    command = [construct, "frontier", "--ngram", str(ngram), "--alphabet", str(alphabet), "--scale", scale, "--format",
               name, "--order", "any", "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}: {done.stderr}")
    cell = json.loads(done.stdout)["cells"][0]
    return "certain" if cell["verdict"] == "certain" else f"{cell['verdict']}, L <= {cell['safeLength']}"


def engines(case):
    """Name, format, function from a string to what is written, and the hypotheses that are not met."""
    path = case.write("f32", "2", "onnx")
    for optimized in (False, True):
        logits = compare.whole_graph(path, optimized)

        def generate(content, logits=logits):
            size = case.alphabet
            return compare.greedy(logits, [size, *content, size + 1], len(content), size + 2)

        name = "ONNX Runtime" + (", optimized" if optimized else "")
        yield name, "float32", generate, [ORDER, BASE, MEANS, FMA]
    if compare.torch is None:
        return
    for name in ("float32", "float16", "bfloat16"):
        model = compare.torch_copier.Copier.load(case.write("f32", "2"), getattr(compare.torch, name))
        yield "PyTorch", name, model.generate, [ORDER, BASE, MEANS, FMA] + ([] if name == "float32" else [WIDE])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--construct", default=compare.CONSTRUCT)
    parser.add_argument("--strings", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", choices=["length-dependent", "length-free", "power-of-two"], default="length-dependent")
    arguments = parser.parse_args()
    rows, reasons, failed = [], [], []
    for ngram, alphabet in SIZES:
        source = random.Random(f"{arguments.seed} {ngram} {alphabet}")
        strings = [random_string(source, ngram, alphabet) for _ in range(arguments.strings)]
        with tempfile.TemporaryDirectory() as folder:
            case = compare.Case(arguments.construct, folder, ngram, alphabet, arguments.scale, arguments.seed)
            for name, dtype, generate, hypotheses in engines(case):
                wrong = [string for string in strings if generate(string) != [*string, alphabet + 2]]
                said = verdict(arguments.construct, ngram, alphabet, arguments.scale, dtype)
                copied = f"{len(strings) - len(wrong)} of {len(strings)}"
                reasons += [reason for reason in hypotheses if reason not in reasons]
                marks = ", ".join(str(1 + reasons.index(reason)) for reason in hypotheses)
                rows.append((f"{ngram}, {alphabet}", name, dtype, said, copied, marks))
                failed += [f"n = {ngram}, D = {alphabet}, {name} {dtype}: {string}" for string in wrong[:1]]
    head = ("n, D", "engine", "format", "X.rounding, any order", "copied", "not met")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"{arguments.strings} random strings each, seed {arguments.seed}, {arguments.scale}:")
    for row in [head, *rows]:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
    for number, reason in enumerate(reasons, 1):
        print(f"({number}) {reason}")
    if compare.torch is None:
        print("PyTorch is not installed here: it was not run")
    for line in failed:
        print("not copied: " + line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
