#!/usr/bin/env python3
"""Draws time-against-length.svg from results.json: log-log, one line for each method.

Prints the tables of README.md as well, from the same file.
"""

import json
import math
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 80, 56, 56

# Method, its label, and a class that gives the color.
METHODS = [
    ("PyTorch, compiled", "PyTorch, compiled", "d"),
    ("PyTorch, eager", "PyTorch, eager", "c"),
    ("PyTorch, eager, float64", "PyTorch, eager, float64", "f"),
    ("float32", "construct float32", "e"),
    ("packed", "construct packed", "a"),
    ("indexed", "construct indexed", "b"),
    ("indexed, binary", "indexed, binary strings", "b"),
]

# Whose label stands above the end of the line and not beside it, where another line begins or passes.
ABOVE = {"indexed", "indexed, binary"}

# Colors of middling lightness, which can be read on white and on black; lines that run close have dashes too.
STYLE = """
text { font: 13px sans-serif; fill: #1f2328 }
.small { font-size: 12px; fill: #59636e }
.title { font-weight: bold; font-size: 14px }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.a { stroke: #0969da } .dot.a, text.a { fill: #0969da }
.b { stroke: #1a7f37 } .dot.b, text.b { fill: #1a7f37 }
.c { stroke: #bc4c00 } .dot.c, text.c { fill: #bc4c00 }
.d { stroke: #8250df } .dot.d, text.d { fill: #8250df }
.e { stroke: #9a6700 } .dot.e, text.e { fill: #9a6700 }
.f { stroke: #bf3989 } .dot.f, text.f { fill: #bf3989 }
.line.d { stroke-dasharray: 7 4 } .line.f { stroke-dasharray: 2 3 }
text.a, text.b, text.c, text.d, text.e, text.f { stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .small { fill: #9198a1 } .grid { stroke: #3d444d }
  .background { fill: #0d1117 }
  .a { stroke: #4493f8 } .dot.a, text.a { fill: #4493f8 }
  .b { stroke: #3fb950 } .dot.b, text.b { fill: #3fb950 }
  .c { stroke: #f0883e } .dot.c, text.c { fill: #f0883e }
  .d { stroke: #ab7df8 } .dot.d, text.d { fill: #ab7df8 }
  .e { stroke: #d29922 } .dot.e, text.e { fill: #d29922 }
  .f { stroke: #e275ad } .dot.f, text.f { fill: #e275ad }
  text.a, text.b, text.c, text.d, text.e, text.f { stroke: none }
}
"""

SUPERSCRIPT = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def power(exponent: int) -> str:
    """A power of ten as people read it: 0.01 s to 100 s in digits, others with an exponent."""
    if -3 <= exponent <= 3:
        return f"{10.0**exponent:g}"
    return "10" + str(exponent).translate(SUPERSCRIPT)


class Axes:
    """Decades of length and of time on the page."""

    def __init__(self, points: list[tuple[float, float]]):
        self.x = self._decades([x for x, _ in points])
        self.y = self._decades([y for _, y in points])

    @staticmethod
    def _decades(values: list[float]) -> tuple[int, int]:
        return math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)

    def place(self, x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - self.x[0]) / (self.x[1] - self.x[0])
        up = (math.log10(y) - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def draw(self) -> list[str]:
        parts = []
        for decade in range(self.x[0], self.x[1] + 1):
            x, y = self.place(10.0**decade, 10.0**self.y[0])
            parts.append(f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{y:.1f}"/>')
            parts.append(text(x, y + 20, "10" + str(decade).translate(SUPERSCRIPT), "small", "middle"))
        for decade in range(self.y[0], self.y[1] + 1):
            x, y = self.place(10.0**self.x[0], 10.0**decade)
            parts.append(f'<line class="grid" x1="{x:.1f}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>')
            parts.append(text(x - 8, y + 4, power(decade), "small", "end"))
        parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "tokens copied", "small", "middle"))
        return parts


def text(x: float, y: float, words: str, classes: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}" text-anchor="{anchor}">{escape(words)}</text>'


