// What must hold of the model: a function for each law, which throws where it does not. What is expected is computed
// here in another way.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";

import { agrees } from "./agreement.mjs";
import { described, lettersOf } from "./cases.mjs";
import { Random } from "./random.mjs";

/** A value of the model as one of this world: its arrays have another prototype. */
const plain = (value) => structuredClone(value);

// MARK: - Numbers

/** The greatest common divisor by subtraction of multiples alone. */
const divisor = (a, b) => (b === 0n ? a : divisor(b, a % b));

/** Fractions are in lowest terms, and their texts, order, differences and roundings are those of the definition. */
function numbers({ Fraction, greatestCommonDivisor }, { seed }) {
  const random = new Random(seed);
  const integer = () => (random.bits() * random.bits() >> BigInt(random.below(128))) << BigInt(random.below(90));
  for (let trial = 0; trial < 2000; trial += 1) {
    const signed = (value) => (random.below(2) === 0 ? value : -value);
    const places = random.below(8);
    const unit = 10n ** BigInt(places);
    // One fraction of ten lies in the middle between two neighbors with so many places.
    const [p, q] = trial % 10 === 0 ? [signed(2n * integer() + 1n), 2n * unit]
      : [signed(integer()), integer() + 1n];
    const [r, s] = [signed(integer()), integer() + 1n];
    const size = p < 0n ? -p : p;
    const what = `${p}/${q} and ${r}/${s}, seed ${seed}`;
    strictEqual(greatestCommonDivisor(size, q), divisor(size, q), what);
    const [first, second] = [new Fraction(p, q), new Fraction(r, s)];
    ok(first.numerator * q === p * first.denominator && first.denominator > 0n, what);
    strictEqual(divisor(first.numerator < 0n ? -first.numerator : first.numerator, first.denominator), 1n, what);
    const over = first.denominator === 1n ? "" : `/${first.denominator}`;
    strictEqual(first.text, `${first.numerator}${over}`, what);
    strictEqual(first.isLessThan(second), p * s < r * q, what);
    const less = first.minus(second);
    strictEqual(less.numerator * q * s, (p * s - r * q) * less.denominator, what);
    // Rounded: within half a unit of the last place, and at the half away from zero.
    const digits = first.rounded(places);
    ok(places === 0 ? /^-?\d+$/.test(digits) : /^-?\d+\.\d+$/.test(digits), `${what}: ${digits}`);
    strictEqual(digits.split(".")[1]?.length ?? 0, places, what);
    const distance = 2n * (BigInt(digits.replace(".", "").replace("-", "")) * q - size * unit);
    ok(distance > -q && distance <= q, `${what}: ${digits}`);
    strictEqual(digits.startsWith("-"), p < 0n && /[1-9]/.test(digits), `${what}: ${digits}`);
  }
}

// MARK: - Repeated n-grams

/** The steps after each n-gram, by its text, in the order in which they first come. */
function stepsAfter(tokens, ngram) {
  const steps = new Map();
  for (let step = ngram; step <= tokens.length; step += 1) {
    const text = lettersOf(tokens.slice(step - ngram, step));
    steps.set(text, [...(steps.get(text) ?? []), step]);
  }
  return [...steps].filter(([, places]) => places.length > 1);
}

/** The first step whose n-gram had another successor before, and the first step at which it stood; or null. */
function conflictIn(tokens, ngram) {
  const due = [...tokens, "end"];
  const isSame = (first, second) =>
    lettersOf(tokens.slice(first - ngram, first)) === lettersOf(tokens.slice(second - ngram, second));
  for (let second = ngram; second <= tokens.length; second += 1) {
    const others = Array.from({ length: second - ngram }, (_, index) => ngram + index)
      .filter((first) => isSame(first, second));
    if (others.length > 0 && due[others[0]] !== due[second]) return [others[0], second];
  }
  return null;
}

/** Repeated n-grams, and the first of them that goes on in two ways. */
function repeats({ repeatedNgrams, firstConflict, END }, { cases }) {
  let conflicts = 0;
  for (const one of cases) {
    const { tokens, ngram } = one;
    const before = (step) => tokens.slice(step - ngram, step);
    const successor = (step) => (step < tokens.length ? tokens[step] : END);
    const expected = stepsAfter(tokens, ngram)
      .map(([, steps]) => ({ tokens: before(steps[0]), steps, successors: steps.map(successor) }));
    deepStrictEqual(plain(repeatedNgrams(tokens, ngram)), expected, described(one));
    const conflict = conflictIn(tokens, ngram);
    conflicts += conflict ? 1 : 0;
    deepStrictEqual(plain(firstConflict(tokens, ngram)), conflict && {
      tokens: before(conflict[0]), firstStep: conflict[0], secondStep: conflict[1],
      firstSuccessor: successor(conflict[0]), secondSuccessor: successor(conflict[1]),
    }, described(one));
  }
  ok(conflicts > 0, "no case has a conflict");
}

