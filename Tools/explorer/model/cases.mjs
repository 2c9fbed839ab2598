// Random strings, and what `construct trace` says about them.

import { execFile } from "node:child_process";
import { isDeepStrictEqual, promisify } from "node:util";

import { Random, distinct, planted, uniform } from "./random.mjs";

/** How many runs of construct go on at a time. */
const RUNS = 4;

/** The rule of the scale that goes without saying. */
const USUAL = "length-dependent";

/** A case: n, D, a string, and the rule of the scale. */
function draw(random, index) {
  let ngram = random.within(1, 5);
  const alphabet = random.of([2, 2, 3, 3, 4, 5, 7, 8, 9, 16, 17, 26]);
  // Every fifth case is shorter than n or not much longer; every fiftieth is long.
  let length = index % 5 === 0 ? random.within(1, ngram + 1) : random.within(1, 40);
  if (index % 50 === 1) length = random.within(60, 110);
  const kind = random.of([distinct, planted, (source, _, size, count) => uniform(source, size, count)]);
  let tokens = kind(random, ngram, alphabet, length);
  if (index % 10 === 3) { // An exact tie: y goes on with y once, and once with x.
    ngram = 1;
    const [x, y] = random.permutation(alphabet);
    tokens = [x, y, y, x];
  }
  return { ngram, alphabet, tokens, rule: random.of([USUAL, USUAL, USUAL, "length-free", "power-of-two"]) };
}

export const lettersOf = (tokens) => String.fromCharCode(...tokens.map((token) => 97 + token));

/** A case in words. */
export const described = ({ ngram, alphabet, tokens, rule }) =>
  `n = ${ngram}, D = ${alphabet}, ${lettersOf(tokens)}${rule === USUAL ? "" : `, ${rule}`}`;

/** What `construct trace --json` prints: its status is 1 where the string is miscopied. */
export async function traced(construct, { ngram, alphabet, tokens, rule }) {
  const words = ["trace", "--string", lettersOf(tokens), "--ngram", String(ngram), "--alphabet",
    String(alphabet), "--keys", "all", "--json", ...(rule === USUAL ? [] : ["--scale", rule])];
  const options = { maxBuffer: 1 << 28 };
  const { code = 0, stdout, stderr } = await promisify(execFile)(construct, words, options)
    .catch((problem) => problem);
  if (![0, 1].includes(code) || stderr) throw new Error(`${words.join(" ")}\nstatus ${code}: ${stderr}`);
  const trace = JSON.parse(stdout);
  const failed = !isDeepStrictEqual(trace.run.generated, [...trace.input.tokens, alphabet + 2]);
  if ((code === 1) !== failed) throw new Error(`${words.join(" ")}\nstatus ${code}: not what the trace says`);
  return trace;
}

/** The cases of a seed, each with its trace. */
export async function casesOf(construct, seed, count) {
  const random = new Random(seed);
  const cases = Array.from({ length: count }, (_, index) => draw(random, index));
  let next = 0;
  const worker = async () => {
    while (next < cases.length) {
      const one = cases[next];
      next += 1;
      one.trace = await traced(construct, one);
    }
  };
  await Promise.all(Array.from({ length: RUNS }, worker));
  return cases;
}

/** How many strings are copied, miscopied, tied, shorter than n, and so on. */
export function countsOf(cases) {
  const count = (condition) => cases.filter(condition).length;
  const mismatch = ({ trace }) => trace.run.firstMismatch;
  return {
    copied: count((one) => mismatch(one) === null),
    miscopied: count((one) => typeof mismatch(one)?.wrote === "number"),
    tied: count((one) => mismatch(one)?.wrote === null),
    "after a mistake": count(({ trace }) => trace.steps.some((step) => step.due === null)),
    "L < n": count(({ tokens, ngram }) => tokens.length < ngram),
    "L = 1": count(({ tokens }) => tokens.length === 1),
    "length-free": count(({ rule }) => rule === "length-free"),
    "power-of-two": count(({ rule }) => rule === "power-of-two"),
  };
}
