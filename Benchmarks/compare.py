#!/usr/bin/env python3
"""Copies the same strings by several methods, in one run, and writes results.json.

    compare.py [--repetitions 5] [--budget 60] [--once METHOD ...] [--output FILE]

Every method copies the first L = 10^3, 10^4 and 10^5 tokens of the de Bruijn sequence of 4-grams over the smallest
alphabet that has one so long; that the strings are the same is checked by their digests. The methods take
turns, so that what else the machine does falls on all of them. A run that fails or exceeds the budget, in
seconds, is not repeated, and neither is one begun that is expected to exceed it; the output says so, and --once
makes an exception for the methods that it names. After that follow the growth of the indexed engine's time and the
arithmetic floor.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import scaling
from measuring import HERE, Failed, construct, machine, median, require_construct, say, timed

NGRAM = 4
LENGTHS = [1_000, 10_000, 100_000]

CONSTRUCT_KERNELS = ["packed", "indexed", "float32"]
TORCH_VARIANTS = {
    "PyTorch, eager": ["--mode", "eager", "--dtype", "float32"],
    "PyTorch, compiled": ["--mode", "compile", "--dtype", "float32"],
    "PyTorch, eager, float64": ["--mode", "eager", "--dtype", "float64"],
}


@dataclass
class Case:
    """A method on a string."""

    method: str
    length: int
    command: list[str]
    process: list[float] = field(default_factory=list)
    copying: list[float] = field(default_factory=list)
    compiling: list[float] = field(default_factory=list)
    digest: str | None = None
    alphabet: int | None = None
    skipped: str | None = None

    def run(self, budget: float | None) -> None:
        """Adds one measurement, or says why there is none."""
        if self.skipped:
            return
        try:
            seconds, report = timed(self.command, budget)
            # `construct` groups its report, copier.py does not.
            run, text = report.get("run", report), report.get("input", report)
            if run["copied"] != self.length or not run["terminated"]:
                raise Failed(f"copied {run['copied']} tokens only")
        except Failed as failure:
            self.skipped = str(failure)
            say(f"  {self.method}, L = {self.length:,}: left out: {failure}")
            return
        self.digest = text["sha256"]
        self.alphabet = report.get("construction", report)["alphabet"]
        self.process.append(seconds)
        self.copying.append(run["seconds"])
        if run.get("compileSeconds") is not None:
            self.compiling.append(run["compileSeconds"])

    def result(self) -> dict:
        row: dict = {"method": self.method, "ngram": NGRAM, "alphabet": self.alphabet, "length": self.length}
        if self.skipped or not self.process:
            return row | {"skipped": self.skipped}
        row |= {
            "sha256": self.digest, "repetitions": len(self.process),
            "processSeconds": self.process, "seconds": self.copying,
            "medianProcessSeconds": median(self.process), "medianSeconds": median(self.copying),
        }
        return row | ({"medianCompileSeconds": median(self.compiling)} if self.compiling else {})


def leave_out(case: Case, measured: list[Case], budget: float) -> None:
    """Leaves out what is expected to exceed the budget: ten times the length, a hundred times the time."""
    for shorter in measured:
        if (shorter.method, shorter.length * 10) == (case.method, case.length) and shorter.copying:
            seconds = min(shorter.copying)
            # What the indexed engine does grows like the length, and is far below any budget.
            if 100 * seconds > budget:
                case.skipped = (
                    f"expected to exceed the budget of {budget:g} s: L = {shorter.length:,} took {seconds:.3g} s")
                say(f"  {case.method}, L = {case.length:,}: left out: {case.skipped}")


def cases() -> list[Case]:
    """Every method on every string."""
    copier = [sys.executable, str(HERE / "copier.py")]
    found = []
    for length in LENGTHS:
        for kernel in CONSTRUCT_KERNELS:
            found.append(Case(kernel, length, construct(NGRAM, length, kernel)))
        for method, options in TORCH_VARIANTS.items():
            command = copier + ["--ngram", str(NGRAM), "--length", str(length)] + options
            found.append(Case(method, length, command))
    return found


def check_digests(measured: list[Case]) -> None:
    for length in LENGTHS:
        digests = {case.digest for case in measured if case.length == length and case.digest}
        if len(digests) > 1:
            sys.exit(f"the methods copied different strings of length {length}")


def add_ratios(rows: list[dict]) -> None:
    """How many times as long as packed each method took, by medians, over the same string."""
    for row in rows:
        base = next(r for r in rows if r["method"] == "packed" and r["length"] == row["length"])
        for key, name in [("medianSeconds", "timesPacked"), ("medianProcessSeconds", "processTimesPacked")]:
            if key in row and key in base:
                row[name] = row[key] / base[key]


def table(rows: list[dict]) -> None:
    say(f"{'method':<24}{'L':>8} {'process s':>11} {'copying s':>11} {'x packed':>9} {'(process)':>9}  runs")
    for row in rows:
        start = f"{row['method']:<24}{row['length']:>8,}"
        if "skipped" in row:
            say(f"{start}  left out: {row['skipped']}")
            continue
        ratios = "".join(
            f" {row[name]:>9.3g}" if name in row else f" {'':>9}" for name in ["timesPacked", "processTimesPacked"])
        say(f"{start} {row['medianProcessSeconds']:>11.4g} {row['medianSeconds']:>11.4g}{ratios}"
            f"  {row['repetitions']}")


def build_floor() -> None:
    """Before anything is timed: a build that fails at the end would cost the whole run."""
    subprocess.run(["swift", "build", "-c", "release", "--package-path", str(HERE)], check=True, stdout=sys.stderr)


def floor() -> list[dict]:
    """Counting keys against the bare loop, for each variant of the kernel."""
    rows = timed([str(HERE / ".build" / "release" / "floor")])[1]
    for row in rows:
        say(f"  {row['kernel']:<10}{row['keys']:>8,} keys: {row['countPerSecond']:.3g} counted in a second, "
            f"{row['sumPerSecond']:.3g} summed, ratio {row['ratio']:.3f}")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares ways to copy the same strings.")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--budget", type=float, default=60, help="seconds for one run")
    parser.add_argument(
        "--once", metavar="METHOD", nargs="+", default=[], choices=CONSTRUCT_KERNELS + list(TORCH_VARIANTS),
        help="run what the budget leaves out of these methods once, last")
    parser.add_argument("--output", type=Path, default=HERE / "results.json")
    options = parser.parse_args()
    require_construct()
    build_floor()

    measured = cases()
    for repetition in range(options.repetitions):
        say(f"repetition {repetition + 1} of {options.repetitions}")
        for case in measured:
            if not case.process and not case.skipped:
                leave_out(case, measured, options.budget)
            case.run(options.budget)
    say("the indexed engine")
    growth = scaling.measure(options.repetitions)
    scaling.report(growth)
    say("arithmetic floor: counting keys by distance, against the sum of their distances")
    floors = floor()

    def keep() -> None:
        check_digests(measured)
        rows = [case.result() for case in measured]
        add_ratios(rows)
        table(rows)
        result = {"machine": machine(), "copying": rows, "scaling": growth, "floor": floors}
        options.output.write_text(json.dumps(result, indent=1) + "\n")

    keep()
    exceptions = [case for case in measured if case.skipped and case.method in options.once]
    for case in exceptions:
        case.skipped = None
        case.run(None)
        keep()


if __name__ == "__main__":
    main()
