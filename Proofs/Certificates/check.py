#!/usr/bin/env python3
"""Checks certificates, schema verbatim.certificate/1, written from FORMAT.md: python3 check.py FILE ...

A model, a string and a method have one certificate, as have a machine and two strings. First a file is held against
the form and the limits, all of them; then the certificate is made anew from the parameters and the strings alone, what
costs little first, and compared. Exit status 0: all hold; 1: one does not; 64: one is none;
70: memory is short.
"""
import array, functools, hashlib, itertools, json, math, operator, pathlib, random, re, struct, sys
from fractions import Fraction

class Problem(Exception):
    """A status and a message."""

def need(condition, status, message):
    if not condition:
        raise Problem(status, message)

def same(found, computed, place):
    need(found == computed, 1, "%s: %.80s; computed %.80s" % (place, found, computed))

def printable(line):
    """In a terminal control characters and what changes the direction of a text do something; here they do not."""
    obeyed = "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
    return re.sub(obeyed, lambda match: "\\u%04x" % ord(match[0]), line)

# The form, status 64

def parse(data):
    """JSON of objects, arrays, null, short whole numbers, and strings of printable ASCII without escapes."""
    def fields(pairs):
        need(len(dict(pairs)) == len(pairs), 64, "a key stands twice in an object")
        return dict(pairs)
    bare = re.sub(rb'"[ !#-\[\]-~]*"', b"", data)
    need(not re.search(rb"[^][{}:,\s0-9nul]|[0-9]{16}", bare), 64, "a byte or a number that is not allowed")
    need(len(re.findall(rb"[\[{,]", bare)) <= 2 ** 22, 64, "more values than any certificate has")
    return json.loads(data, object_pairs_hook=fields)

def whole(low=0, high=math.inf):
    return lambda value: type(value) is int and low <= value <= high

def text(*choices):
    return lambda value: type(value) is str and (not choices or value in choices)

def wholes(least, most, below):
    return lambda value: (type(value) is list and least <= len(value) <= most and
                          all(type(number) is int and number < below for number in value))

def fields(value, place, **tests):
    """An object has these fields, each of which passes its test."""
    need(type(value) is dict and value.keys() == tests.keys(), 64, "%s: expected %s" % (place, ", ".join(tests)))
    for key, test in tests.items():
        need(test(value[key]), 64, "%s.%s: of another form, or beyond a limit" % (place, key))

def string_form(value, D, generated=False):
    if generated and type(value) is dict and "generator" in value:
        fields(value, "string", length=whole(1, 2 ** 24), sha256=text(), generator=text("de-bruijn"))
    else:
        fields(value, "string", length=whole(1, 2 ** 20), sha256=text(), tokens=wholes(1, 2 ** 20, D))
    return True

def run_form(model, string, evidence, fails):
    fields(model, "model", ngram=whole(1, 1024), alphabet=whole(2, 65536),
           rule=text("length-dependent", "length-free", "power-of-two"), codeBits=whole(), scale=whole(),
           boundaryBonus=whole(), sha256=text())
    n, D, d, _, beta, B, _ = parameters(model)
    string_form(string, D, True)
    L, exact = string["length"], type(evidence) is dict and evidence.get("method") == "exact"
    more = dict(step=whole(0, L), wrote=lambda value: value is None or whole()(value), due=whole(), rival=whole(),
                dueLogit=text(), rivalLogit=text()) if exact else {}
    more = dict(positions=wholes(2, 2, math.inf), **more) if fails else dict(blocks=lambda blocks: type(
        blocks) is list and len(blocks) <= 64 and all(fields(
            block, "blocks", first=whole(), last=whole(), position=whole(), weight=text(), margin=text()
        ) is None for block in blocks))
    fields(evidence, "evidence", method=text("exact", "theorem"), **more)
    steps, weights = L + 1, nonzeros(n, D, d)
    need(not exact or 2 * steps ** 2 * n * (d + 1) <= 2e7 and 2 * steps * weights <= 5e7 and
         beta * (2 * n * d + B) <= 4096, 64, "exact evidence: beyond a limit")

