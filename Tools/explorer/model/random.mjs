// Random numbers from a seed, and random strings: the same everywhere.

const MASK = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea, Flood 2014), as this project's Swift sources have it. */
export class Random {
  constructor(seed) {
    this.state = BigInt(seed) & MASK;
  }

  /** 64 random bits. */
  bits() {
    this.state = (this.state + 0x9e3779b97f4a7c15n) & MASK;
    let z = this.state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  }

  /** 0 ... count - 1, as good as uniform. */
  below(count) {
    return Number((this.bits() * BigInt(count)) >> 64n);
  }

  /** first ... last. */
  within(first, last) {
    return first + this.below(last - first + 1);
  }

  /** One of a list. */
  of(list) {
    return list[this.below(list.length)];
  }

  /** The numbers 0 ... count - 1, in random order. */
  permutation(count) {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let index = count - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      [order[index], order[other]] = [order[other], order[index]];
    }
    return order;
  }
}

/** A random string. */
export function uniform(random, alphabet, length) {
  return Array.from({ length }, () => random.below(alphabet));
}

/** A random string that repeats no n-gram; shorter than asked for where the walk cannot go on. */
export function distinct(random, ngram, alphabet, length) {
  const string = [];
  const seen = new Set();
  while (string.length < length) {
    const tail = (letter) => [...string, letter].slice(-ngram);
    const free = random.permutation(alphabet)
      .find((letter) => tail(letter).length < ngram || !seen.has(String(tail(letter))));
    if (free === undefined) break;
    seen.add(String(tail(free)));
    string.push(free);
  }
  return string;
}

/** A random string, one of whose n-grams, or more, stands again somewhere else. */
export function planted(random, ngram, alphabet, length) {
  const string = uniform(random, alphabet, length);
  for (let count = random.within(1, 2); count > 0 && length > ngram; count -= 1) {
    const [here, there] = [random.below(length - ngram + 1), random.below(length - ngram + 1)];
    string.splice(there, ngram, ...string.slice(here, here + ngram));
  }
  return string;
}
