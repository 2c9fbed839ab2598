#!/usr/bin/env python3
"""Writes a file of weights as a Coq file that says what it holds.

    construct weights --ngram 4 --alphabet 10 --dtype i64 --output weights.safetensors
    python3 weights_to_coq.py weights.safetensors > Weights_4_10.v

Coq accepts the result if every tensor is, entry by entry, the matrix of Construction.v of which Theorem 2.3 is
proved. Nothing here is trusted for that but the reading of the file: a wrong entry makes a false theorem.
Python's standard library only.
"""
import json
import struct
import sys

# The tensors of the file, in the order of `weights_file` in WeightsFile.v.
TENSORS = [
    ("embed", "embed"),
    ("windows1", "layers.0.attn.window"),
    ("wq1", "layers.0.attn.wq"), ("wk1", "layers.0.attn.wk"),
    ("wv1", "layers.0.attn.wv"), ("wo1", "layers.0.attn.wo"),
    ("w1", "layers.0.mlp.w1"), ("b1", "layers.0.mlp.b1"), ("w2", "layers.0.mlp.w2"),
    ("windows2", "layers.1.attn.window"),
    ("wq2", "layers.1.attn.wq"), ("wk2", "layers.1.attn.wk"),
    ("wv2", "layers.1.attn.wv"), ("wo2", "layers.1.attn.wo"),
    ("unembed", "unembed"),
]


class NotWeights(Exception):
    """The file is not one that this program reads."""


def read(path):
    """The metadata, and for each tensor its sizes and entries."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        (size,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8:8 + size])
        metadata = header.pop("__metadata__")
        tensors = {}
        for name, tensor in header.items():
            if tensor["dtype"] != "I64":
                raise NotWeights(f"{name}: {tensor['dtype']}, expected I64 ('construct weights --dtype i64')")
            first, last = tensor["data_offsets"]
            count = 1
            for length in tensor["shape"]:
                count *= length
            if last - first != 8 * count:
                raise NotWeights(f"{name}: {last - first} bytes, expected {8 * count}")
            tensors[name] = (tensor["shape"], struct.unpack_from(f"<{count}q", data, 8 + size + first))
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise NotWeights(f"no safetensors file of weights: {error!r}") from error
    if metadata.get("softmax_base") != "2":
        raise NotWeights(f"softmax in base {metadata.get('softmax_base')}, expected 2")
    missing = {name for _, name in TENSORS} ^ set(tensors)
    if missing:
        raise NotWeights(f"{', '.join(sorted(missing))}: expected exactly the tensors of the construction")
    return metadata, tensors


def changed(tensors, change):
    """The tensors with 1 added to one entry: what a test asks for with --change TENSOR:INDEX."""
    name, _, index = change.rpartition(":")
    if name not in tensors or not index.isdigit() or int(index) >= len(tensors[name][1]):
        raise NotWeights(f"--change {change}: expected TENSOR:INDEX of an entry that is there")
    shape, values = tensors[name]
    values = list(values)
    values[int(index)] += 1
    return {**tensors, name: (shape, tuple(values))}


def integer(value):
    return str(value) if value >= 0 else f"({value})"


def listed(items, indent):
    """A Coq list, in lines of about 100 columns."""
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) + 2 > 100 - len(indent):
            lines.append(line)
            line = ""
        line += (" " if line else "") + item + ";"
    lines.append(line)
    return ("\n" + indent).join(lines).rstrip(";")


def term(shape, values):
    if len(shape) == 1:
        return "[:: " + listed([integer(value) for value in values], "  ") + "]"
    columns = shape[1]
    rows = []
    for row in range(shape[0]):
        entries = values[row * columns:(row + 1) * columns]
        pairs = [f"({j}, {integer(value)})" for j, value in enumerate(entries) if value]
        rows.append("[:: " + listed(pairs, "    ") + "]" if pairs else "[::]")
    return f"Tensor {columns} [::\n  " + ";\n  ".join(rows) + "]"


def coq(metadata, tensors):
    n, size, scale = (int(metadata[key]) for key in ("ngram", "alphabet", "scale"))
    lines = [
        f"(* Written by weights_to_coq.py: the weights that `construct` has for n = {n} and D = {size}. *)",
        "From Coq Require Import ZArith.",
        "From mathcomp Require Import all_ssreflect.",
        "From Verbatim Require Import Construction WeightsFile WeightsFileProofs.",
        "Local Open Scope Z_scope.",
        "",
    ]
    for name, key in TENSORS:
        kind = "tensor" if len(tensors[key][0]) == 2 else "seq Z"
        lines.append(f"(* {key} *)\nDefinition {name} : {kind} := {term(*tensors[key])}.\n")
    lines += [
        "Definition file : weights_file :=",
        "  WeightsFile " + " ".join(name for name, _ in TENSORS) + ".",
        "",
        "(* They are the matrices of `capped_copier` (see Construction.v), every one and every entry. *)",
        f"Theorem weights : holds_capped_copier {n} {size} file.",
        f"Proof. apply: (@file_okP {n} {size} {scale} file); vm_cast_no_check (erefl true). Qed.",
        "Print Assumptions weights.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments):
    change = None
    if len(arguments) == 4 and arguments[2] == "--change":
        change = arguments.pop()
        arguments.pop()
    if len(arguments) != 2:
        print("usage: weights_to_coq.py FILE.safetensors [--change TENSOR:INDEX]", file=sys.stderr)
        return 64
    try:
        metadata, tensors = read(arguments[1])
        if change:
            tensors = changed(tensors, change)
        sys.stdout.write(coq(metadata, tensors))
    except (OSError, NotWeights) as error:
        print(f"weights_to_coq.py: {arguments[1]}: {error}", file=sys.stderr)
        return 64
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