def witness_form(machine, first, second, evidence):
    D, kind = (type(machine) is dict and machine.get(key) for key in ("alphabet", "type"))
    need(whole(2, 65536)(D), 64, "machine.alphabet: beyond a limit")
    string_form(first, D), string_form(second, D)
    L = first["length"]
    fields(evidence, "evidence", state=text(), miscopied=text("first", "second"), step=whole(0, L), wrote=whole(),
           due=whole())
    if kind == "table":
        S = len(machine["updates"]) if type(machine.get("updates")) is list else 0
        row = wholes(D + 3, D + 3, S)
        fields(machine, "machine", type=text(), alphabet=whole(), start=whole(0, S - 1), sha256=text(), updates=lambda
               rows: S * (D + 3) <= 2 ** 20 and all(map(row, rows)), outputs=wholes(max(S, 1), S, D + 3))
        return
    fields(machine, "machine", type=text("recurrence"), model=text(*COSTS), format=text(*FORMATS), hidden=whole(1, 256),
           alphabet=whole(2, 1024), sha256=text(), seed=lambda seed: type(seed) is str and re.fullmatch(
               "0|[1-9][0-9]{0,19}", seed) and int(seed) < 2 ** 64)
    N, _, held, cost = COSTS[machine["model"]](machine["hidden"])
    need((D + 3) * held <= 2 ** 23 and (2 * L + evidence["step"] + 5) * (cost + D * N) <= 2 ** 25, 64,
         "machine: beyond a limit")

# Strings and weights

def digest(lines):
    total, texts = hashlib.sha256(), (" ".join(map(str, line)) + "\n" for line in lines)
    for part in iter(lambda: "".join(itertools.islice(texts, 10000)), ""):
        total.update(part.encode())
    return total.hexdigest()

