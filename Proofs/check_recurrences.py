"""The recurrences of check.py: machines of seeded weights in a number format, bit for bit as CERTIFICATES.md says.

ssm, linear-attention, retention and gru are replayed; lstm and mamba are refused.
"""
import math
import re

CELL = dict(type=str, model=str, format=str, hidden=int, alphabet=int, seed=str, sha256=str)
FAMILIES = ("lstm", "gru", "ssm", "mamba", "linear-attention", "retention")
# Bits of the exponent and of the fraction; whether there is infinity.
FORMATS = {"float32": (8, 23, True), "float16": (5, 10, True), "bfloat16": (8, 7, True), "float8e4m3": (4, 3, False),
           "float8e5m2": (5, 2, True)}

def machine(m, need, fits):
    """D, the canonical text, what a token costs, and what makes (first state, update, output, text of a state)."""
    fits(CELL)
    D, H, family = m["alphabet"], m["hidden"], m["model"]
    need(m["type"] == "recurrence" and family in FAMILIES and m["format"] in FORMATS, "machine: unknown")
    need(family not in ("lstm", "mamba"), family + ": not replayed here")
    need(re.fullmatch("0|[1-9][0-9]{0,19}", m["seed"]) and int(m["seed"]) < 2 ** 64, "machine.seed: out of range")
    N = H if family in ("ssm", "gru") else H * H
    held = 3 * H if family == "gru" else N
    need(1 <= H <= 256 and 2 <= D <= 1024 and (D + 3) * held <= 2 ** 25, "machine: a size is out of range")
    text = "recurrence %s %s %d %d %s\n" % (family, m["format"], H, D, m["seed"])
    cost = (3 * H * (H + 8) if family == "gru" else N) + D * N
    return D, text, cost, lambda: recurrence(family, m["format"], D, H, int(m["seed"]))

def rounding(name):
    """Rounds to a format, once: products of its numbers are exact in binary64, whose 53 bits are more than 2p + 2, so that a
    sum that is rounded to 53 bits and then to p is the exact sum rounded to p. Also the bits of a number, in hexadecimal."""
    E, F, infinite = FORMATS[name]
    bias = 2 ** (E - 1) - 1
    largest = (2 - 2.0 ** -F) * 2.0 ** bias if infinite else 448.0

    def rounded(x):
        if x == 0 or x != x or math.isinf(x):
            return x if infinite or not math.isinf(x) else math.copysign(largest, x)
        unit = math.ldexp(1.0, max(math.frexp(x)[1] - 1, 1 - bias) - F)
        y = round(abs(x) / unit) * unit
        return math.copysign(y if y <= largest else math.inf if infinite else largest, x)

    def bits(x):
        field = max(math.frexp(x)[1] - 1, 1 - bias) if x else 1 - bias
        size = 2 ** (E + F) - 2 ** F if math.isinf(x) else 0 if x == 0 else \
            int(abs(x) / math.ldexp(1.0, field - F)) + (field + bias - 1 << F)
        code = (2 ** E - 1 << F) + (2 ** (F - 1) if infinite else 7) if x != x else \
            size + (math.copysign(1, x) < 0) * 2 ** (E + F)
        return "%0*x" % ((1 + E + F) // 4, code)
    return rounded, bits

def tanh(x):
    if abs(x) < 2.0 ** -12:
        return x - x * x * x / 3
    e = exponential(-2 * abs(x))
    return math.copysign((1 - e) / (1 + e), x)

def exponential(x):
    x *= float.fromhex("0x1.71547652b82fep0")
    if abs(x) > 1000:
        return math.inf if x > 0 else 0.0
    t, total = (x - round(x)) * float.fromhex("0x1.62e42fefa39efp-1"), 1 / math.factorial(13)
    for k in range(12, -1, -1):
        total = total * t + 1 / math.factorial(k)
    return math.ldexp(total, round(x))

def recurrence(family, format, D, H, seed):
    """The first state, the update, the output and the text of a state."""
    R, bits = rounding(format)
    counter = [seed]

    def uniform():
        counter[0] = (counter[0] + 0x9E3779B97F4A7C15) % 2 ** 64
        z = counter[0]
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2 ** 64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2 ** 64
        return ((z ^ z >> 31) >> 11) * 2.0 ** -52 - 1

    def dot(first, row, values):
        for p, q in zip(row, values):
            first = R(first + R(p * q))
        return first
    weight = lambda size: R(uniform() * (1 / math.sqrt(size)))
    V, N, a = D + 3, H if family in ("ssm", "gru") else H * H, None
    if family == "gru":
        U = [[weight(H) for _ in range(V)] for _ in range(3 * H)]
        W = [[weight(H) for _ in range(H)] for _ in range(3 * H)]
        U = [[R(u + bias) for u in row] for row, bias in zip(U, [weight(H) for _ in range(3 * H)])]
        biases = [weight(H) for _ in range(H)]
        sigmoid = lambda x: R(1 / (1 + exponential(-x)))
    elif family == "ssm":
        squares = [0.9 * 0.9 + (0.999 * 0.999 - 0.9 * 0.9) * ((uniform() + 1) / 2) for _ in range(H)]
        a, units = [R(math.sqrt(s)) for s in squares], [[R(uniform() * math.sqrt(1 - s)) for _ in range(V)] for s in squares]
        b = list(zip(*units))
    else:
        phi = lambda u: u + 1 if u >= 0 else exponential(u)
        k = [[R(phi(uniform()) * (1 / math.sqrt(H))) for _ in range(H)] for _ in range(V)]
        v = [[R(uniform()) for _ in range(H)] for _ in range(V)]
        b = [[R(k[t][i] * v[t][j]) for i in range(H) for j in range(H)] for t in range(V)]
        a = [R(31 / 32)] * N if family == "retention" else None
    rows = [[weight(N) for _ in range(N)] for _ in range(D)]

    def update(state, token):
        if family == "gru":
            after = []
            for k, old in enumerate(state):
                r, z = (sigmoid(dot(U[row][token], W[row], state)) for row in (k, H + k))
                m = dot(biases[k], W[2 * H + k], state)
                new = R(tanh(R(U[2 * H + k][token] + R(r * m))))
                after.append(R(R(R(1 - z) * new) + R(z * old)))
            return after
        kept = [R(p * q) for p, q in zip(a, state)] if a else state
        return [R(p + q) for p, q in zip(kept, b[token])]

    def output(state):
        best, most = 0, None
        for token, row in enumerate(rows):
            logit = dot(0.0, row, state)
            if token == 0 or logit > most:
                best, most = token, logit
        return best
    return [0.0] * N, update, output, lambda state: "".join(map(bits, state))
