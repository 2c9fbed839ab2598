"""Writes exponentials-exact.txt next to this file: python3 exponentials_exact.py (needs mpmath).

The arguments are ones for which mpmath's *interval* exponential has been seen to miss the value (its issue
1181). Each value is computed here with integers alone, as two bounds: the argument is halved until it is
small, the series is summed in fixed point with every term rounded down and then up, and both sums are
squared as often as the argument was halved. mpmath's ordinary exp at 3000 digits or more must lie between.
"""

import os
from fractions import Fraction

from mpmath import mp, mpf

CASES = [
    (Fraction(3893924827815215, 1125899906842624), 53),
    (Fraction(1381846513289487, 70368744177664), 113),
    (Fraction(-1, 2**53), 53),
    (Fraction(-172), 601),
    (Fraction(-1000), 2000),
]


def positive_bounds(x, bits):
    """Integers a, b with a <= exp(x) * 2^bits <= b, for x >= 0."""
    halvings = 0
    while x / 2**halvings > Fraction(1, 2**20):
        halvings += 1
    # Every squaring doubles the relative error, and values reach 2^1443.
    work = bits + 4000 + 4 * halvings
    small = x / 2**halvings
    n, d = small.numerator, small.denominator
    low, high, term_low, term_high, k = 1 << work, 1 << work, 1 << work, 1 << work, 0
    while term_high > 1:
        k += 1
        term_low = term_low * n // (d * k)
        term_high = -(-term_high * n // (d * k))
        low += term_low
        high += term_high
    high += 2  # the terms left out are less than the last one
    for _ in range(halvings):
        low = low * low >> work
        high = -(-high * high >> work)
    return low >> (work - bits), -(-high >> (work - bits))


def bounds(x, bits):
    """Fractions around exp(x), about 2^-bits apart relative to it."""
    low, high = positive_bounds(abs(x), bits)
    if x >= 0:
        return Fraction(low, 1 << bits), Fraction(high, 1 << bits)
    return Fraction(1 << bits, high), Fraction(1 << bits, low)


def below(value, precision):
    """The largest significand * 2^exponent that is not larger, with `precision` bits of significand."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length() - precision
    while value / Fraction(2) ** exponent >= 2**precision:
        exponent += 1
    return int(value / Fraction(2) ** exponent), exponent


def digits(value, count):
    """The first `count` significant decimal digits, cut off, as an integer and an exponent of ten."""
    exponent = len(str(value.numerator)) - len(str(value.denominator)) - count
    while value / Fraction(10) ** exponent >= 10**count:
        exponent += 1
    while value / Fraction(10) ** exponent < 10 ** (count - 1):
        exponent -= 1
    return int(value / Fraction(10) ** exponent), exponent


def main():
    mp.dps = 3100
    lines = [
        "# written by exponentials_exact.py: argument, bits p, significand and exponent of two of the largest",
        "# p-bit number below exp(argument), then exp(argument) cut off after enough digits for 2p + 30 bits:",
        "# the digits as an integer and the exponent of ten of the last one",
    ]
    for x, precision in CASES:
        low, high = bounds(x, 11000)
        approximate = mp.exp(mpf(x.numerator) / mpf(x.denominator))
        sign, significand, exponent, _ = approximate._mpf_
        middle = Fraction(significand) * Fraction(2) ** exponent
        assert abs(middle / low - 1) < Fraction(1, 10**3000)
        assert below(low, precision) == below(high, precision)
        count = int((2 * precision + 30) * 0.30103) + 3
        assert digits(low, count) == digits(high, count)
        value, power = digits(low, count)
        significand, exponent = below(low, precision)
        assert significand.bit_length() == precision
        lines.append(f"{x} {precision} {significand} {exponent} {value} {power}")
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "exponentials-exact.txt")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
