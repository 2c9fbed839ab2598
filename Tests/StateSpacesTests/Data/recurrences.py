#!/usr/bin/env python3
"""Writes recurrences.txt: states and outputs of seeded recurrences, computed a second way.

    python3 recurrences.py > recurrences.txt

Python 3.8 or later, standard library only; about ten seconds. Written from the description of the recurrences, not
from their Swift sources. Sums, differences and products are computed in fractions and rounded once, by whole
numbers, so neither the processor's single precision nor any trick of rounding is shared. Only the functions of
gates and steps, and the draws, are sequences of binary64 operations: those are what is specified.

A line: family, format, hidden size, D, seed; the string; the state after BOS x COPY in hexadecimal digits; the
first tokens written.
"""

import math
import struct
from fractions import Fraction

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def uniform(self):
        return float(self.next() >> 11) * 2.0 ** -52 - 1.0


class Format:
    """A value is a Python float that the format holds exactly."""

    def __init__(self, exponent_bits, fraction_bits, infinity=True):
        self.exponent_bits, self.fraction_bits, self.infinity = exponent_bits, fraction_bits, infinity
        self.bias = 2 ** (exponent_bits - 1) - 1
        self.width = 1 + exponent_bits + fraction_bits
        top = (1 << exponent_bits) - 1
        if infinity:
            self.nan = top << fraction_bits | 1 << (fraction_bits - 1)
            largest = (top << fraction_bits) - 1
        else:
            self.nan = (1 << (self.width - 1)) - 1
            largest = self.nan - 1
        self.largest = self.magnitude(largest)

    def magnitude(self, code):
        field, fraction = code >> self.fraction_bits, code & ((1 << self.fraction_bits) - 1)
        if field == 0:
            return Fraction(fraction) * Fraction(2) ** (1 - self.bias - self.fraction_bits)
        return Fraction((1 << self.fraction_bits) + fraction) * Fraction(2) ** (
            field - self.bias - self.fraction_bits)

    def round(self, value):
        """A Fraction that is not zero, or a float, rounded to nearest, ties to even."""
        if isinstance(value, float):
            if math.isnan(value) or value == 0:
                return value
            if math.isinf(value):
                return value if self.infinity else math.copysign(float(self.largest), value)
            value = Fraction(value)
        sign, size = (-1.0 if value < 0 else 1.0), abs(value)
        exponent = size.numerator.bit_length() - size.denominator.bit_length()
        if Fraction(2) ** exponent > size:
            exponent -= 1
        quantum = Fraction(2) ** (max(exponent, 1 - self.bias) - self.fraction_bits)
        units, rest = divmod(size.numerator * quantum.denominator, size.denominator * quantum.numerator)
        half = size.denominator * quantum.numerator
        if 2 * rest > half or (2 * rest == half and units % 2 == 1):
            units += 1
        rounded = units * quantum
        if rounded > self.largest:
            return sign * (math.inf if self.infinity else float(self.largest))
        return sign * float(rounded)

    def code(self, value):
        if math.isnan(value):
            return self.nan
        sign = (1 if math.copysign(1.0, value) < 0 else 0) << (self.width - 1)
        size = abs(value)
        if math.isinf(size):
            return sign | ((1 << self.exponent_bits) - 1) << self.fraction_bits
        if size == 0:
            return sign
        exponent = max(math.frexp(size)[1] - 1, 1 - self.bias)
        units = Fraction(size) / Fraction(2) ** (exponent - self.fraction_bits)
        assert units.denominator == 1
        return sign | (int(units) + ((exponent + self.bias - 1) << self.fraction_bits))

    def add(self, a, b):
        # Zeros and what is not finite follow IEEE 754, as Python's floats do; all else is exact, then rounded.
        if math.isfinite(a) and math.isfinite(b):
            exact = Fraction(a) + Fraction(b)
            return self.round(exact) if exact != 0 else a + b
        return self.round(a + b)

    def multiply(self, a, b):
        if math.isfinite(a) and math.isfinite(b) and a != 0 and b != 0:
            return self.round(Fraction(a) * Fraction(b))
        return self.round(a * b)


FORMATS = {
    "float32": Format(8, 23), "float16": Format(5, 10), "bfloat16": Format(8, 7),
    "float8e4m3": Format(4, 3, infinity=False), "float8e5m2": Format(5, 2),
}

