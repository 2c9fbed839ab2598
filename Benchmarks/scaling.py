#!/usr/bin/env python3
"""The indexed engine on binary strings of 2^20 to 2^28 tokens, and the exponent of its time.

    scaling.py [--repetitions 5]

The lengths take turns. compare.py does this too, and keeps the results.
"""

import argparse

from measuring import Failed, construct, exponent, median, require_construct, say, timed

ORDERS = range(20, 29)


def measure(repetitions: int) -> dict:
    """Times by length, medians, and the exponents fitted to them."""
    process: dict[int, list[float]] = {n: [] for n in ORDERS}
    copying: dict[int, list[float]] = {n: [] for n in ORDERS}
    for _ in range(repetitions):
        for n in ORDERS:
            seconds, report = timed(construct(n, 2**n, "indexed"))
            if report["run"]["copied"] != 2**n or not report["run"]["terminated"]:
                raise Failed(f"2^{n} tokens were not copied")
            process[n].append(seconds)
            copying[n].append(report["run"]["seconds"])
    lengths = [2**n for n in ORDERS]
    return {
        "rows": [
            {
                "ngram": n, "length": 2**n, "processSeconds": process[n], "seconds": copying[n],
                "medianProcessSeconds": median(process[n]), "medianSeconds": median(copying[n]),
            }
            for n in ORDERS
        ],
        "exponentOfProcessSeconds": exponent(lengths, [median(process[n]) for n in ORDERS]),
        "exponentOfSeconds": exponent(lengths, [median(copying[n]) for n in ORDERS]),
    }


def report(result: dict) -> None:
    say("indexed, D = 2, L = 2^n: medians of the whole process and of the copying alone")
    for row in result["rows"]:
        say(f"  2^{row['ngram']}  {row['medianProcessSeconds']:9.4f} s  {row['medianSeconds']:9.5f} s")
    say(f"  time grows like L^{result['exponentOfProcessSeconds']:.3f} (process), "
        f"L^{result['exponentOfSeconds']:.3f} (copying)")


def main() -> None:
    parser = argparse.ArgumentParser(description="How the time of the indexed engine grows with the length.")
    parser.add_argument("--repetitions", type=int, default=5)
    options = parser.parse_args()
    require_construct()
    report(measure(options.repetitions))


if __name__ == "__main__":
    main()
