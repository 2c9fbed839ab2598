#!/usr/bin/env python3
"""Compares the logits of every way to run a model that `construct weights` writes, on random strings.

    compare_logits.py [--construct PATH] [--models 20] [--seed 1] [--scale RULE]

For random (n, D) with n d <= 64 and strings with distinct n-grams, most of them random, the model is written in
several formats and run by Swift in exact rational arithmetic and in float64, by NumPy in float64, by PyTorch and by
ONNX Runtime (whole graph, as it is and as the runtime optimizes it, and step by step with past keys and values). All
read BOS x COPY x, that is, what greedy decoding reads; each decodes greedily besides. Printed is the largest deviation of each from the exact logits.
PyTorch is left out, and that is said, where it is not installed. Status 0 if every run copied and ended its string
and every deviation is below the bound of its type, where it has one, otherwise 1.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy as np
import onnx
import onnxruntime

HERE = os.path.dirname(os.path.abspath(__file__))
CONSTRUCT = os.path.join(HERE, os.pardir, os.pardir, ".build", "release", "construct")
sys.path.append(os.path.join(HERE, os.pardir, "numpy"))
import copier as numpy_copier  # noqa: E402

try:
    import torch
except ImportError:
    torch = None
if torch is not None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("pytorch_copier", os.path.join(HERE, os.pardir, "pytorch", "copier.py"))
    torch_copier = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(torch_copier)

# The largest deviation that passes, in units of the largest logit: rounding of some hundred operations. bfloat16 has no
# bound: it rounds scores above 256 to multiples of 2, a factor of 4 in a weight, and where nothing is to be copied, inside
# the prompt, several keys may be close. Its deviation is printed, and whether it copies.
BOUNDS = {"float64": 1e-12, "float32": 1e-4}


# MARK: - Models and strings


def random_parameters(source):
    """n and D with n d <= 64, where d is the number of bits of a code."""
    ngram = source.randint(1, 16)
    # More than 64 tokens make exact logits slow to print, not different.
    most_bits = min(64 // ngram, 6)
    alphabet = source.randint(2, 2**most_bits) if most_bits > 1 else 2
    return ngram, alphabet


class Case:
    """A model, a string, the files, and the exact logits."""

    def __init__(self, construct, folder, ngram, alphabet, scale, seed):
        self.construct, self.folder, self.scale = construct, folder, scale
        self.ngram, self.alphabet = ngram, alphabet
        longest = alphabet**ngram + ngram - 1
        self.length = min(longest, 24 + seed % 17)
        # A random string near the longest possible length is hard to find: there, the de Bruijn string.
        self.source = "distinct" if self.length * 4 < longest else "de-bruijn"
        self.seed = seed
        self.exact_file = self.write("f64", "2")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        done = subprocess.run([self.construct, *arguments], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"construct {' '.join(arguments)}: status {done.returncode}: {done.stderr}")
        return done

    def write(self, dtype, base, form="safetensors"):
        """The model in a file."""
        file = self.path(f"{self.ngram}-{self.alphabet}-{dtype}-{base}.{form}")
        self.run("weights", "--ngram", str(self.ngram), "--alphabet", str(self.alphabet), "--dtype", dtype,
                 "--scale", self.scale, "--softmax", base, "--format", form, "--output", file, "--quiet")
        return file

    def swift(self, kernel, file):
        """Tokens read, logits, and whether the string was copied and ended."""
        out = self.path("logits.json")
        arguments = ["--weights", file, "--length", str(self.length), "--source", self.source, "--kernel", kernel,
                     "--logits", out, "--quiet"]
        if self.source != "de-bruijn":
            arguments += ["--seed", str(self.seed)]
        done = self.run(*arguments)
        with open(out, encoding="utf-8") as file:
            document = json.load(file)
        return document["tokens"], document["logits"], done.returncode == 0


# MARK: - The ways to run a model: each gives the logits of all tokens, and what greedy decoding writes


def open_session(path, optimized=False):
    """A session that runs the graph as it is, or as ONNX Runtime rewrites it by default: then the factor ln 2 of a
    base 2 model is fused into a MatMul, which keeps it in float32, whatever the type of the model."""
    options = onnxruntime.SessionOptions()
    if not optimized:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def whole_graph(path, optimized=False):
    session = open_session(path, optimized)

    def logits(tokens):
        return session.run(["logits"], {"tokens": np.array([tokens], dtype=np.int64)})[0][0]

    return logits


def cached_graph(path):
    """Reads the prompt in one call and the rest one token at a time."""
    session = open_session(path)
    types = {"tensor(double)": np.float64, "tensor(float)": np.float32}
    inputs = [value for value in session.get_inputs() if value.name != "tokens"]
    outputs = [value.name for value in session.get_outputs()]

    def logits(tokens):
        past = {value.name: np.zeros((1, value.shape[1], 0, value.shape[3]), types[value.type]) for value in inputs}
        rows = []
        half = len(tokens) // 2
        for part in [tokens[:half]] + [[token] for token in tokens[half:]]:
            results = dict(zip(outputs, session.run(outputs, {"tokens": np.array([part], dtype=np.int64), **past})))
            rows.append(results["logits"][0])
            past = {value.name: results[value.name.replace("past_key_values", "present")] for value in inputs}
        return np.concatenate(rows)

    return logits


def greedy(logits, prompt, length, eos):
    """What is written, at most length + 1 tokens."""
    written = []
    while len(written) <= length and (not written or written[-1] != eos):
        written.append(int(logits(prompt + written)[-1].argmax()))
    return written


def ways(case):
    """Name, type, function from tokens to logits; and a function from the string to what is written, or None."""
    for base in ("2", "e"):
        model = numpy_copier.Model(case.write("f64", base))
        yield f"NumPy float64, base {base}", "float64", model.logits, model.generate
    for dtype, name in (("f32", "float32"), ("f64", "float64")):
        for base in ("2", "e"):
            for form, make in (("onnx", whole_graph), ("onnx-cached", cached_graph)):
                path = case.write(dtype, base, form)
                onnx.checker.check_model(path, full_check=True)
                yield f"ONNX Runtime {name}, base {base}, {form}", name, make(path), None
                if form == "onnx":
                    # With a factor in float32, the bound is that of float32.
                    bound = "float32" if base == "2" else name
                    yield f"ONNX Runtime {name}, base {base}, optimized", bound, whole_graph(path, True), None
    if torch is None:
        return
    for dtype, name in (("f32", "float32"), ("f64", "float64"), ("bf16", "bfloat16")):
        for base in ("2", "e"):
            model = torch_copier.Copier.load(case.write(dtype, base), getattr(torch, name))

            @torch.inference_mode()
            def logits(tokens, model=model):
                return model(torch.tensor([tokens]))[0][0].double().numpy()

            yield f"PyTorch {name}, base {base}", name, logits, model.generate


# MARK: - Comparison


def deviation(exact, rows):
    """The largest |row - exact|, and the largest exact logit. `rows` holds numbers or their decimal digits."""
    worst = largest = Fraction(0)
    for due, row in zip(exact, rows, strict=True):
        for value, other in zip(due, row, strict=True):
            # A decimal string of Swift stands for the float it names.
            number = float(other)
            if not np.isfinite(number):
                return float("inf"), 1.0
            worst, largest = max(worst, abs(Fraction(number) - value)), max(largest, abs(value))
    return float(worst), float(largest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--construct", default=CONSTRUCT)
    parser.add_argument("--models", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", choices=["length-dependent", "length-free", "power-of-two"], default="length-dependent")
    arguments = parser.parse_args()
    source = random.Random(arguments.seed)
    table, wrong = {}, []

    def note(name, dtype, worst, largest, copied, case):
        entry = table.setdefault(name, [0.0, 0, 0])
        entry[0], entry[1], entry[2] = max(entry[0], worst), entry[1] + copied, entry[2] + 1
        if not copied and dtype != "bfloat16":
            wrong.append(f"{name}: n = {case.ngram}, D = {case.alphabet}, L = {case.length}: not copied")
        if dtype in BOUNDS and worst > BOUNDS[dtype] * largest:
            wrong.append(f"{name}: n = {case.ngram}, D = {case.alphabet}: off by {worst}")

    for number in range(arguments.models):
        ngram, alphabet = random_parameters(source)
        with tempfile.TemporaryDirectory() as folder:
            case = Case(arguments.construct, folder, ngram, alphabet, arguments.scale, arguments.seed * 1000 + number)
            print(f"n = {ngram}, D = {alphabet}, L = {case.length}, {case.source}", flush=True)
            tokens, exact, copied = case.swift("rational", case.exact_file)
            exact = [[Fraction(value) for value in row] for row in exact]
            prompt = tokens[:case.length + 2]
            content, eos = prompt[1:-1], alphabet + 2
            note("Swift rational, base 2", "float64", 0.0, 1.0, copied, case)
            for kernel in ("float64", "float32"):
                for base in ("2", "e"):
                    file = case.write("f64", base)
                    read, rows, copied = case.swift(kernel, file)
                    if read != tokens:
                        wrong.append(f"Swift {kernel}: read other tokens than the exact run")
                        continue
                    note(f"Swift {kernel}, base {base}", kernel, *deviation(exact, rows), copied, case)
            for name, dtype, logits, generate in ways(case):
                written = generate(content) if generate else greedy(logits, prompt, case.length, eos)
                note(name, dtype, *deviation(exact, logits(tokens)), written == [*content, eos], case)

    width = max(map(len, table))
    print(f"\n{'':{width}}  largest deviation  copied and ended")
    for name, (worst, copied, count) in table.items():
        print(f"{name:{width}}  {worst:17.3g}  {copied} of {count}")
    if torch is None:
        print("PyTorch is not installed here: it was not compared")
    for line in wrong:
        print("WRONG  " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