/** The votes at every step are the best keys of its trace, and shares add up to 1. */
function votes({ votesAt, Decoding, CopyModel, parametersOf, Fraction }, { cases }) {
  for (const one of cases) {
    const { trace } = one;
    const { scale, boundaryBonus: bonus } = trace.construction;
    const model = new CopyModel(parametersOf({ ngram: one.ngram, alphabet: one.alphabet, scale, bonus }));
    const decoding = new Decoding(model, one.tokens).finish();
    const tokenAt = (position) => trace.positions[position].token;
    for (const [index, { keys }] of trace.steps.entries()) {
      const what = `${described(one)}, step ${index}`;
      const { best, votes: found, rest } = votesAt(decoding, decoding.steps[index]);
      const winners = keys.filter(({ score }) => score === keys[0].score);
      strictEqual(best, keys[0].score, what);
      const held = [...new Set(winners.map(({ position }) => tokenAt(position)))];
      deepStrictEqual(plain(found.map(({ token }) => token)), held, what);
      for (const { token, positions, share } of found) {
        const places = winners.map(({ position }) => position).filter((place) => tokenAt(place) === token);
        deepStrictEqual(plain(positions), places, what);
        const [p, q = 1n] = winners[0].weight.split("/").map(BigInt);
        strictEqual(share.text, new Fraction(p * BigInt(places.length), q).text, what);
      }
      const left = found.reduce((sum, { share }) => sum.minus(share), new Fraction(1n));
      strictEqual(rest.text, left.text, `${what}: the rest`);
    }
  }
}

// MARK: - The machine

/** The rules once more, in arithmetic without bit operations. */
const RULES = {
  register: (state, token, bits, alphabet) => {
    let width = 1;
    while (2 ** width < alphabet) width += 1;
    return (state * 2 ** width + token) % 2 ** bits;
  },
  hash: (state, token, bits) => (37 * state + token + 1) % 2 ** bits,
};

/** All strings of a length, in the order of a dictionary. */
function* strings(alphabet, length) {
  if (length === 0) {
    yield [];
    return;
  }
  for (const head of strings(alphabet, length - 1)) {
    for (let token = 0; token < alphabet; token += 1) yield [...head, token];
  }
}

/** The first two strings of one length, in order, that share a state, and how many were read till then. */
function firstPair(after, alphabet) {
  let read = 0;
  for (let length = 1; ; length += 1) {
    const seen = new Map();
    for (const string of strings(alphabet, length)) {
      read += 1;
      const state = after(string);
      if (seen.has(state)) return { first: seen.get(state), second: string, state, read, length };
      seen.set(state, string);
    }
  }
}

/** What a generator returns. */
function resultOf(generator) {
  for (;;) {
    const { value, done } = generator.next();
    if (done) return value;
  }
}

/** The pair is the first one there is, and the twin is one: both computed here in another way. */
function machines({ Machine, firstCollision, twinOf, MOST_TWINS }) {
  const words = ["a", "ab", "abcde", "aabacbbcca", "abcdabcaabd", "transformer"];
  const sizes = [[1, 2], [4, 3], [7, 5], [9, 4], [12, 26], [16, 26], [10, 2]];
  for (const kind of Object.keys(RULES)) {
    for (const [bits, alphabet] of sizes) {
      const machine = new Machine(kind, bits, alphabet);
      const after = (tokens) => tokens.reduce((state, token) => RULES[kind](state, token, bits, alphabet), 0);
      const what = `${kind}, ${bits} bits, D = ${alphabet}`;
      deepStrictEqual(plain(resultOf(firstCollision(machine))), firstPair(after, alphabet), what);
      for (const word of words) {
        const tokens = [...word].map((letter) => letter.charCodeAt(0) - 97);
        if (tokens.some((token) => token >= alphabet)) continue;
        const states = plain(machine.states(tokens));
        deepStrictEqual(states, [0, ...tokens.map((_, index) => after(tokens.slice(0, index + 1)))], what);
        strictEqual(machine.text(states.at(-1)), states.at(-1).toString(2).padStart(bits, "0"), what);
        const { twin, tried } = resultOf(twinOf(machine, tokens));
        const isTwin = (other) => String(other) !== String(tokens) && after(other) === after(tokens);
        if (twin !== null) {
          ok(twin.length === tokens.length && isTwin(twin), `${what}, ${word}: ${lettersOf(twin)} is no twin`);
        } else if (tried < MOST_TWINS) {
          strictEqual(tried, alphabet ** tokens.length - 1, `${what}, ${word}: not all others were tried`);
          ok(![...strings(alphabet, tokens.length)].some(isTwin), `${what}, ${word}: there is a twin`);
        }
      }
    }
  }
}

