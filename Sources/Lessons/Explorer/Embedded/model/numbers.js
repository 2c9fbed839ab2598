"use strict";

// Exact numbers. Nothing in this page is decided by a floating-point number: those only choose colors and the
// lengths of bars.

/** How often 2 divides a BigInt that is not zero. */
function factorsOfTwo(value) {
  let count = 0;
  while (BigInt.asUintN(64, value) === 0n) {
    value >>= 64n;
    count += 64;
  }
  for (let low = BigInt.asUintN(64, value); (low & 1n) === 0n; low >>= 1n) count += 1;
  return count;
}

/** The greatest common divisor of two BigInts >= 0 that are not both zero, by Euclid's algorithm. */
function greatestCommonDivisor(a, b) {
  if (a === 0n) return b;
  if (b === 0n) return a;
  // Attention weights are powers of two over a sum, so this first part is often all there is to do.
  const twosOfA = factorsOfTwo(a);
  const twosOfB = factorsOfTwo(b);
  a >>= BigInt(twosOfA);
  b >>= BigInt(twosOfB);
  while (b !== 0n) [a, b] = [b, a % b];
  return a << BigInt(Math.min(twosOfA, twosOfB));
}

/** The least common multiple of two BigInts > 0. */
function leastCommonMultiple(a, b) {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** A fraction in lowest terms; its denominator is positive. */
class Fraction {
  constructor(numerator, denominator = 1n) {
    const size = numerator < 0n ? -numerator : numerator;
    const divisor = greatestCommonDivisor(size, denominator);
    this.numerator = numerator / divisor;
    this.denominator = denominator / divisor;
  }

  isLessThan(other) {
    return this.numerator * other.denominator < other.numerator * this.denominator;
  }

  minus(other) {
    return new Fraction(
      this.numerator * other.denominator - other.numerator * this.denominator,
      this.denominator * other.denominator);
  }

  /** "p/q", or "p" for an integer. */
  get text() {
    return this.denominator === 1n ? String(this.numerator) : `${this.numerator}/${this.denominator}`;
  }

  /** Rounded to a floating-point number, for drawing. */
  get approximate() {
    const digits = this.rounded(17);
    return Number(digits);
  }

  /** Rounded to this many places after the point, by integer division; a half is rounded up in size. */
  rounded(places) {
    const unit = 10n ** BigInt(places);
    const size = this.numerator < 0n ? -this.numerator : this.numerator;
    const scaled = (2n * size * unit + this.denominator) / (2n * this.denominator);
    const sign = this.numerator < 0n && scaled > 0n ? "-" : "";
    const fraction = places > 0 ? "." + String(scaled % unit).padStart(places, "0") : "";
    return `${sign}${scaled / unit}${fraction}`;
  }
}

/** A vector of fractions: BigInt parts over one common denominator. */
class Vector {
  constructor(parts, over = 1n) {
    this.parts = parts;
    this.over = over;
  }

  static zeros(count) {
    return new Vector(new Array(count).fill(0n));
  }

  /** The vectors one after the other, over a common denominator. */
  static joined(vectors) {
    const over = vectors.map((vector) => vector.over).reduce(leastCommonMultiple);
    return new Vector(vectors.flatMap((vector) => vector.scaledTo(over)), over);
  }

  /** The parts when the denominator is a multiple of the present one. */
  scaledTo(over) {
    const factor = over / this.over;
    return factor === 1n ? this.parts : this.parts.map((part) => part * factor);
  }

  plus(other) {
    const over = leastCommonMultiple(this.over, other.over);
    const more = other.scaledTo(over);
    return new Vector(this.scaledTo(over).map((part, index) => part + more[index]), over);
  }

  /** The part at an index, in lowest terms. */
  at(index) {
    return new Fraction(this.parts[index], this.over);
  }

  /** The parts in a range, as texts "p/q". */
  texts({ start, count }) {
    return this.parts.slice(start, start + count).map((part) => new Fraction(part, this.over).text);
  }

  /**
   * The parts as JavaScript numbers, which are exact for integers up to 2^53.
   *
   * Throws where a part is no such integer: a power of two of it would be no fraction.
   */
  integers() {
    return this.parts.map((part) => {
      const value = Number(part / this.over);
      if (part % this.over !== 0n || !Number.isSafeInteger(value)) {
        throw new RangeError(`${new Fraction(part, this.over).text}: expected an integer below 2^53 in size`);
      }
      return value;
    });
  }
}

/** A matrix by the entries of its rows that are not zero: [column, value], the values BigInts. */
class Matrix {
  constructor(rows) {
    this.rows = rows;
  }

  /** The matrix that takes these columns of a vector, one in each row. */
  static picking(columns) {
    return new Matrix(columns.map((column) => [[column, 1n]]));
  }

  times(vector) {
    const { parts, over } = vector;
    const products = this.rows.map((row) => {
      let sum = 0n;
      for (const [column, value] of row) sum += value * parts[column];
      return sum;
    });
    return new Vector(products, over);
  }
}
