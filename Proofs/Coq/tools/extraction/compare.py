#!/usr/bin/env python3
"""Compares the extracted checker with a plain search for equal n-grams, on random short strings."""
import os
import random
import subprocess
import sys

CASES = 300

seed = int(os.environ.get("VERBATIM_SEED", random.randrange(2 ** 32)))
source = random.Random(seed)
answers = [0, 0]
for case in range(CASES):
    n, size = source.randint(1, 4), source.randint(1, 300) if source.random() < 0.3 else source.randint(1, 4)
    # Mostly as long as strings can be; sometimes a token is too large or the length is wrong.
    length = source.randint(0, min(2 * size ** n // 3, 60) + 2)
    x = [source.randrange(size + (source.random() < 0.02)) for _ in range(length)]
    said = length + (source.random() < 0.05)
    grams = [tuple(x[i:i + n]) for i in range(length - n + 1)]
    right = 0 < length == said and max(x) < size and len(set(grams)) == len(grams)
    with open("case.txt", "w", encoding="ascii") as file:
        file.write("\n".join(map(str, [n, size, said] + x)) + "\n")
    status = subprocess.run([sys.argv[1], "case.txt"], stdout=subprocess.DEVNULL, check=False).returncode
    if status != 1 - right:
        sys.exit(f"compare.py: seed {seed}, case {case}: status {status}, expected {1 - right}: {n} {size} {said} {x}")
    answers[right] += 1
if min(answers) < CASES // 10:
    sys.exit(f"compare.py: seed {seed}: {answers[1]} strings of {CASES} are copied: too few of one kind")
print(f"compare.py: the extracted checker agrees with a plain search on {CASES} strings, {answers[1]} of them copied")