// MARK: - Texts

/** Letters, signs, marks, pictures, blanks, controls and directions. */
const CHARACTERS = [..."abcxyzABZ09.,!|é\u05d0\u05d1\u0628中😀 \u00a0\u3000\u0001\u007f\u202e\u2066\u200b\ufeff", "e\u0301",
  "👨\u200d👩\u200d👧", "🇩🇪"];

/** A text comes back from its tokens, D is the number of its characters, and n is the least that tells them apart. */
function texts({ charactersOf, alphabetOf, ngramOf }, { seed }) {
  const random = new Random(seed);
  for (let trial = 0; trial < 2000; trial += 1) {
    const size = random.within(1, 12);
    const kinds = random.permutation(CHARACTERS.length).slice(0, size).map((index) => CHARACTERS[index]);
    // Characters that would grow together with their neighbors stand apart.
    const drawn = Array.from({ length: random.within(1, 40) }, () => random.of(kinds));
    const text = drawn.join("");
    const what = `${JSON.stringify(text)}, seed ${seed}`;
    const characters = plain(charactersOf(text, 200));
    strictEqual(characters.join(""), text, what);
    const { symbols, isOwn, added } = alphabetOf(characters, null);
    const own = new Set(characters);
    ok(isOwn && new Set(symbols).size === symbols.length, what);
    strictEqual(symbols.length, Math.max(2, own.size), what);
    strictEqual(Boolean(added), own.size === 1, what);
    const content = characters.map((character) => symbols.indexOf(character));
    strictEqual(content.map((token) => symbols[token]).join(""), text, what);
    const ngram = ngramOf(content, 8);
    const repeats = (order) => stepsAfter(content, order).length > 0;
    ok(ngram >= 1 && ngram <= 8 && (ngram === 8 || !repeats(ngram)), `${what}: n = ${ngram}`);
    ok(ngram === 1 || repeats(ngram - 1), `${what}: n = ${ngram} is not the least`);
    // Letters that were chosen are kept for texts of these letters, and for no other.
    const chosen = random.within(2, 26);
    const letters = "abcdefghijklmnopqrstuvwxyz".slice(0, chosen);
    const fits = characters.every((character) => letters.includes(character));
    const second = alphabetOf(characters, chosen);
    strictEqual(second.isOwn, !fits, what);
    strictEqual(second.symbols.join(""), fits ? letters : symbols.join(""), what);
  }
  strictEqual(charactersOf("ab".repeat(500), 200).length, 201, "a long text");
}

/** What is shown of a character can be seen, and does not move what stands around it; letters and signs are themselves. */
function shown({ shownCharacter }) {
  const hidden = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
  for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 37) {
    const character = String.fromCodePoint(code);
    const text = shownCharacter(character);
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    ok(text === "␣" ? code === 0x20 : text === character || text === `⟨${name}⟩`, `${name}: ${text}`);
    ok(!hidden.test(text.replaceAll(" ", "")), `${name} is shown as what cannot be seen`);
  }
  for (const itself of [..."az09AZé!|\u05d0\u0628中😀", "e\u0301", "👨\u200d👩\u200d👧", "🇩🇪"]) {
    strictEqual(shownCharacter(itself), itself);
  }
  for (const code of ["202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069", "200E", "200F", "061C"]) {
    strictEqual(shownCharacter(String.fromCodePoint(parseInt(code, 16))), `⟨U+${code}⟩`);
  }
  strictEqual(shownCharacter("a\u202e"), "⟨U+0061 U+202E⟩");
}

/** Every law by its name. */
export const LAWS = {
  "numbers are exact": numbers,
  "agrees with construct trace": agrees,
  "finds what is repeated": repeats,
  "counts the votes": votes,
  "finds the strings that a machine confuses": machines,
  "takes any text": texts,
  "shows what is hidden": shown,
};