def series(results: dict) -> dict[str, list[tuple[float, float]]]:
    """Length and median seconds of each method, and of `indexed` where its growth was measured."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in results["copying"]:
        if "medianProcessSeconds" in row:
            found.setdefault(row["method"], []).append((row["length"], row["medianProcessSeconds"]))
    found["indexed, binary"] = [
        (row["length"], row["medianProcessSeconds"]) for row in results["scaling"]["rows"]]
    return {method: sorted(points) for method, points in found.items()}


def spread(heights: list[float], gap: float = 17) -> list[float]:
    """The heights moved apart so that labels there do not overlap; in the given, ascending order."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    return placed


def draw(results: dict) -> str:
    found = series(results)
    axes = Axes([point for points in found.values() for point in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-label="Time against length, by method">',
        f"<style>{STYLE}</style>",
        f'<rect class="background" width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(16, 22, "Copying a de Bruijn string, process start to exit", "title"),
        text(16, 40, "seconds, medians; both axes logarithmic", "small"),
    ]
    parts += axes.draw()
    lines, ends = [], []
    for method, label, color in METHODS:
        if method not in found:
            continue
        places = [axes.place(x, y) for x, y in found[method]]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        lines.append(f'<polyline class="line {color}" points="{line}"/>')
        lines += [f'<circle class="dot {color}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places]
        x, y = places[-1]
        if method in ABOVE:
            lines.append(text(x, y - 12, label, color, "end"))
        else:
            ends.append((x, y, label, color))
    # Lines that end at one length share a column of labels. Behind a label there is no grid.
    for column in sorted({x for x, _, _, _ in ends}):
        group = sorted((end for end in ends if end[0] == column), key=lambda end: end[1])
        for (x, _, label, color), y in zip(group, spread([end[1] for end in group])):
            parts.append(
                f'<rect class="background" fill="#ffffff" x="{x + 7:.1f}" y="{y - 8:.1f}" '
                f'width="{7 * len(label)}" height="16"/>')
            lines.append(text(x + 9, y + 4, label, color))
    parts += lines
    return "\n".join(parts + ["</svg>"]) + "\n"


def seconds(value: float) -> str:
    """Three significant digits, without exponents."""
    digits = max(0, 2 - math.floor(math.log10(value)))
    return f"{round(value, digits):,.{digits}f}"


def cell(row: dict) -> str:
    if "medianProcessSeconds" not in row:
        return "left out"
    runs = "" if row["repetitions"] > 1 else " (one run)"
    return f"{seconds(row['medianProcessSeconds'])} ({seconds(row['medianSeconds'])}){runs}"


def tables(results: dict) -> str:
    """Medians by method and length, the growth of `indexed`, and the floor, in Markdown."""
    rows = results["copying"]
    lengths = sorted({row["length"] for row in rows})
    lines = ["| method | " + " | ".join(f"L = {x:,}" for x in lengths) + " | times packed at L = 10,000 |"]
    lines.append("|---" * (len(lengths) + 2) + "|")
    for method in dict.fromkeys(row["method"] for row in rows):
        own = {row["length"]: row for row in rows if row["method"] == method}
        ratio = own[10_000]
        lines.append(
            f"| {method} | " + " | ".join(cell(own[x]) for x in lengths)
            + f" | {ratio['processTimesPacked']:.3g} ({ratio['timesPacked']:.3g}) |")
    lines += ["", "| L, by `indexed` | process | copying |", "|---|---|---|"]
    for row in results["scaling"]["rows"]:
        lines.append(
            f"| 2^{row['ngram']} | {seconds(row['medianProcessSeconds'])} s | {seconds(row['medianSeconds'])} s |")
    lines += ["", "| variant | keys | counted in a second | summed in a second | ratio |", "|---|---|---|---|---|"]
    for row in results["floor"]:
        lines.append(
            f"| `{row['kernel']}` | {row['keys']:,} | {row['countPerSecond'] / 1e9:.2f} * 10^9 | "
            f"{row['sumPerSecond'] / 1e9:.2f} * 10^9 | {row['ratio']:.2f} |")
    return "\n".join(lines)


def main() -> None:
    results = json.loads((HERE / "results.json").read_text())
    (HERE / "time-against-length.svg").write_text(draw(results), encoding="utf-8")
    print(tables(results))


if __name__ == "__main__":
    main()
