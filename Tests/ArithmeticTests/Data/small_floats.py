"""Writes the reference data for the small float tests, next to this file.

    pip install numpy ml_dtypes && python3 small_floats.py

Every expected code is computed here from exact fractions: the nearest value is looked up in the
sorted list of all finite values, ties go to the even code. numpy and ml_dtypes are only compared
with that; the header of each file says in how many cases they differ, and the fractions win.
Conversions are in the non-saturating mode.
"""

import bisect
import decimal
import math
import os
import platform
import random
import warnings
from decimal import Decimal
from fractions import Fraction

import ml_dtypes
import numpy as np

SEED = 20220905  # any number will do; this one keeps the files reproducible
HERE = os.path.dirname(os.path.abspath(__file__))
decimal.getcontext().prec = 60  # three times the digits of a double
decimal.getcontext().Emax = decimal.MAX_EMAX
decimal.getcontext().Emin = decimal.MIN_EMIN


class Format:
    def __init__(self, name, exponent_bits, fraction_bits, bias, infinity, dtype, storage):
        self.name, self.fraction_bits, self.dtype, self.storage = name, fraction_bits, dtype, storage
        self.sign = 1 << (exponent_bits + fraction_bits)
        self.digits = (exponent_bits + fraction_bits + 1) // 4
        top = ((1 << exponent_bits) - 1) << fraction_bits
        self.infinity = top if infinity else None
        self.nan = top + (1 << (fraction_bits - 1)) if infinity else self.sign - 1
        self.largest = top - 1 if infinity else self.sign - 2

        def value(code):
            field, fraction = code >> fraction_bits, code & ((1 << fraction_bits) - 1)
            if field > 0:
                fraction += 1 << fraction_bits
            return fraction * Fraction(2) ** (max(field, 1) - bias - fraction_bits)

        # One more than the finite values: what the next one would be if the range went on.
        self.values = [value(code) for code in range(self.largest + 2)]

    def magnitude(self, exact):
        """The code nearest to a non-negative fraction; too large gives infinity or NaN."""
        if exact >= self.values[-1]:
            code = len(self.values) - 1
        else:
            above = bisect.bisect_right(self.values, exact)
            low, high = exact - self.values[above - 1], self.values[above] - exact
            code = above - 1 if low < high or (low == high and above % 2 == 1) else above
        if code <= self.largest:
            return code
        return self.nan if self.infinity is None else self.infinity

    def encode(self, x):
        sign = self.sign if math.copysign(1, x) < 0 else 0
        if math.isnan(x):
            return sign | self.nan
        if math.isinf(x):
            return sign | (self.nan if self.infinity is None else self.infinity)
        return sign | self.magnitude(abs(Fraction(x)))

    def library(self, xs):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return np.array(xs, np.float64).astype(self.dtype).view(self.storage).tolist()


E4M3 = Format("e4m3", 4, 3, 7, False, ml_dtypes.float8_e4m3fn, np.uint8)
E5M2 = Format("e5m2", 5, 2, 15, True, ml_dtypes.float8_e5m2, np.uint8)
BF16 = Format("bf16", 8, 7, 127, True, ml_dtypes.bfloat16, np.uint16)
F16 = Format("f16", 5, 10, 15, True, np.float16, np.uint16)
FORMATS = [E4M3, E5M2, BF16, F16]


def hexadecimal(x):
    """C99 hexadecimal notation without trailing zeros."""
    if math.isnan(x):  # float.hex drops its sign
        return "nan" if math.copysign(1, x) > 0 else "-nan"
    text = x.hex()
    if "p" not in text:
        return text
    digits, exponent = text.split("p")
    return digits.rstrip("0").rstrip(".") + "p" + exponent if "." in digits else text


def write(name, comments, lines):
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, " \
        f"ml_dtypes {ml_dtypes.__version__}"
    with open(os.path.join(HERE, name), "w", encoding="ascii", newline="\n") as file:
        for comment in [f"written by small_floats.py with {versions}"] + comments:
            file.write(f"# {comment}\n")
        file.write("\n".join(lines) + "\n")


def write_values():
    lines, differ = [], 0
    for format in [E4M3, E5M2]:
        codes = np.arange(256, dtype=np.uint8).view(format.dtype).astype(np.float64).tolist()
        for code, theirs in enumerate(codes):
            magnitude = code & (format.sign - 1)
            if magnitude <= format.largest:
                ours = float(format.values[magnitude])
            else:
                ours = math.inf if magnitude == format.infinity else math.nan
            ours = math.copysign(ours, -1 if code & format.sign else 1)
            differ += hexadecimal(ours) != hexadecimal(theirs)
            lines.append(f"{format.name} {code:02x} {hexadecimal(ours)}")
    write("values.txt", ["format, code, value", f"{differ} of {len(lines)} differ in ml_dtypes"],
          lines)


