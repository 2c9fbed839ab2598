#!/usr/bin/env python3
"""Checks certificates, schema verbatim.certificate/1: python3 check.py FILE ...

Written from CERTIFICATES.md, with Python's standard library alone. Prints a line for each file. Exit status 0: all hold;
1: one does not; 64: one is no certificate, or is about a machine that is not replayed here.
"""
import functools, hashlib, json, math, os, re, stat, sys
from fractions import Fraction
from operator import mul

sys.dont_write_bytecode = True  # no cache beside the pages
import check_recurrences

class Malformed(Exception): "No certificate."
class Rejected(Exception): "A certificate that does not hold."
def need(condition, message):
    if not condition:
        raise Malformed(message)

def same(name, found, computed):
    if found != computed:
        raise Rejected("%s: %.80s; computed %.80s" % (name, found, computed))

# --- Form: objects of exactly these keys; a type stands for its values, a list for arrays of its element.
HEAD = {"schema": str, "kind": str, "claim": str}
STRING = {"length": int, "sha256": str, "tokens": [int]}
MODEL = {"ngram": int, "alphabet": int, "rule": str, "codeBits": int, "scale": int, "boundaryBonus": int, "sha256": str}
BLOCK, FAILURE = dict(first=int, last=int, position=int, weight=str, margin=str), dict(method=str, positions=[int])
STEP = {"step": int, "wrote": (int, type(None)), "due": int, "rival": int, "dueLogit": str, "rivalLogit": str}
TABLE = {"type": str, "alphabet": int, "start": int, "updates": [[int]], "outputs": [int], "sha256": str}
SHARED = {"state": str, "miscopied": str, "step": int, "wrote": int, "due": int}

def fits(value, form, place):
    if isinstance(form, dict):
        need(isinstance(value, dict) and set(value) == set(form), "%s: expected the keys %s" % (place, ", ".join(form)))
        _ = [fits(value[key], form[key], place + "." + key) for key in form]
    elif isinstance(form, list):
        need(isinstance(value, list), place + ": expected an array")
        _ = [fits(element, form[0], place) for element in value]
    else:
        need(isinstance(value, form) and not isinstance(value, bool), "%s: %.40s has a wrong type" % (place, value))

def parse(data):
    def fields(pairs):
        need(len(dict(pairs)) == len(pairs), "a key stands twice in an object")
        return dict(pairs)
    def whole(text):
        need(text.isdigit() and len(text) <= 15, "%.40s: expected a whole number of 15 digits at most" % text)
        return int(text)
    need(not re.search(rb"[^\t\n\r\x20-\x7e]|\\", data), "a byte that is not printable ASCII, or a backslash")
    try:
        return json.loads(data, object_pairs_hook=fields, parse_int=whole, parse_float=whole, parse_constant=whole)
    except (ValueError, RecursionError) as error:
        raise Malformed("no JSON: %s" % error)

