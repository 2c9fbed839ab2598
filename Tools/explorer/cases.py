"""Random strings, and what 'construct trace' says about them, to compare with what the page computes."""

import json
import random
import subprocess

# The most characters of a value that a message shows.
SHOWN = 120


def distinct(rng, ngram, alphabet, length):
    """A random string that repeats no n-gram; shorter than asked for where the walk cannot go on."""
    string, seen = [], set()
    while len(string) < length:
        letters = list(range(alphabet))
        rng.shuffle(letters)
        tails = [(letter, tuple((string + [letter])[-ngram:])) for letter in letters]
        free = [(letter, tail) for letter, tail in tails if len(tail) < ngram or tail not in seen]
        if not free:
            break
        string.append(free[0][0])
        seen.add(free[0][1])
    return string


def planted(rng, ngram, alphabet, length):
    """A random string, one of whose n-grams, or more, stands again somewhere else."""
    string = [rng.randrange(alphabet) for _ in range(length)]
    for _ in range(rng.randint(1, 2)):
        if length > ngram:
            here, there = rng.randrange(length - ngram + 1), rng.randrange(length - ngram + 1)
            string[there : there + ngram] = string[here : here + ngram]
    return string


def draw(rng, index):
    """A case: n, D, a string, and the rule of the scale."""
    ngram, alphabet = rng.randint(1, 5), rng.choice([2, 2, 3, 3, 4, 5, 7, 8, 9, 16, 17, 26])
    # Every fifth case is shorter than n or not much longer; every fiftieth is long.
    length = rng.randint(1, ngram + 1) if index % 5 == 0 else rng.randint(1, 40)
    if index % 50 == 1:
        length = rng.randint(60, 110)
    kind = rng.choice(["distinct", "planted", "uniform"])
    if kind == "distinct":
        string = distinct(rng, ngram, alphabet, length)
    elif kind == "planted":
        string = planted(rng, ngram, alphabet, length)
    else:
        string = [rng.randrange(alphabet) for _ in range(length)]
    if index % 10 == 3:  # An exact tie: y goes on with y once, and once with x.
        ngram, (x, y) = 1, rng.sample(range(alphabet), 2)
        string = [x, y, y, x]
    return {"ngram": ngram, "alphabet": alphabet, "tokens": string, "free": rng.random() < 0.2}


def letters(tokens):
    return "".join(chr(ord("a") + token) for token in tokens)


def traced(construct, case):
    """What 'construct trace --json' prints: its status is 1 where the string is miscopied."""
    command = [construct, "trace", "--string", letters(case["tokens"]), "--ngram", str(case["ngram"])]
    command += ["--alphabet", str(case["alphabet"]), "--keys", "all", "--json"]
    command += ["--scale", "length-free"] if case.get("free") else []
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1) or done.stderr:
        raise AssertionError("%s\nstatus %d: %s" % (" ".join(command), done.returncode, done.stderr))
    trace = json.loads(done.stdout)
    failed = trace["run"]["generated"] != trace["input"]["tokens"] + [case["alphabet"] + 2]
    assert (done.returncode == 1) == failed, "status %d: %s" % (done.returncode, " ".join(command))
    return trace


