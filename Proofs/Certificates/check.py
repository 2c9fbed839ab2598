#!/usr/bin/env python3
"""Checks certificates, schema verbatim.certificate/1, written from FORMAT.md: python3 check.py FILE ...

A model, a string and a method have one certificate, as have a machine and two strings. These alone are read;
the certificate is made anew and compared. Exit status 0: all hold; 1: one does not; 64: one is none.
"""
import functools, hashlib, itertools, json, math, operator, pathlib, re, struct, sys
from fractions import Fraction

class Problem(Exception):
    """A status and a message."""

def need(condition, status, message):
    if not condition:
        raise Problem(status, message)

def parse(data):
    """JSON of objects, arrays, null, short whole numbers, and strings of printable ASCII without escapes."""
    def fields(pairs):
        need(len(dict(pairs)) == len(pairs), 64, "a key stands twice in an object")
        return dict(pairs)
    bare = re.sub(rb'"[ !#-\[\]-~]*"', b"", data)
    need(not re.search(rb"[^][{}:,\s0-9nul]|[0-9]{16}", bare), 64, "a byte or a number that is not allowed")
    return json.loads(data, object_pairs_hook=fields)

def compare(found, computed, place):
    need(type(found) is type(computed) or place.endswith(".wrote"), 64, place + ": of another type")
    if isinstance(computed, dict):
        need(found.keys() == computed.keys(), 64, "%s: expected the keys %s" % (place, ", ".join(computed)))
    if isinstance(computed, (dict, list)):
        for key in computed if isinstance(computed, dict) else range(min(len(found), len(computed))):
            compare(found[key], computed[key], "%s.%s" % (place, key))
    need(found == computed, 1, "%s: %.80s; computed %.80s" % (place, found, computed))

def digest(lines):
    return hashlib.sha256("".join(" ".join(map(str, line)) + "\n" for line in lines).encode()).hexdigest()

def de_bruijn(D, n, length):
    word, tokens = [-1], []
    while word and len(tokens) < length:
        word[-1] += 1
        tokens += word if n % len(word) == 0 else []
        word = [word[i % len(word)] for i in range(n)]  # Duval: the next Lyndon word of at most n tokens
        while word and word[-1] == D - 1:
            word.pop()
    return (tokens + [0] * (n - 1))[:length]

def string(given, D, n=0):
    """The tokens of a string, and its object. Only with n may that name a generator."""
    if n and "generator" in given:
        need(1 <= given["length"] <= 2 ** 24 and given["generator"] == "de-bruijn", 64, "string: a range")
        x, source = de_bruijn(D, n, given["length"]), {"generator": "de-bruijn"}
    else:
        x, source = given["tokens"], {"tokens": given["tokens"]}
        need(1 <= len(x) <= 2 ** 20 and all(a < D for a in x), 64, "tokens: out of range")
    data = b"".join(a.to_bytes(1 if D <= 256 else 8, "little") for a in x)
    return x, {"length": len(x), "sha256": hashlib.sha256(data).hexdigest(), **source}