class Model:
    def __init__(self, record):
        n, D, self.record, self.free = record["ngram"], record["alphabet"], record, record["rule"] == "length-free"
        need(1 <= n <= 1024 and 2 <= D <= 65536 and record["rule"] in ("length-free", "length-dependent"), "model: a range")
        d = max(2, (D - 1).bit_length())
        nonzeros = 2 * D * d + 4 + (5 * n + 4) * (d + 1) + n * n * (2 * d + 2) + 2 * n * (7 * d + 3)
        need(nonzeros <= 4000000, "model: %d weights that are not zero > 4000000" % nonzeros)
        self.n, self.D, self.d, self.longest = n, D, d, min(D ** n + n - 1, 2 ** 62)
        self.beta, self.B = 1, 0 if self.free else 2
        while self.interior() >= Fraction(1, 8) if self.free else 4 ** self.beta <= 8 * (2 * self.longest + 1):
            self.beta += 1
        while self.free and 2 ** (self.beta * self.B) <= 8 * (self.longest + 1):
            self.B += 1

    def interior(self):
        ones = [bin(b).count("1") for b in range(self.D)]
        W = sum(ones.count(k) * Fraction(1, 4 ** (self.beta * k)) for k in set(ones))
        s = Fraction(1, 2 ** (self.beta * self.d))
        return 2 * (W ** self.n - 1) + 2 * s * (1 - s ** self.n) / (1 - s) + s ** self.n

    def check(self, L):
        for name, value in ("codeBits", self.d), ("scale", self.beta), ("boundaryBonus", self.B):
            same("model." + name, self.record[name], value)
        same("string.length", L, min(L, self.longest))
        self.build()
        digest = hashlib.sha256()
        for name, sizes in self.sizes.items():
            lines = [" ".join(map(str, (name, *sizes)))]
            for row, entries in sorted(self.T[name].items()):
                lines += ["%d %d %d" % (row, column, entries[column]) if len(sizes) == 2 else "%d %d" % (row, entries[0])
                          for column in sorted(entries)]
            digest.update(("\n".join(lines) + "\n").encode())
        same("model.sha256", self.record["sha256"], digest.hexdigest())

    def build(self):
        """T: name -> {row: {column: value}}, the entries that are not zero; a vector has the column 0."""
        n, d, D, e, E = self.n, self.d, self.D, self.d + 1, self.n * (self.d + 1)
        G, Q, K = ([d + 2 + (first + k) * e for k in range(n + 1)] for first in (0, n + 1, 2 * n))
        O, start, h = d + 2 + (3 * n + 1) * e, d + 1, 4 * E  # K[k] is K_k, and K[0] is nothing
        V, r, both = D + 3, O + e, "window wq wk wv wo".split()
        shapes = lambda heads, size: [(heads,)] + 3 * [(heads * size, r)] + [(r, heads * size)]
        self.sizes = {"embed": (V, r), **{"layers.0.attn." + name: size for name, size in zip(both, shapes(n + 1, e))},
                      "layers.0.mlp.w1": (h, r), "layers.0.mlp.b1": (h,), "layers.0.mlp.w2": (r, h),
                      **{"layers.1.attn." + name: size for name, size in zip(both, shapes(1, E))}, "unembed": (V, r)}
        self.T = {name: {} for name in self.sizes}
        def put(name, row, column, value):
            self.T[name if "embed" in name else "layers." + name].setdefault(row, {})[column] = value
        for a in range(D):
            for i in range(d):
                put("embed", a, i, 1 if a >> i & 1 else -1)
                put("unembed", a, O + i, 4 if a >> i & 1 else -4)
        self.T["embed"].update({D: {d: 1, start: 1}, D + 1: {d: 1}, D + 2: {}})
        put("unembed", D + 2, O + d, 3 * d)
        for t in range(1, n + 2):
            put("0.attn.window", t - 1, 0, t)
            for i in range(e):
                put("0.attn.wv", (t - 1) * e + i, i, 1)
                put("0.attn.wo", G[t - 1] + i, (t - 1) * e + i, t)
                if t <= n:
                    put("0.attn.wo", G[t] + i, (t - 1) * e + i, -t)
        gates = [(Q[k], k, [G[j] + d for j in range(k)]) for k in range(n)]
        gates += [(K[k], k, [start] + [G[j] + d for j in range(1, k)]) for k in range(1, n + 1)]
        for first, (target, k, silencers) in zip(range(0, h, 2 * d + 2), gates):
            for unit in range(2 * d + 2):
                self.T["layers.0.mlp.w1"][first + unit] = {column: -4 for column in silencers}
                if unit < 2 * d:
                    put("0.mlp.w1", first + unit, G[k] + unit // 2, 2)
                    put("0.mlp.w2", target + unit // 2, first + unit, -1 if unit % 2 else 1)
                    put("0.mlp.w2", target + unit // 2, first + 2 * d, -1)
                if unit <= 2 * d:
                    put("0.mlp.b1", first + unit, 0, -1 if unit % 2 else 1)
            put("0.mlp.w1", first + 2 * d + 1, G[k] + d, 1)
            put("0.mlp.w2", target + d, first + 2 * d + 1, 1)
        for k in range(n):
            for i in range(e):
                put("1.attn.wq", k * e + i, Q[k] + i, self.beta * (self.B if i == d else 1))
                put("1.attn.wk", k * e + i, K[k + 1] + i, 1)
                put("1.attn.wv", i, i, 1)
                put("1.attn.wo", O + i, i, 1)

    def times(self, name, x):
        products = ((row, sum(v * x[c] for c, v in entries.items() if c in x)) for row, entries in self.T[name].items())
        return {row: value for row, value in products if value}

    def steps(self, x):
        """Reads BOS x COPY x; from COPY on yields the second layer's weights and the logits, all times their sum."""
        n, e, values, keys, read = self.n, self.d + 1, [], [], []
        dense = lambda v, size: [int(v.get(i, 0)) for i in range(size)]
        add = lambda x, y: {c: x.get(c, 0) + y.get(c, 0) for c in {**x, **y}}
        biases = {row: entry[0] for row, entry in self.T["layers.0.mlp.b1"].items()}
        for position, token in enumerate([self.D] + x + [self.D + 1] + x):
            stream, mean = self.T["embed"][token], {}
            values.append(self.times("layers.0.attn.wv", stream))
            for head in range(n + 1):  # wq is zero: all scores are, and a head takes the mean of its window
                seen = values[max(0, position + 1 - self.T["layers.0.attn.window"][head][0]):]
                for row in range(head * e, head * e + e):
                    mean[row] = Fraction(sum(v.get(row, 0) for v in seen), len(seen))
            stream = add(stream, self.times("layers.0.attn.wo", mean))
            hidden = add(self.times("layers.0.mlp.w1", stream), biases)
            stream = add(stream, self.times("layers.0.mlp.w2", {u: v for u, v in hidden.items() if v > 0}))
            keys.append(dense(self.times("layers.1.attn.wk", stream), n * e))
            read.append(dense(self.times("layers.1.attn.wv", stream), e))
            if position > len(x):
                query = dense(self.times("layers.1.attn.wq", stream), n * e)
                scores = [sum(map(mul, query, key)) for key in keys]
                weights = [1 << score for score in map((-min(scores)).__add__, scores)]
                mean = {i: sum(w * v[i] for w, v in zip(weights, read) if v[i]) for i in range(e)}
                logits = self.times("unembed", self.times("layers.1.attn.wo", mean))
                yield weights, [logits.get(token, 0) for token in range(self.D + 3)]

def de_bruijn(D, n, length):
    word, tokens = [0], []
    while word and len(tokens) < length:
        tokens += word if n % len(word) == 0 else []
        word = [word[i % len(word)] for i in range(n)]  # Duval: the next Lyndon word of at most n tokens
        while word and word[-1] == D - 1:
            word.pop()
        word[-1:] = [word[-1] + 1] if word else []
    return (tokens + [0] * (n - 1))[:length]

def form_of_string(value, D, place):
    generated = place == "string" and isinstance(value, dict) and "generator" in value
    fits(value, {"length": int, "sha256": str, "generator": str} if generated else STRING, place)
    need(1 <= value["length"] <= 2 ** (24 if generated else 20) and len(value.get("tokens", ())) <= 2 ** 20 and
         value.get("generator", "de-bruijn") == "de-bruijn" and max(value.get("tokens") or [0]) < D, place + ": a range")

def content(value, D, n, place):
    x = value["tokens"] if "tokens" in value else de_bruijn(D, n, value["length"])
    data = b"".join(token.to_bytes(1 if D <= 256 else 8, "little") for token in x)
    same(place, (value["length"], value["sha256"]), (len(x), hashlib.sha256(data).hexdigest()))
    return x

def ngrams(x, n):
    """A number for each place that has n tokens from it on, the same where these are the same."""
    names, size = x, 1
    while size < n:
        step, seen = min(size, n - size), {}
        names, size = [seen.setdefault(pair, len(seen)) for pair in zip(names, names[step:])], size + step
    return names

def promise(model, L, first, last):
    """The weight and the margin that the theorem promises for the steps of a block."""
    d, r = model.d, Fraction(L + 1 + last, 4 ** model.beta)
    if model.free:
        start = Fraction(L + 1, 2 ** (model.beta * model.B))
        r = max(start if first < model.n else 0, model.rest if last >= model.n else 0)
    same("steps %d to %d: r = %.40s >= 1/8" % (first, last, r), r >= Fraction(1, 8), False)
    p = Fraction(math.floor(2 ** 64 / (1 + r)), 2 ** 64)
    margins = [8 * (2 * p - 1), d * (11 * p - 7), 4 * d * (2 * p - 1)] if first < L else []
    return p, min(margins + ([d * (7 * p - 4), 3 * d * p] if last == L else []))

def check_run(value, fails):
    is_exact = isinstance(value.get("evidence"), dict) and value["evidence"].get("method") == "exact"
    form = {**FAILURE, **(STEP if is_exact else {})} if fails else {"method": str, "blocks": [BLOCK]}
    fits(value, {**HEAD, "model": MODEL, "string": object, "evidence": form}, "certificate")
    evidence, model = value["evidence"], Model(value["model"])
    n, d, D = model.n, model.d, model.D
    form_of_string(value["string"], D, "string")
    L, blocks = value["string"]["length"], evidence.get("blocks", [])
    need(evidence["method"] in ("exact", "theorem") and len(blocks) <= 64 and len(evidence.get("positions", ())) <= 2 and (
        not is_exact or 2 * (L + 1) ** 2 * n * (d + 1) <= 20000000 and model.beta * (2 * n * d + model.B) <= 4096),
        "evidence: of another method, or too large")
    same("claim", value["claim"], "X.failure-set" if fails else "X.scale" if model.free else "T2.3")
    model.check(L)
    x = content(value["string"], D, n, "string")
    due, names, first, found = x + [D + 2], ngrams(x, n), {}, []
    if fails:
        pairs = ((first.setdefault(name, t), t) for t, name in enumerate(names, n))
        same("positions", evidence["positions"], next(([f + 1, t + 1] for f, t in pairs if due[f] != due[t]), None))
        same("rule", model.free and not is_exact, False)
    same("n-grams", not fails and len(set(names)) < len(names), False)
    for t, (weights, logits) in enumerate(model.steps(x) if is_exact else ()):
        total, lead = sum(weights), logits[due[t]]
        rival = max((v for v in range(D + 3) if v != due[t]), key=lambda v: (logits[v], -v))
        if lead <= logits[rival]:
            same("step %d is right" % t, not fails, False)
            wrote = rival if logits.count(logits[rival]) == 1 else None
            computed = [t, wrote, due[t], rival, str(Fraction(lead, total)), str(Fraction(logits[rival], total))]
            return same("evidence", [evidence[name] for name in STEP], computed)
        found.append((Fraction(weights[t + 1], total), Fraction(lead - logits[rival], total)))
    same("copied", fails and is_exact, False)
    size, model.rest = -(-(L + 1) // 64), model.interior() if model.free else 0
    same("blocks", len(blocks), 0 if fails else -(-(L + 1) // size))
    for f, block in zip(range(0, L + 1, size), blocks):
        l = min(f + size - 1, L)
        weight, margin = map(min, zip(*found[f:l + 1])) if is_exact else promise(model, L, f, l)
        same("block", block, dict(first=f, last=l, position=f + 1, weight=str(weight), margin=str(margin)))

def machine(m):
    """D, the canonical text, what a token costs, and what makes (first state, update, output, text of a state)."""
    if isinstance(m, dict) and m.get("type") != "table":
        return check_recurrences.machine(m, need, lambda form: fits(m, form, "machine"))
    fits(m, TABLE, "machine")
    D, start, rows, outputs = (m[key] for key in ("alphabet", "start", "updates", "outputs"))
    S = len(rows)
    need(2 <= D <= 65536 and 0 < S * (D + 3) <= 2 ** 20 and start < S == len(outputs) and max(outputs) < D + 3 and
         all(len(row) == D + 3 and max(row) < S for row in rows), "machine: tables of other sizes, or an entry out of range")
    text = "\n".join(["table %d %d %d" % (D, S, start)] + [" ".join(map(str, row)) for row in rows + [outputs]]) + "\n"
    return D, text, 0, lambda: (start, lambda s, a: rows[s][a], lambda s: outputs[s], lambda s: "%x" % s)

def check_witness(value):
    fits(value, {**HEAD, "machine": object, "first": object, "second": object, "evidence": SHARED}, "certificate")
    D, text, cost, make = machine(value["machine"])
    _ = [form_of_string(value[name], D, name) for name in ("first", "second")]
    evidence, t, L = value["evidence"], value["evidence"]["step"], value["first"]["length"]
    need(evidence["miscopied"] in ("first", "second") and t <= L and (2 * L + t + 5) * cost <= 2 ** 26, "out of range")
    same("claim", value["claim"], "T2.7")
    same("machine.sha256", value["machine"]["sha256"], hashlib.sha256(text.encode()).hexdigest())
    first, second = (content(value[name], D, 0, name) for name in ("first", "second"))
    same("strings", (len(first), first < second, t < L, first[:t]), (len(second), True, True, second[:t]))
    start, update, output, hexadecimal = make()
    for x in first, second:
        state = functools.reduce(update, [D] + x + [D + 1], start)
        same("state", evidence["state"], hexadecimal(state))
    for token in first[:t]:
        same("written before step %d" % t, output(state), token)
        state = update(state, token)
    wrote = output(state)
    name, due = ("second", second[t]) if wrote == first[t] else ("first", first[t])
    same("evidence", [evidence[key] for key in ("wrote", "due", "miscopied")] + [wrote == due], [wrote, due, name, False])

def check(path):
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        status = os.fstat(file.fileno())
        need(stat.S_ISREG(status.st_mode) and status.st_size <= 2 ** 24, "expected a regular file of 2^24 bytes at most")
        value = parse(file.read(2 ** 24 + 1))
    need(isinstance(value, dict) and value.get("schema") == "verbatim.certificate/1" and
         value.get("kind") in ("copy", "failure", "gssm-witness"), "the schema or the kind is another")
    check_witness(value) if value["kind"] == "gssm-witness" else check_run(value, value["kind"] == "failure")
    return "holds (%s, %s)" % (value["kind"], value["claim"])

if __name__ == "__main__":
    getattr(sys, "set_int_max_str_digits", int)(0)  # exact fractions are longer than newer versions let through
    results = []
    for path in sys.argv[1:]:
        try:
            results.append((0, check(path)))
        except Rejected as problem:
            results.append((1, "rejected: %s" % problem))
        except (Malformed, OSError) as problem:
            results.append((64, "no certificate: %s" % problem))
        print("%s: %s" % (path, results[-1][1]))
    sys.exit(max(results)[0] if results else 64)
