"""Running a program and timing it, and the few numbers that are made of such times."""

import json
import math
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONSTRUCT = HERE.parent / ".build" / "release" / "construct"


class Failed(Exception):
    """A run that says nothing about time: it did not copy, took too long, or lacks something."""


def timed(command: list[str], budget: float | None = None) -> tuple[float, dict]:
    """Seconds from the start of the process to its exit, and the JSON object that it printed."""
    begin = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=budget)
    except subprocess.TimeoutExpired:
        raise Failed(f"did not end within {budget:g} s") from None
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise Failed(lines[-1])
    return seconds, json.loads(done.stdout)


def construct(ngram: int, length: int, kernel: str) -> list[str]:
    """The command that copies the first `length` tokens of a de Bruijn sequence."""
    return [str(CONSTRUCT), "--ngram", str(ngram), "--length", str(length), "--kernel", kernel, "--json"]


def require_construct() -> None:
    if not os.access(CONSTRUCT, os.X_OK):
        sys.exit("no .build/release/construct: run 'make build' first")


def machine() -> dict:
    """What matters for the times, and no more: no name, no date."""
    wanted = ["sse2", "avx2", "avx512f", "avx512_vpopcntdq"]
    flags: set[str] = set()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("flags"):
                flags.update(line.split())
    except OSError:
        pass
    return {
        "architecture": platform.machine(), "system": platform.system(), "cores": os.cpu_count(),
        "instructionSets": [name for name in wanted if name in flags],
    }


def median(values: list[float]) -> float:
    return statistics.median(values)


def exponent(lengths: list[int], seconds: list[float]) -> float:
    """The slope of the least-squares line through log time against log length."""
    return statistics.linear_regression([math.log(x) for x in lengths], [math.log(y) for y in seconds]).slope


def say(text: str) -> None:
    print(text, flush=True)