def inputs(format, generator):
    """Midpoints and their neighbours, values, extremes, random numbers; both signs."""
    last = format.largest
    if last < 256:
        lower = list(range(last + 1))
    else:  # a sample: the ends of the range, the ends of the subnormals, and some in between
        edges = [0, (1 << format.fraction_bits), last]
        lower = {code for edge in edges for code in range(edge - 20, edge + 21)}
        lower |= {generator.randrange(last) for _ in range(500)}
        lower = sorted(code for code in lower if 0 <= code <= last)
    xs = [0.0, math.inf, math.nan, 5e-324, 2.0 ** -1022, 1.7976931348623157e308, 1e300, 1e39, 1e-60]
    for code in lower:
        # The midpoint above the last finite value is the overflow threshold.
        middle = float((format.values[code] + format.values[code + 1]) / 2)
        assert Fraction(middle) * 2 == format.values[code] + format.values[code + 1]
        xs += [middle, math.nextafter(middle, 0), math.nextafter(middle, math.inf)]
        xs.append(float(format.values[code]))
    # Around every power of two near or in the range, with all 53 bits in use.
    smallest = math.frexp(float(format.values[1]))[1] - 4
    largest = math.frexp(float(format.values[-1]))[1] + 3
    for _ in range(500):
        significand = generator.getrandbits(52) | (1 << 52)
        xs.append(math.ldexp(significand, generator.randrange(smallest, largest) - 52))
    if last < 256:
        return xs + [-x for x in xs]
    return [x if generator.random() < 0.5 else -x for x in xs]


def write_roundings(generator):
    for format in FORMATS:
        xs = inputs(format, generator)
        ours = [format.encode(x) for x in xs]
        theirs = format.library(xs)
        differ = [i for i in range(len(xs)) if ours[i] != theirs[i]]
        library = "numpy" if format is F16 else "ml_dtypes"
        with np.errstate(all="ignore"):
            twice = [format.encode(float(np.float32(xs[i]))) for i in differ]
        explained = sum(code == theirs[i] for i, code in zip(differ, twice))
        print(format.name, len(xs), "cases,", library, "differs in", len(differ),
              [(hexadecimal(xs[i]), hex(ours[i]), hex(theirs[i])) for i in differ[:4]])
        comments = ["input (float64), code of the nearest value, ties to even, not saturating",
                    f"{len(differ)} of {len(xs)} differ in {library}, seed {SEED}"]
        if differ:
            i = differ[0]
            comments.append(f"{explained} of these are what rounding to float32 first would give")
            comments.append(f"for instance {hexadecimal(xs[i])}: exact {ours[i]:x}, {library} "
                            f"{theirs[i]:x}")
        write(f"rounding-{format.name}.txt", comments,
              [f"{hexadecimal(x)} {code:0{format.digits}x}" for x, code in zip(xs, ours)])


def exponential(format, function, x):
    """The code nearest to the function at x, and log2 of the relative distance of its exact value
    to the nearest place where the rounding changes (None if the value is exact or out of range)."""
    if math.isnan(x):
        return format.nan, None
    if x > 1000:  # beyond all four formats, and before the logarithms of Decimal run out
        return (format.nan if format.infinity is None else format.infinity), None
    if x < -1000:
        return 0, None
    if function == "exp2" and x == int(x):
        return format.magnitude(Fraction(2) ** int(x)), None
    exact = Fraction(Decimal(x).exp() if function == "exp" else Decimal(2) ** Decimal(x))
    code = format.magnitude(exact)
    if x == 0 or exact >= format.values[-1] or exact < format.values[1] / 4:
        return code, None
    above = bisect.bisect_right(format.values, exact)
    middle = (format.values[above - 1] + format.values[above]) / 2
    return code, math.log2(abs(exact - middle) / exact)


def write_exponentials(generator):
    lines, comments = [], ["format, function, argument, nearest code, not saturating"]
    for format in [E4M3, E5M2, BF16]:
        sample = set(range(format.sign * 2))
        if format is BF16:  # mostly between 2^-9 and 2^7, where the results are neither 1 nor extreme
            sample = set(generator.sample(range(0x3b00, 0x4300), 400)) \
                | {0x8000 | code for code in generator.sample(range(0x3b00, 0x4300), 400)} \
                | set(generator.sample(range(1 << 16), 200))
        for function in ["exp", "exp2"]:
            hardest = 0.0
            for code in range(format.sign * 2):
                magnitude = code & (format.sign - 1)
                if magnitude <= format.largest:
                    x = float(format.values[magnitude])
                else:
                    x = math.inf if magnitude == format.infinity else math.nan
                x = math.copysign(x, -1 if code & format.sign else 1)
                result, distance = exponential(format, function, x)
                if distance is not None:
                    hardest = min(hardest, distance)
                if code in sample:
                    lines.append(f"{format.name} {function} {code:0{format.digits}x} "
                                 f"{result:0{format.digits}x}")
            comments.append(f"{format.name} {function}: over all arguments the value stays away from "
                            f"a tie by a factor of 1 +- 2^{hardest:.2f} or more")
            print(comments[-1])
    write("exponentials.txt", comments, lines)


if __name__ == "__main__":
    seeded = random.Random(SEED)
    write_values()
    write_roundings(seeded)
    write_exponentials(seeded)