def tensors(n, D, d, beta, B):
    """name -> sizes, and the entries that are not zero: (row, column, value), of a vector (index, value)."""
    e, E, h, V, units = d + 1, n * (d + 1), 4 * n * (d + 1), D + 3, range(2 * d + 2)
    G, Q, K = ([d + 2 + (first + k) * e for k in range(n + 1)] for first in (0, n + 1, 2 * n))  # no K[0]
    start, O, r, w1, b1, w2 = d + 1, K[n] + e, K[n] + 2 * e, [], [], []
    code = [(a, i, 1 if a >> i & 1 else -1) for a in range(D) for i in range(d)]
    rows = [(k, i, k * e + i) for k in range(n + 1) for i in range(e)]
    groups = [(Q[k], G[k], [G[j] + d for j in range(k)]) for k in range(n)]
    groups += [(K[k], G[k], [start] + [G[j] + d for j in range(1, k)]) for k in range(1, n + 1)]
    for first, (target, source, silencers) in zip(range(0, h, 2 * e), groups):
        w1 += [(first + u, column, -4) for u in units for column in silencers]
        w1 += [(first + u, source + u // 2, 2 if u < 2 * d else 1) for u in units if u != 2 * d]
        b1 += [(first + u, -1 if u % 2 else 1) for u in units if u <= 2 * d]
        w2 += [(target + u // 2, first + u, -1 if u % 2 else 1) for u in units if u < 2 * d]
        w2 += [(target + i, first + 2 * d, -1) for i in range(d)] + [(target + d, first + 2 * d + 1, 1)]
    return {
        "embed": ((V, r), code + [(D, d, 1), (D, start, 1), (D + 1, d, 1)]),
        "layers.0.attn.window": ((n + 1,), [(k, k + 1) for k in range(n + 1)]),
        "layers.0.attn.wq": ((E + e, r), []), "layers.0.attn.wk": ((E + e, r), []),
        "layers.0.attn.wv": ((E + e, r), [(j, i, 1) for k, i, j in rows]),
        "layers.0.attn.wo": ((r, E + e), [(G[k] + i, j, k + 1) for k, i, j in rows] +
                             [(G[k + 1] + i, j, -k - 1) for k, i, j in rows[:-e]]),
        "layers.0.mlp.w1": ((h, r), w1), "layers.0.mlp.b1": ((h,), b1), "layers.0.mlp.w2": ((r, h), w2),
        "layers.1.attn.window": ((1,), []),
        "layers.1.attn.wq": ((E, r), [(j, Q[k] + i, beta * B if i == d else beta) for k, i, j in rows[:-e]]),
        "layers.1.attn.wk": ((E, r), [(j, K[k + 1] + i, 1) for k, i, j in rows[:-e]]),
        "layers.1.attn.wv": ((E, r), [(i, i, 1) for i in range(e)]),
        "layers.1.attn.wo": ((r, E), [(O + i, i, 1) for i in range(e)]),
        "unembed": ((V, r), [(a, O + i, 4 * sign) for a, i, sign in code] + [(D + 2, O + d, 3 * d)])}

def times(tensor, x, onto={}):
    """A matrix times the vector {index: value}, added onto another; whole numbers become int."""
    y = dict(onto)
    for row, column, value in tensor[1]:
        if column in x:
            y[row] = y.get(row, 0) + value * x[column]
    return {row: value if value.denominator > 1 else value.numerator for row, value in y.items()}

def replay(T, D, x):
    """Reads BOS x COPY x; yields the attention weight of the right key, and the logits, of each step."""
    memories = [], []
    for position, token in enumerate([D, *x, D + 1, *x]):
        stream = {column: value for row, column, value in T["embed"][1] if row == token}
        for layer, memory in enumerate(memories):
            attn = "layers.%d.attn." % layer
            (heads,), windows = T[attn + "window"]
            query, means, size = times(T[attn + "wq"], stream), {}, T[attn + "wq"][0][0] // heads
            memory.append((times(T[attn + "wk"], stream), times(T[attn + "wv"], stream)))
            for head in range(heads):
                rows, seen = range(head * size, head * size + size), memory[-dict(windows).get(head, 0):]
                scores = [sum(query[i] * key.get(i, 0) for i in rows if i in query) for key, _ in seen]
                weights = [1 << score - least for least in [min(scores)] for score in scores]
                total = sum(weights)
                for i in rows:
                    means[i] = Fraction(sum(w * v[i] for w, (_, v) in zip(weights, seen) if i in v), total)
            stream = times(T[attn + "wo"], means, stream)
            if layer == 0:
                hidden = times(T["layers.0.mlp.w1"], stream, dict(T["layers.0.mlp.b1"][1]))
                stream = times(T["layers.0.mlp.w2"], {u: v for u, v in hidden.items() if v > 0}, stream)
        if position > len(x):
            logits = times(T["unembed"], stream)
            yield Fraction(weights[position - len(x)], total), [logits.get(v, 0) for v in range(D + 3)]

def run(value):
    """The certificate of a copy or of a failure."""
    model, method, fails = value["model"], value["evidence"]["method"], value["kind"] == "failure"
    n, D, rule = model["ngram"], model["alphabet"], model["rule"]
    free = {"length-dependent": False, "length-free": True}[rule]
    exact, d = {"theorem": False, "exact": True}[method], max(2, (D - 1).bit_length())
    nonzeros = 2 * D * d + 4 + (5 * n + 4) * (d + 1) + n * n * (2 * d + 2) + 2 * n * (7 * d + 3)
    need(1 <= n <= 1024 and 2 <= D <= 65536 and nonzeros <= 4000000, 64, "model: out of range")
    x, described = string(value["string"], D, n)
    L, longest = len(x), min(D ** n + n - 1, 2 ** 62)
    need(L <= longest, 1, "string: %d tokens > %d" % (L, longest))
    def interior(beta):
        W = Fraction(sum(4 ** (beta * (d - bin(b).count("1"))) for b in range(D)), 4 ** (beta * d))
        s = Fraction(1, 2 ** (beta * d))
        return 2 * (W ** n - 1) + 2 * s * (1 - s ** n) / (1 - s) + s ** n
    beta, B = next(beta for beta in itertools.count(1) if 4 ** beta > 8 * (2 * longest + 1)), 2
    if free:
        beta, R = next((beta, R) for beta in itertools.count(1) for R in [interior(beta)] if 8 * R < 1)
        B = next(B for B in itertools.count(1) if 2 ** (beta * B) > 8 * (longest + 1))
    need(not exact or (L + 1) ** 2 * n * (d + 1) <= 1e7 and beta * (2 * n * d + B) <= 4096, 64, "too large")
    T, due, earliest, found, mistake = tensors(n, D, d, beta, B), x + [D + 2], {}, [], {}
    ngrams = itertools.accumulate(x, lambda ngram, token: (ngram * D + token) % D ** n)  # digits in base D
    pairs = ((earliest.setdefault(ngram, t), t) for t, ngram in enumerate(ngrams, 1) if t >= n)
    clash = next(([f + 1, t + 1] for f, t in pairs if f < t and not (fails and due[f] == due[t])), None)
    for t, (weight, logits) in enumerate(replay(T, D, x) if exact else ()):
        right = logits[due[t]]
        rival = max((v for v in range(D + 3) if v != due[t]), key=lambda v: (logits[v], -v))
        found.append((weight, right - logits[rival]))
        if right <= logits[rival]:
            mistake = dict(step=t, wrote=rival if logits.count(logits[rival]) == 1 else None, due=due[t],
                           rival=rival, dueLogit=str(right), rivalLogit=str(logits[rival]))
            break
    need(fails == bool(clash) == (bool(mistake) if exact else fails and not free), 1, "the claim is false")
    blocks, size = [], -(-(L + 1) // 64)
    for first in () if fails else range(0, L + 1, size):
        last = min(first + size - 1, L)  # r < 1/8 by the choice of beta and B, as L <= longest
        r = Fraction(L + 1 + last, 4 ** beta)
        if free:
            r = max(Fraction(L + 1, 2 ** (beta * B)) if first < n else 0, R if last >= n else 0)
        p = Fraction(2 ** 64 // (1 + r), 2 ** 64)
        margins = [8 * (2 * p - 1), d * (11 * p - 7), 4 * d * (2 * p - 1)] if first < L else []
        margin = min(margins + ([d * (7 * p - 4), 3 * d * p] if last == L else []))
        if exact:
            p, margin = map(min, zip(*found[first:last + 1]))
        blocks.append(dict(first=first, last=last, position=first + 1, weight=str(p), margin=str(margin)))
    lines = (line for name, (sizes, entries) in T.items() for line in [(name, *sizes), *sorted(entries)])
    made = dict(ngram=n, alphabet=D, rule=rule, codeBits=d, scale=beta, boundaryBonus=B, sha256=digest(lines))
    evidence = dict(positions=clash, **mistake) if fails else dict(blocks=blocks)
    return {"claim": "X.failure-set" if fails else "X.scale" if free else "T2.3", "model": made,
            "string": described, "evidence": dict(evidence, method=method)}

def number_format(name):
    """Rounding to a format, and the bits of its numbers."""
    E, F = dict(float32=(8, 23), float16=(5, 10), bfloat16=(8, 7), float8e4m3=(4, 3), float8e5m2=(5, 2))[name]
    bias = 2 ** (E - 1) - 1
    largest, overflow = (448.0, 448.0) if E == 4 else ((2 - 2.0 ** -F) * 2.0 ** bias, math.inf)
    def rounded(x):  # binary64, in which x was computed, has bits enough that its own rounding does not show
        if abs(x) < 2 * largest:
            big = math.ldexp(1.5, max(math.frexp(x)[1] - 1, 1 - bias) - F + 52)  # has that last bit
            x = math.copysign(x + big - big, x)
        return x if abs(x) <= largest else math.copysign(overflow, x)
    def bits(x):  # those of binary64 with another exponent; no state is infinite or NaN
        code, = struct.unpack(">Q", struct.pack(">d", math.ldexp(x, bias - 1023)))
        return "%0*x" % ((1 + E + F) // 4, (code >> 63 << E + F) + (code % 2 ** 63 >> 52 - F))
    return rounded, bits

def exponential(x):  # of numbers below 1000; no cell has others
    x *= float.fromhex("0x1.71547652b82fep0")
    t = (x - round(x)) * float.fromhex("0x1.62e42fefa39efp-1")
    total = functools.reduce(lambda total, k: total * t + 1 / math.factorial(k), range(13, -1, -1), 0)
    return math.ldexp(total, round(x))

def recurrence(given, reads):
    """D, fields, canonical text; first state, update, text of a state, output. It reads so many tokens."""
    D, H, cell, name, seed = (given[key] for key in ("alphabet", "hidden", "model", "format", "seed"))
    need(1 <= H <= 256 and 2 <= D <= 1024 and len(seed) < 21 and seed == str(int(seed) % 2 ** 64), 64, "size")
    N, seen, held, cost = {"lstm": (2 * H, H, 4 * H, 4 * H * (H + 8)), "gru": (H, H, 3 * H, 3 * H * (H + 8)),
                           "ssm": 4 * (H,), "mamba": (4 * H, 4 * H, 8 * H, 4 * H),
                           "linear-attention": 4 * (H * H,), "retention": 4 * (H * H,)}[cell]
    need((D + 3) * held <= 2 ** 25 and reads * (cost + D * N) <= 2 ** 26, 64, "machine: too large")
    def uniform(state):
        while True:
            state = (state + 0x9E3779B97F4A7C15) % 2 ** 64
            z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % 2 ** 64
            z = (z ^ z >> 27) * 0x94D049BB133111EB % 2 ** 64
            yield ((z ^ z >> 31) >> 11) * 2.0 ** -52 - 1
    def draw(rows, columns, scale, shape=lambda y: y):
        return [[R(shape(next(u)) * scale) for _ in range(columns)] for _ in range(rows)]
    def dot(first, row, vector):
        return functools.reduce(lambda total, pq: R(total + R(pq)), map(operator.mul, row, vector), first)
    def tanh(x):
        e = exponential(-2 * abs(x))
        return R(x - x * x * x / 3 if abs(x) < 2.0 ** -12 else math.copysign((1 - e) / (1 + e), x))
    def softplus(x):
        s = exponential(-abs(x)) / (2 + exponential(-abs(x)))
        total = functools.reduce(lambda total, k: total * (s * s) + 1 / (2 * k + 1), range(16, -1, -1), 0)
        return R(max(x, 0) + 2 * s * total)
    def update(state, token):
        return [R(R(p * s) + q) for p, s, q in zip(decays[token], state, inputs[token])]
    def gated(state, token):
        a = [dot(row[token], weights, state[:H]) for row, weights in zip(first, W)]
        r, z, m, o = a[:H], a[H:2 * H], a[2 * H:3 * H], a[3 * H:]
        if cell == "lstm":
            c = [R(R(S(z) * c) + R(S(r) * tanh(m))) for z, c, r, m in zip(z, state[H:], r, m)]
            return [R(S(o) * tanh(c)) for o, c in zip(o, c)] + c
        n = [tanh(R(row[token] + R(S(r) * m))) for row, r, m in zip(U[2 * H:], r, m)]
        return [R(R(R(1 - S(z)) * n) + R(S(z) * h)) for z, n, h in zip(z, n, state)]
    (R, bits), u, V, scale = number_format(name), uniform(int(seed)), D + 3, 1 / math.sqrt(H)
    if cell in ("lstm", "gru"):
        update, S = gated, lambda x: R(1 / (1 + exponential(-x)))
        U, W, biases = (draw(held, columns, scale) for columns in (V, H, 1))
        U = [[R(weight + bias) for weight in row] for row, (bias,) in zip(U, biases)]
        first = U if cell == "lstm" else U[:2 * H] + [bias * V for bias in draw(H, 1, scale)]
    elif cell == "ssm":
        squares = [0.9 * 0.9 + (0.999 * 0.999 - 0.9 * 0.9) * ((next(u) + 1) / 2) for _ in range(H)]
        inputs = list(zip(*[draw(1, V, math.sqrt(1 - square))[0] for square in squares]))
        decays = [[R(math.sqrt(square)) for square in squares]] * V
    elif cell == "mamba":
        low, span = float.fromhex("-0x1.ba18a998fffa0p2"), float.fromhex("0x1.26bb1bbb55516p2")
        logs = [low + span * ((next(u) + 1) / 2) for _ in range(H)]
        p, B, x = draw(H, V, 1 / math.sqrt((H + 15) // 16)), draw(V, 4, 1), draw(H, V, 1)
        delta = [[softplus(R(R(t + exponential(t) / 2) + q)) for q in row] for t, row in zip(logs, p)]
        decays = [[R(exponential(R(row[v] * -k))) for row in delta for k in (1, 2, 3, 4)] for v in range(V)]
        inputs = [[R(R(row[v] * q) * y[v]) for row, y in zip(delta, x) for q in B[v]] for v in range(V)]
    else:
        keys = draw(V, H, scale, lambda y: y + 1 if y >= 0 else exponential(y))
        inputs = [[R(p * q) for p in key for q in value] for key, value in zip(keys, draw(V, H, 1))]
        decays = [[R(31 / 32 if cell == "retention" else 1)] * N] * V
    rows = draw(D, seen, 1 / math.sqrt(seen))
    fields, words = dict(model=cell, format=name, hidden=H, seed=seed), ["recurrence", cell, name, H, D, seed]
    return (D, fields, [words], [0.0] * N, update, lambda state: "".join(map(bits, state)),
            lambda state: max(range(D), key=lambda token: dot(0.0, rows[token], state)))

def table(given, reads):
    D, start, rows, outputs = (given[key] for key in ("alphabet", "start", "updates", "outputs"))
    S, V = len(rows), D + 3
    need(2 <= D <= 65536 and S * V <= 2 ** 20 and start < S == len(outputs) and max(outputs) < V and
         all(len(row) == V and max(row) < S for row in rows), 64, "machine: out of range")
    return (D, dict(start=start, updates=rows, outputs=outputs), [["table", D, S, start], *rows, outputs],
            start, lambda state, token: rows[state][token], "{:x}".format, lambda state: outputs[state])

def witness(value):
    """The certificate of two strings that a machine confuses."""
    L, t, kind = value["first"]["length"], value["evidence"]["step"], value["machine"]["type"]
    make = {"table": table, "recurrence": recurrence}[kind]
    D, fields, lines, start, update, text, output = make(value["machine"], 2 * L + t + 5)
    (first, one), (second, other) = (string(value[name], D) for name in ("first", "second"))
    need(L == len(first) == len(second) and first < second, 1, "expected two strings in order")
    state, same = (functools.reduce(update, [D, *x, D + 1], start) for x in (first, second))
    need(text(state) == text(same), 1, "the states differ")
    evidence, t = {"state": text(state)}, 0
    while first[t] == second[t] == output(state):
        state, t = update(state, first[t]), t + 1
    wrote = output(state)
    name, x = ("second", second) if wrote == first[t] else ("first", first)
    return dict(claim="T2.7", machine=dict(fields, type=kind, alphabet=D, sha256=digest(lines)), first=one,
                second=other, evidence=dict(evidence, step=t, wrote=wrote, due=x[t], miscopied=name))

def check(file):
    need(file.is_file() and file.stat().st_size <= 2 ** 24, 64, "expected a file of 2^24 bytes at most")
    value = parse(file.read_bytes())
    need(value["schema"] == "verbatim.certificate/1", 64, "schema: expected verbatim.certificate/1")
    computed = {"copy": run, "failure": run, "gssm-witness": witness}[value["kind"]](value)
    compare(value, {"schema": value["schema"], "kind": value["kind"], **computed}, "certificate")
    return "holds (%s, %s)" % (value["kind"], value["claim"])

if __name__ == "__main__":
    statuses = []
    for path in sys.argv[1:]:
        try:
            status, message = 0, check(pathlib.Path(path))
        except Problem as problem:
            status, message = problem.args
        except Exception as problem:  # a key is missing, or a value is of a type that does not fit
            status, message = 64, repr(problem)
        statuses.append(status)
        print("%s: %s%s" % (path, {0: "", 1: "rejected: ", 64: "no certificate: "}[status], message))
    sys.exit(max(statuses, default=64))