def de_bruijn(D, n, length):
    word, tokens = [-1], array.array("H")
    while word and len(tokens) < length:
        word[-1] += 1
        tokens.extend(word if n % len(word) == 0 else [])
        word = (word * (n // len(word) + 1))[:n]  # Duval: the next Lyndon word of at most n tokens
        while word and word[-1] == D - 1:
            word.pop()
    return (tokens + array.array("H", [0] * (n - 1)))[:length]

def tokens(given, D, n, place):
    """The tokens of a string, if length and digest are theirs."""
    x = array.array("H", given["tokens"]) if "tokens" in given else de_bruijn(D, n, given["length"])
    same(given["length"], len(x), place + ".length")
    total = hashlib.sha256()
    for first in range(0, len(x), 2 ** 16):
        part = x[first:first + 2 ** 16]
        total.update(bytes(part.tolist()) if D <= 256 else struct.pack("<%dQ" % len(part), *part))
    same(given["sha256"], total.hexdigest(), place + ".sha256")
    return x

def repeats(x, D, n):
    """In order the steps t >= n whose n-gram is that of an earlier step, each with the earliest such step."""
    def numbers():  # of the n-grams in base D, or their remainders: only what is equal in these is compared
        number, base = 0, D if D ** n < 2 ** 61 else random.randrange(2 ** 60)
        modulus = D ** n if base == D else 2 ** 61 - 1
        first = pow(base, n, modulus)
        for old, new in zip(itertools.chain(itertools.repeat(0, n), x), x):
            number = (number * base + new - old * first) % modulus
            yield number
    numbers, parts, twice = array.array("Q", itertools.islice(numbers(), n - 1, None)), 1 + (len(x) >> 21), set()
    for part in range(parts):
        seen = set()
        twice.update(k for k in numbers if k % parts == part and (k in seen or seen.add(k)))
    earliest = {}
    for t, number in enumerate(numbers, n):
        if number in twice:
            first = earliest.setdefault(x[t - n:t].tobytes(), t)
            if first < t:
                yield first, t

def nonzeros(n, D, d):
    count = 2 * D * d + 4 + (5 * n + 4) * (d + 1) + n * n * (2 * d + 2) + 2 * n * (7 * d + 3)
    need(count <= 4000000, 64, "model: %d weights that are not zero" % count)
    return count

def parameters(model):
    """n, D, d, L_max, beta, B, and R(beta) with the length-free rule."""
    n, D, free = model["ngram"], model["alphabet"], model["rule"] == "length-free"
    d, longest = max(2, (D - 1).bit_length()), min(D ** n + n - 1, 2 ** 62)
    nonzeros(n, D, d)
    ones = [sum(1 for b in range(D) if bin(b).count("1") == k) for k in range(d + 1)] if free else ()
    def interior(beta):
        W = Fraction(sum(count * 4 ** (beta * (d - k)) for k, count in enumerate(ones)), 4 ** (beta * d))
        s = Fraction(1, 2 ** (beta * d))
        return 2 * (W ** n - 1) + 2 * s * (1 - s ** n) / (1 - s) + s ** n
    if free:
        beta, R = next((beta, R) for beta in itertools.count(1) for R in [interior(beta)] if 8 * R < 1)
        B = next(B for B in itertools.count(1) if 2 ** (beta * B) > 8 * (longest + 1))
        return n, D, d, longest, beta, B, R
    betas = (2 ** k for k in itertools.count()) if model["rule"] == "power-of-two" else itertools.count(1)
    return n, D, d, longest, next(b for b in betas if 4 ** b > 8 * (2 * longest + 1)), 2, None

def tensors(n, D, d, beta, B):
    """name -> sizes, and the entries that are not zero, in order: (row, column, value), of a vector (index, value)."""
    e, E, h, V, units = d + 1, n * (d + 1), 4 * n * (d + 1), D + 3, range(2 * d + 2)
    G, Q, K = ([d + 2 + (first + k) * e for k in range(n + 1)] for first in (0, n + 1, 2 * n))  # no K[0]
    start, O, r = d + 1, K[n] + e, K[n] + 2 * e
    sources = [(Q[k], G[k], [G[j] + d for j in range(k)]) for k in range(n)]
    sources += [(K[k], G[k], [start] + [G[j] + d for j in range(1, k)]) for k in range(1, n + 1)]
    groups = [(first, *source) for first, source in zip(range(0, h, 2 * e), sources)]
    def code(column, factor):
        return ((a, column + i, factor if a >> i & 1 else -factor) for a in range(D) for i in range(d))
    def rows(count):
        return ((k, i, k * e + i) for k in range(count) for i in range(e))
    def w1():
        for first, _, source, silencers in groups:
            for u in units:
                yield from ((first + u, column, -4) for column in silencers)
                if u != 2 * d:
                    yield first + u, source + u // 2, 2 if u < 2 * d else 1
    def parts(i):
        return ((2 * i, 1), (2 * i + 1, -1), (2 * d, -1)) if i < d else ((2 * d + 1, 1),)
    return {
        "embed": ((V, r), itertools.chain(code(0, 1), [(D, d, 1), (D, start, 1), (D + 1, d, 1)])),
        "layers.0.attn.window": ((n + 1,), ((k, k + 1) for k in range(n + 1))),
        "layers.0.attn.wq": ((E + e, r), ()), "layers.0.attn.wk": ((E + e, r), ()),
        "layers.0.attn.wv": ((E + e, r), ((j, i, 1) for k, i, j in rows(n + 1))),
        "layers.0.attn.wo": ((r, E + e), ((G[k] + i, j + s * e, k + 1 if s == 0 else -k) for k, i, j in
                                          rows(n + 1) for s in ((-1, 0) if k else (0,)))),
        "layers.0.mlp.w1": ((h, r), w1()),
        "layers.0.mlp.b1": ((h,), ((g[0] + u, -1 if u % 2 else 1) for g in groups for u in units if u <= 2 * d)),
        "layers.0.mlp.w2": ((r, h), ((g[1] + i, g[0] + u, v) for g in groups for i in range(e) for u, v in parts(i))),
        "layers.1.attn.window": ((1,), ()),
        "layers.1.attn.wq": ((E, r), ((j, Q[k] + i, beta * B if i == d else beta) for k, i, j in rows(n))),
        "layers.1.attn.wk": ((E, r), ((j, K[k + 1] + i, 1) for k, i, j in rows(n))),
        "layers.1.attn.wv": ((E, r), ((i, i, 1) for i in range(e))),
        "layers.1.attn.wo": ((r, E), ((O + i, i, 1) for i in range(e))),
        "unembed": ((V, r), itertools.chain(code(O, 4), [(D + 2, O + d, 3 * d)]))}

# The run in exact arithmetic

def times(tensor, x, onto={}):
    """A matrix times the vector {index: value}, added onto another; whole numbers become int."""
    y = dict(onto)
    for row, column, value in tensor[1]:
        if column in x:
            y[row] = y.get(row, 0) + value * x[column]
    return {row: value if value.denominator > 1 else value.numerator for row, value in y.items()}

def attend(query, seen, rows):
    """The weights of the keys and their sum, and the sum of each of these rows of the values so weighted."""
    scores = [sum(q * key[i] for i, q in query.items() if i in key) for key, _ in seen]
    weights = [1 << score - least for least in [min(scores)] for score in scores]
    return weights, sum(weights), {i: sum(w * v[i] for w, (_, v) in zip(weights, seen) if i in v) for i in rows}

def replay(T, D, x):
    """Reads BOS x COPY x; of each step the weight of the right key, the sum of all, and that many times the logits."""
    first, last, embed = [], [], {}
    (heads,), windows = T["layers.0.attn.window"]
    size = T["layers.0.attn.wq"][0][0] // heads
    for row, column, value in T["embed"][1]:
        embed.setdefault(row, {})[column] = value
    for position, token in enumerate([D, *x, D + 1, *x]):
        stream, means = embed[token], {}
        first.append(({}, times(T["layers.0.attn.wv"], stream)))
        for head, window in windows:  # all scores are zero, as are W_q and W_k
            _, total, sums = attend({}, first[-window:], range(head * size, head * size + size))
            means.update((i, Fraction(value, total)) for i, value in sums.items())
        stream = times(T["layers.0.attn.wo"], means, stream)
        hidden = times(T["layers.0.mlp.w1"], stream, dict(T["layers.0.mlp.b1"][1]))
        stream = times(T["layers.0.mlp.w2"], {u: v for u, v in hidden.items() if v > 0}, stream)
        last.append((times(T["layers.1.attn.wk"], stream), times(T["layers.1.attn.wv"], stream)))
        if position > len(x):
            rows = [row for row, _, _ in T["layers.1.attn.wv"][1]]
            weights, total, sums = attend(times(T["layers.1.attn.wq"], stream), last, rows)
            read = {column for _, column, _ in T["unembed"][1]}
            scaled = {column: total * value for column, value in stream.items() if column in read}
            logits = times(T["unembed"], times(T["layers.1.attn.wo"], sums, scaled))
            yield weights[position - len(x)], total, [logits.get(v, 0) for v in range(D + 3)]

def mistake_of(steps, due, D):
    """Weights and margins of the steps that are right; of the first that is not, if one is, what stands in evidence."""
    found = []
    for t, (weight, total, logits) in enumerate(steps):
        right = logits[due[t]]
        rival = max((v for v in range(D + 3) if v != due[t]), key=lambda v: (logits[v], -v))
        found.append((Fraction(weight, total), Fraction(right - logits[rival], total)))
        if right <= logits[rival]:
            return found, dict(step=t, wrote=rival if logits.count(logits[rival]) == 1 else None, due=due[t],
                               rival=rival, dueLogit=str(Fraction(right, total)),
                               rivalLogit=str(Fraction(logits[rival], total)))
    return found, {}

def check_run(value):
    model, given, evidence, fails = value["model"], value["string"], value["evidence"], value["kind"] == "failure"
    n, D, d, longest, beta, B, R = parameters(model)
    free, exact = model["rule"] == "length-free", evidence["method"] == "exact"
    same(value["claim"], "X.failure-set" if fails else "X.scale" if free else "T2.3", "claim")
    for key, computed in dict(codeBits=d, scale=beta, boundaryBonus=B).items():
        same(model[key], computed, "model." + key)
    need(given["length"] <= longest, 1, "string.length: %d > %d" % (given["length"], longest))
    x = tokens(given, D, n, "string")
    T, L = tensors(n, D, d, beta, B), len(x)
    if exact:
        T = {name: (sizes, list(entries)) for name, (sizes, entries) in T.items()}
    lines = (line for name, (sizes, entries) in T.items() for line in itertools.chain([(name, *sizes)], entries))
    same(model["sha256"], digest(lines), "model.sha256")
    due = [*x, D + 2] if exact or fails else ()
    clash = next(([f + 1, t + 1] for f, t in repeats(x, D, n) if not (fails and due[f] == due[t])), None)
    need(fails == bool(clash), 1, "string: the claim is false")
    found, mistake = mistake_of(replay(T, D, x), due, D) if exact else ([], {})
    need(fails == (bool(mistake) if exact else fails and not free), 1, "evidence: the claim is false")
    if fails:
        return same(evidence, dict(positions=clash, method=evidence["method"], **mistake), "evidence")
    blocks, size = [], -(-(L + 1) // 64)
    for first in range(0, L + 1, size):
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
    same(len(evidence["blocks"]), len(blocks), "blocks")
    for number, (block, computed) in enumerate(zip(evidence["blocks"], blocks)):
        same(block, computed, "blocks.%d" % number)

# Machines

FORMATS = dict(float32=(8, 23), float16=(5, 10), bfloat16=(8, 7), float8e4m3=(4, 3), float8e5m2=(5, 2))

# Numbers in the state, those that are read, those that are held for each token, and products of an update.
COSTS = {"lstm": lambda H: (2 * H, H, 4 * H, 4 * H * (H + 8)), "gru": lambda H: (H, H, 3 * H, 3 * H * (H + 8)),
         "ssm": lambda H: 4 * (H,), "mamba": lambda H: (4 * H, 4 * H, 8 * H, 4 * H),
         "linear-attention": lambda H: 4 * (H * H,), "retention": lambda H: 4 * (H * H,)}

def number_format(name):
    """Rounding to a format, and the bits of its numbers."""
    E, F = FORMATS[name]
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

def recurrence(given):
    """Canonical text; first state, update, text of a state, output."""
    D, H, cell, name, seed = (given[key] for key in ("alphabet", "hidden", "model", "format", "seed"))
    N, seen, held, _ = COSTS[cell](H)
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
    return ([0.0] * N, update, lambda state: "".join(map(bits, state)),
            lambda state: max(range(D), key=lambda token: dot(0.0, rows[token], state)))

def table(given):
    rows, outputs = given["updates"], given["outputs"]
    return given["start"], lambda state, token: rows[state][token], "{:x}".format, lambda state: outputs[state]

def check_witness(value):
    machine, evidence = value["machine"], value["evidence"]
    D, t, side = machine["alphabet"], evidence["step"], evidence["miscopied"]
    same(value["claim"], "T2.7", "claim")
    names = ("model", "format", "hidden", "alphabet", "seed")
    lines = [["recurrence", *(machine[name] for name in names)]] if machine["type"] == "recurrence" else [
        ["table", D, len(machine["updates"]), machine["start"]], *machine["updates"], machine["outputs"]]
    same(machine["sha256"], digest(lines), "machine.sha256")
    first, second = (tokens(value[name], D, 0, name) for name in ("first", "second"))
    need(len(first) == len(second) and first < second, 1, "expected two strings of a length in order")
    need(t < len(first) and first[:t] == second[:t], 1, "evidence.step: one is miscopied before it")
    wrote, x = evidence["wrote"], {"first": first, "second": second}[side]
    need(evidence["due"] == x[t] != wrote and (side == "first") == (wrote != first[t]), 1, "evidence: due, wrote")
    start, update, text, output = {"table": table, "recurrence": recurrence}[machine["type"]](machine)
    state, other = (functools.reduce(update, [D, *x, D + 1], start) for x in (first, second))
    same(text(state), text(other), "the states")
    same(evidence["state"], text(state), "evidence.state")
    for token in first[:t]:
        same(token, output(state), "evidence.step: a token before it")
        state = update(state, token)
    same(wrote, output(state), "evidence.wrote")

def check(file):
    need(file.is_file() and file.stat().st_size <= 2 ** 24, 64, "expected a file of 2^24 bytes at most")
    value = parse(file.read_bytes())
    need(type(value) is dict and value.get("schema") == "verbatim.certificate/1", 64, "schema: another one, or none")
    kind, anything = value.get("kind"), lambda part: True
    need(kind in ("copy", "failure", "gssm-witness"), 64, "kind: expected copy, failure or gssm-witness")
    parts = ("machine", "first", "second") if kind == "gssm-witness" else ("model", "string")
    fields(value, "certificate", schema=text(), kind=text(), claim=text(), evidence=anything,
           **dict.fromkeys(parts, anything))
    parts = [value[name] for name in (*parts, "evidence")]
    witness_form(*parts) if kind == "gssm-witness" else run_form(*parts, fails=kind == "failure")
    check_witness(value) if kind == "gssm-witness" else check_run(value)
    return "holds (%s, %s)" % (kind, value["claim"])

if __name__ == "__main__":
    statuses = []
    sys.stdout.reconfigure(errors="backslashreplace")
    for path in sys.argv[1:]:
        try:
            status, message = 0, check(pathlib.Path(path))
        except Problem as problem:
            status, message = problem.args
        except (OSError, ValueError, RecursionError) as problem:  # it cannot be read, or is no JSON
            status, message = 64, str(problem)
        except MemoryError:
            status, message = 70, "memory is short"
        statuses.append(status)
        verdict = {0: "", 1: "rejected: ", 64: "no certificate: ", 70: "not checked: "}[status]
        print(printable("%s: %s%s" % (path, verdict, message)))
    sys.exit(max(statuses, default=64))