def difference(first, second, place="trace"):
    """Where two JSON values differ, in words, or None. The second may have more keys in an object, never fewer."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in first:
            if key not in second:
                return "%s.%s: the page has it, construct does not" % (place, key)
            found = difference(first[key], second[key], "%s.%s" % (place, key))
            if found:
                return found
        return None
    if isinstance(first, list) and isinstance(second, list):
        if len(first) != len(second):
            return "%s: the page has %d elements, construct %d" % (place, len(first), len(second))
        for index, pair in enumerate(zip(first, second)):
            found = difference(*pair, "%s[%d]" % (place, index))
            if found:
                return found
        return None
    # L_max goes beyond what JavaScript holds as a number, so there it is a text.
    if str(first) != str(second) or (first is None) != (second is None):
        return "%s: the page says %s, construct %s" % (place, str(first)[:SHOWN], str(second)[:SHOWN])
    return None


# What both sides must have: the page cannot agree by leaving something out.
EXPECTED = {
    "construction": {
        "ngram",
        "alphabet",
        "codeBits",
        "scale",
        "boundaryBonus",
        "width",
        "hidden",
        "maxLength",
    },
    "position": {"position", "token", "gathered", "query", "key"},
    "step": {
        "step",
        "position",
        "keys",
        "visible",
        "rightKey",
        "output",
        "logits",
        "margin",
        "wrote",
        "tied",
        "due",
    },
    "run": {"generated", "copied", "terminated", "firstMismatch", "minAttention", "minMargin"},
}


def missing(page):
    """What the page's trace lacks, or None."""
    for name, found in (
        ("construction", page["construction"]),
        ("position", page["positions"][0]),
        ("step", page["steps"][0]),
        ("run", page["run"]),
    ):
        if set(found) != EXPECTED[name]:
            return "the page's %s has other keys: %s" % (name, ", ".join(sorted(set(found) ^ EXPECTED[name])))
    return None


def compare(browser, case, trace):
    """What is different between the page's trace and that of construct, or None."""
    argument = {key: case[key] for key in ("ngram", "alphabet", "tokens")}
    if case.get("free"):
        argument["scale"] = trace["construction"]["scale"]
        argument["bonus"] = trace["construction"]["boundaryBonus"]
    page = json.loads(browser.run("return JSON.stringify(window.verbatim.trace(arguments[0]))", argument))
    return missing(page) or difference(page, trace)


def shrunk(browser, construct, case):
    """A shorter case that differs too: tokens are left out for as long as that is so."""
    index = 0
    while index < len(case["tokens"]) and len(case["tokens"]) > 1:
        shorter = dict(case, tokens=case["tokens"][:index] + case["tokens"][index + 1 :])
        if compare(browser, shorter, traced(construct, shorter)):
            case, index = shorter, 0
        else:
            index += 1
    return case


class Cases:
    """The cases of a seed, with what construct says about each, asked for once."""

    def __init__(self, construct, seed, count):
        self.construct, self.seed = construct, seed
        rng = random.Random(seed)
        self.cases = [draw(rng, index) for index in range(count)]
        self.traces = [traced(construct, case) for case in self.cases]

    def counts(self):
        """How many strings are copied, miscopied, tied, and shorter than n."""
        runs = [trace["run"] for trace in self.traces]
        wrong = [run["firstMismatch"] for run in runs if run["firstMismatch"]]
        return {
            "copied": len(runs) - len(wrong),
            "miscopied": len([mismatch for mismatch in wrong if mismatch["wrote"] is not None]),
            "tied": len([mismatch for mismatch in wrong if mismatch["wrote"] is None]),
            "after a mistake": len(
                [t for t in self.traces if any(step["due"] is None for step in t["steps"])]
            ),
            "L < n": len([case for case in self.cases if len(case["tokens"]) < case["ngram"]]),
            "L = 1": len([case for case in self.cases if len(case["tokens"]) == 1]),
            "length-free": len([case for case in self.cases if case["free"]]),
        }

    def check(self, browser):
        absent = [kind for kind, count in self.counts().items() if count == 0]
        assert not absent, "seed %d draws no case: %s" % (self.seed, ", ".join(absent))
        for index, (case, trace) in enumerate(zip(self.cases, self.traces)):
            if compare(browser, case, trace):
                small = shrunk(browser, self.construct, case)
                raise AssertionError(
                    "seed %d, case %d, shrunk to n = %d, D = %d, %s%s: %s"
                    % (
                        self.seed,
                        index,
                        small["ngram"],
                        small["alphabet"],
                        letters(small["tokens"]),
                        ", length-free" if small["free"] else "",
                        compare(browser, small, traced(self.construct, small)),
                    )
                )
