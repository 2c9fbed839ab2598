#!/usr/bin/env python3
"""Reads files of `construct weights` with the safetensors package and compares every entry with the construction,
written here anew from its description: embeddings, windows, gates, match and readout.

    check_files.py [--construct PATH]
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy as np
from safetensors import safe_open

HERE = os.path.dirname(os.path.abspath(__file__))
DTYPES = {"f64": np.float64, "f32": np.float32, "f16": np.float16, "i64": np.int64}


def scale(n, size, d, rule):
    """beta and B, as Proofs/Claims/X.scale.md has them for the length-free rule."""
    longest, beta, bonus = min(size**n + n - 1, 2**62), 1, 2

    def rest():
        if rule != "length-free":
            return Fraction(2 * longest + 1, 4**beta)
        least, other = Fraction(1, 4**beta), Fraction(1, 2 ** (beta * d))
        total = sum(least ** bin(token).count("1") for token in range(size))
        return 2 * (total**n - 1) + 2 * sum(other**k for k in range(1, n + 1)) + other**n

    while 8 * rest() >= 1:
        beta = 2 * beta if rule == "power-of-two" else beta + 1
    if rule == "length-free":
        bonus = 0
        while 2 ** (beta * bonus) <= 8 * (longest + 1):
            bonus += 1
    return beta, bonus


def specified(n, size, rule):
    """The integer tensors for (n, D), beta and B."""
    d = max(2, (size - 1).bit_length())
    beta, bonus = scale(n, size, d, rule)
    piece = d + 1
    gathered = [d + 2 + k * piece for k in range(n + 1)]
    queries = [gathered[-1] + piece + k * piece for k in range(n)]
    keys = [queries[-1] + piece + k * piece for k in range(n)]
    out = keys[-1] + piece
    width = out + piece
    code = np.array([[1 if token >> bit & 1 else -1 for bit in range(d)] for token in range(size)])
    embed, unembed = np.zeros((2, size + 3, width), dtype=np.int64)
    embed[:size, :d], unembed[:size, out:out + d] = code, 4 * code
    embed[size, d] = embed[size, d + 1] = embed[size + 1, d] = 1
    unembed[size + 2, out + d] = 3 * d
    zeros = lambda *shape: np.zeros(shape, dtype=np.int64)  # noqa: E731
    value = zeros(piece, width)
    value[:, :piece] = np.eye(piece)
    wo = zeros(width, (n + 1) * piece)
    for t in range(1, n + 2):
        for i in range(piece):
            wo[gathered[t - 1] + i, (t - 1) * piece + i] += t
            if t <= n:
                wo[gathered[t] + i, (t - 1) * piece + i] -= t
    rows, biases, outputs = [], [], []
    flags = [start + d for start in gathered]
    gates = [(gathered[k], flags[:k], queries[k]) for k in range(n)]
    gates += [(gathered[k], [d + 1] + flags[1:k], keys[k - 1]) for k in range(1, n + 1)]
    for source, silencers, target in gates:
        first = len(rows)
        for unit in range(2 * d + 2):
            row = zeros(width)
            row[silencers] -= 4
            if unit < 2 * d:
                row[source + unit // 2] += 2
            elif unit == 2 * d + 1:
                row[source + d] += 1
            rows.append(row)
            biases.append([1, -1][unit % 2] if unit < 2 * d else 1 if unit == 2 * d else 0)
        for i in range(d):
            outputs += [(target + i, first + 2 * i, 1), (target + i, first + 2 * i + 1, -1), (target + i, first + 2 * d, -1)]
        outputs.append((target + d, first + 2 * d + 1, 1))
    w2 = zeros(width, len(rows))
    for row, column, entry in outputs:
        w2[row, column] = entry
    wq, wk, wv, wo1 = zeros(n * piece, width), zeros(n * piece, width), zeros(n * piece, width), zeros(width, n * piece)
    for k in range(n):
        for i in range(piece):
            wq[k * piece + i, queries[k] + i] = bonus * beta if i == d else beta
            wk[k * piece + i, keys[k] + i] = 1
    wv[:piece], wo1[out:out + piece, :piece] = value, np.eye(piece)
    heads = (n + 1) * piece
    return {
        "embed": embed, "unembed": unembed,
        "layers.0.attn.window": np.arange(1, n + 2), "layers.1.attn.window": np.array([0]),
        "layers.0.attn.wq": zeros(heads, width), "layers.0.attn.wk": zeros(heads, width),
        "layers.0.attn.wv": np.tile(value, (n + 1, 1)), "layers.0.attn.wo": wo,
        "layers.0.mlp.w1": np.array(rows), "layers.0.mlp.b1": np.array(biases), "layers.0.mlp.w2": w2,
        "layers.1.attn.wq": wq, "layers.1.attn.wk": wk, "layers.1.attn.wv": wv, "layers.1.attn.wo": wo1,
    }, beta, bonus


def check(path, n, size, dtype, base, rule):
    """What is wrong with the file, or None."""
    tensors, beta, bonus = specified(n, size, rule)
    with safe_open(path, framework="np") as file:
        expected = {"ngram": n, "alphabet": size, "scale": beta, "softmax_base": base, "bos": size,
                    "copy": size + 1, "eos": size + 2, "schema": "verbatim.weights/1"}
        if rule == "length-free":
            expected["boundary_bonus"] = bonus
        if file.metadata() != {key: str(value) for key, value in expected.items()}:
            return f"metadata {file.metadata()}"
        if set(file.keys()) != set(tensors):
            return f"tensors {sorted(file.keys())}"
        for name, due in tensors.items():
            found = file.get_tensor(name)
            due_type = np.int64 if name.endswith("window") else DTYPES[dtype]
            if base == "e" and name == "layers.1.attn.wq":
                # math.log(2) is ln 2 rounded once: the product is off by an ulp of a double at most.
                due = due * math.log(2)
                if not np.allclose(found, due, rtol=2 * np.finfo(due_type).eps, atol=0):
                    return f"{name}: not ln 2 times the integers"
                continue
            if found.dtype != due_type or found.shape != due.shape or not np.array_equal(found, due):
                return f"{name}: {found.dtype} {found.shape}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--construct", default=os.path.join(HERE, os.pardir, os.pardir, ".build", "release", "construct"))
    arguments = parser.parse_args()
    files = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.safetensors")
        for n, size in [(1, 2), (1, 5), (2, 3), (3, 17), (4, 10), (7, 2), (20, 4)]:
            choices = [(dtype, base, rule) for dtype in DTYPES for base in "2e"
                       for rule in ("length-dependent", "length-free", "power-of-two") if (dtype, base) != ("i64", "e")]
            for dtype, base, rule in choices:
                subprocess.run([arguments.construct, "weights", "--ngram", str(n), "--alphabet", str(size), "--dtype",
                                dtype, "--softmax", base, "--scale", rule, "--output", path, "--quiet"], check=True)
                problem = check(path, n, size, dtype, base, rule)
                files += 1
                if problem:
                    wrong += 1
                    print(f"WRONG  n = {n}, D = {size}, {dtype}, base {base}, {rule}: {problem}")
    print(f"safetensors: {files - wrong} of {files} files hold the construction, entry by entry")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