# Functions: binary64 operations in a fixed order.

LOG2E, LN2 = float.fromhex("0x1.71547652b82fep0"), float.fromhex("0x1.62e42fefa39efp-1")


def exp2(x):
    if x > 1000:
        return math.inf
    if x < -1000:
        return 0.0
    if math.isnan(x):
        return x
    n = round(x)  # ties to even
    t = (x - n) * LN2
    total = 1.0 / math.factorial(13)
    for k in range(12, -1, -1):
        total = total * t + 1.0 / math.factorial(k)
    return math.ldexp(total, n)


def exp(x):
    return exp2(x * LOG2E)


def sigmoid(x):
    return 1.0 / (1.0 + exp(-x))


def tanh(x):
    if abs(x) < 2.0 ** -12:
        return x - x * x * x / 3.0
    e = exp(-2.0 * abs(x))
    value = (1.0 - e) / (1.0 + e)
    return -value if x < 0 else value


def softplus(x):
    e = exp(-abs(x))
    s = e / (2.0 + e)
    q = s * s
    total = 1.0 / 33
    for k in range(15, -1, -1):
        total = total * q + 1.0 / (2 * k + 1)
    return (x if x > 0 else 0.0) + 2.0 * s * total


class Machine:
    def __init__(self, family, format_name, hidden, size, seed):
        self.f = FORMATS[format_name]
        self.family, self.hidden, self.size, self.vocabulary = family, hidden, size, size + 3
        self.source = SplitMix64(seed)
        elements, self.visible = getattr(self, "init_" + family.replace("-", "_"))()
        self.start = [0.0] * elements
        scale = 1.0 / math.sqrt(self.visible)
        self.logits = [[self.weight(scale) for _ in range(self.visible)] for _ in range(size)]

    def weight(self, scale):
        return self.f.round(self.source.uniform() * scale)

    def gates(self, count):
        H, V = self.hidden, self.vocabulary
        scale = 1.0 / math.sqrt(H)
        U = [[self.weight(scale) for _ in range(V)] for _ in range(count * H)]
        self.W = [[self.weight(scale) for _ in range(H)] for _ in range(count * H)]
        b = [self.weight(scale) for _ in range(count * H)]
        self.U = [[self.f.add(u, bias) for u in row] for row, bias in zip(U, b)]

    def init_lstm(self):
        self.gates(4)
        return 2 * self.hidden, self.hidden

    def init_gru(self):
        self.gates(3)
        self.d = [self.weight(1.0 / math.sqrt(self.hidden)) for _ in range(self.hidden)]
        return self.hidden, self.hidden

    def init_ssm(self):
        H, V = self.hidden, self.vocabulary
        least, most = 0.9 * 0.9, 0.999 * 0.999
        squares = [least + (most - least) * ((self.source.uniform() + 1.0) / 2.0) for _ in range(H)]
        inputs = [[self.weight(math.sqrt(1.0 - s)) for _ in range(V)] for s in squares]
        self.a = [[self.f.round(math.sqrt(s)) for s in squares]] * V
        self.b = [[inputs[i][v] for i in range(H)] for v in range(V)]
        return H, H

    def init_mamba(self):
        H, V, N, f = self.hidden, self.vocabulary, 4, self.f
        least, span = math.log(0.001), math.log(100.0)
        t = []
        for _ in range(H):
            log_step = least + span * ((self.source.uniform() + 1.0) / 2.0)
            t.append(f.round(log_step + exp(log_step) / 2.0))
        scale = 1.0 / math.sqrt(-(-H // 16))
        p = [[self.weight(scale) for _ in range(V)] for _ in range(H)]
        B = [[self.weight(1.0) for _ in range(N)] for _ in range(V)]
        x = [[self.weight(1.0) for _ in range(V)] for _ in range(H)]
        self.a, self.b = [], []
        for v in range(V):
            a, b = [], []
            for c in range(H):
                delta = f.round(softplus(f.add(t[c], p[c][v])))
                for n in range(N):
                    a.append(f.round(exp(f.multiply(delta, -float(n + 1)))))
                    b.append(f.multiply(f.multiply(delta, B[v][n]), x[c][v]))
            self.a.append(a)
            self.b.append(b)
        return N * H, N * H

    def outer(self, decay):
        H, V, f = self.hidden, self.vocabulary, self.f
        scale = 1.0 / math.sqrt(H)
        keys = []
        for _ in range(V):
            us = [self.source.uniform() for _ in range(H)]
            keys.append([f.round((u + 1.0 if u >= 0 else exp(u)) * scale) for u in us])
        values = [[self.weight(1.0) for _ in range(H)] for _ in range(V)]
        self.b = [[f.multiply(k, v) for k in keys[t] for v in values[t]] for t in range(V)]
        self.a = None if decay is None else [[f.round(decay)] * (H * H)] * V
        return H * H, H * H

    def init_linear_attention(self):
        return self.outer(None)

    def init_retention(self):
        return self.outer(31.0 / 32.0)

    def dot(self, first, weights, values):
        for w, v in zip(weights, values):
            first = self.f.add(first, self.f.multiply(w, v))
        return first

    def update(self, state, token):
        f, H = self.f, self.hidden
        sig, tan = (lambda x: f.round(sigmoid(x))), (lambda x: f.round(tanh(x)))
        if self.family == "lstm":
            h, c = state[:H], state[H:]
            a = [self.dot(self.U[r][token], self.W[r], h) for r in range(4 * H)]
            nh, nc = [], []
            for k in range(H):
                i, g, o = sig(a[k]), tan(a[2 * H + k]), sig(a[3 * H + k])
                cell = f.add(f.multiply(sig(a[H + k]), c[k]), f.multiply(i, g))
                nc.append(cell)
                nh.append(f.multiply(o, tan(cell)))
            return nh + nc
        if self.family == "gru":
            new = []
            for k in range(H):
                r = sig(self.dot(self.U[k][token], self.W[k], state))
                z = sig(self.dot(self.U[H + k][token], self.W[H + k], state))
                m = self.dot(self.d[k], self.W[2 * H + k], state)
                n = tan(f.add(self.U[2 * H + k][token], f.multiply(r, m)))
                new.append(f.add(f.multiply(f.add(1.0, -z), n), f.multiply(z, state[k])))
            return new
        kept = state if self.a is None else [f.multiply(a, s) for a, s in zip(self.a[token], state)]
        return [f.add(s, b) for s, b in zip(kept, self.b[token])]

    def output(self, state):
        logits = [self.dot(0.0, row, state[:self.visible]) for row in self.logits]
        best = 0
        for v in range(1, self.size):
            if logits[v] > logits[best]:
                best = v
        return best


def line(family, format_name, hidden, size, seed, length):
    machine = Machine(family, format_name, hidden, size, seed)
    source = SplitMix64(1000 + seed)
    string = [source.next() % size for _ in range(length)]
    state = machine.start
    for token in [size] + string + [size + 1]:
        state = machine.update(state, token)
    digits = machine.f.width // 4
    text = "".join("%0*x" % (digits, machine.f.code(s)) for s in state)
    written = [machine.output(state)]
    while len(written) < 6:
        state = machine.update(state, written[-1])
        written.append(machine.output(state))
    join = lambda tokens: ",".join(map(str, tokens))
    return " ".join([family, format_name, str(hidden), str(size), str(seed), join(string), text, join(written)])


def main():
    families = ["lstm", "gru", "ssm", "mamba", "linear-attention", "retention"]
    for index, family in enumerate(families):
        for place, name in enumerate(FORMATS):
            print(line(family, name, 3, 3, 10 * index + place, 12))
    # Long sums, where the narrow formats saturate or absorb; a rank of the step above one.
    for name in ["float16", "float8e4m3", "float8e5m2"]:
        print(line("linear-attention", name, 2, 2, 77, 400))
        print(line("lstm", name, 5, 4, 78, 40))
    print(line("mamba", "float32", 17, 2, 79, 30))
    print(line("gru", "float32", 6, 30, 80, 50))


if __name__ == "__main__":
    # Two checks against the processor: single and half precision are also what `struct` rounds to.
    probe = SplitMix64(1)
    for _ in range(2000):
        value = probe.uniform() * 2.0 ** (probe.next() % 40 - 30.0)
        assert FORMATS["float32"].round(value) == struct.unpack("f", struct.pack("f", value))[0]
        if abs(value) < 60000:
            assert FORMATS["float16"].round(value) == struct.unpack("e", struct.pack("e", value))[0]
    main()
