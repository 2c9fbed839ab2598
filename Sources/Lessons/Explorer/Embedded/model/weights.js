"use strict";

// The weights of this project's construction for Theorem 2.3: all of them integers, functions of n and D
// alone. What each part does and why it works stands in the project's sources, in the folder Constructions.

/** M: how hard a nearer boundary pushes a unit of the gate down. */
const GATE_STRENGTH = 4n;
/** B: what a boundary flag that meets a boundary flag adds to a score, in units of the scale. */
const BOUNDARY_BONUS = 2;
/** What a bit that agrees is worth in the logit of a token, and, per bit, a flag in that of the end. */
const CONTENT_GAIN = 4n;
const END_GAIN = 3n;
/** The longest string that is promised, however many n-grams there are. */
const LONGEST_LENGTH = 2n ** 62n;

/** What follows from n and D: the bits d of a token's code, L_max, the scales to choose beta from and the bonus B. */
function parametersOf({ ngram, alphabet, scale = null, bonus = null }) {
  const codeBits = Math.max(2, 32 - Math.clz32(alphabet - 1));
  const distinct = BigInt(alphabet) ** BigInt(ngram) + BigInt(ngram) - 1n;
  const maxLength = distinct < LONGEST_LENGTH ? distinct : LONGEST_LENGTH;
  // The least beta with 4^beta > 8 (2 L_max + 1): so much that all other keys together stay below 1/8.
  let proved = 1;
  while (4n ** BigInt(proved) <= 8n * (2n * maxLength + 1n)) proved += 1;
  // The least power of two that is no less: scores are then sums that float formats hold exactly.
  let powerOfTwo = 1;
  while (powerOfTwo < proved) powerOfTwo *= 2;
  return {
    ngram, alphabet, codeBits, maxLength, provedScale: proved, powerOfTwo,
    scale: scale ?? proved,
    bonus: bonus ?? BOUNDARY_BONUS,
    bos: alphabet, copy: alphabet + 1, eos: alphabet + 2,
  };
}

/** Where what is kept on the residual stream: slots with names, one after the other. */
class Slots {
  constructor({ ngram, codeBits }) {
    this.all = [];
    this.width = 0;
    const piece = codeBits + 1; // a token's code and a flag
    this.code = this.append("code", codeBits);
    this.flag = this.append("flag", 1);
    this.start = this.append("start", 1);
    this.gathered = countTo(ngram + 1).map((k) => this.append(`G_${k}`, piece));
    this.queries = countTo(ngram).map((k) => this.append(`Q_${k}`, piece));
    this.keys = countTo(ngram).map((k) => this.append(`K_${k + 1}`, piece));
    this.read = this.append("O", piece);
  }

  append(name, count) {
    const slot = { name, start: this.width, count };
    this.all.push(slot);
    this.width += count;
    return slot;
  }
}

/** 0, 1, ... up to `count` of them. */
const countTo = (count) => Array.from({ length: count }, (_, index) => index);
/** The columns of a slot. */
const columnsOf = (slot) => countTo(slot.count).map((index) => slot.start + index);
/** The column of the flag of a piece: its last one. */
const flagOf = (slot) => slot.start + slot.count - 1;

/** The bits of a token, the least significant first: 1 as +1 and 0 as -1. */
const codeOf = (token, codeBits) => countTo(codeBits).map((bit) => ((token >> bit) & 1 ? 1n : -1n));

/** The model: embedding, two layers, readout. */
class CopyModel {
  constructor(parameters) {
    const slots = new Slots(parameters);
    this.parameters = parameters;
    this.slots = slots;
    this.embedding = embeddingOf(parameters, slots);
    this.layers = [windowLayer(parameters, slots), matchLayer(parameters, slots)];
    this.unembedding = unembeddingOf(parameters, slots);
  }
}

/** A row for each token: its code; BOS and COPY raise a flag instead, and BOS one more. */
function embeddingOf({ alphabet, codeBits }, slots) {
  const content = countTo(alphabet).map((token) =>
    codeOf(token, codeBits).map((bit, index) => [slots.code.start + index, bit]));
  return [...content, [[slots.flag.start, 1n], [slots.start.start, 1n]], [[slots.flag.start, 1n]], []];
}

/**
 * Layer 1. Head t sees the last t positions with equal weights, so it takes the mean h_t of their pieces, and
 * G_k = (k + 1) h_{k+1} - k h_k is the piece k positions back. Then the gate.
 */
function windowLayer({ ngram, codeBits }, slots) {
  const piece = codeBits + 1;
  const nothing = new Matrix([[]]); // W_Q = W_K = 0: all scores are 0
  const value = Matrix.picking([...columnsOf(slots.code), slots.flag.start]);
  const heads = countTo(ngram + 1).map((index) => ({
    window: index + 1, query: nothing, key: nothing, value,
  }));
  const output = countTo(slots.width).map(() => []);
  for (let t = 1; t <= ngram + 1; t += 1) {
    for (let part = 0; part < piece; part += 1) {
      const column = (t - 1) * piece + part;
      output[slots.gathered[t - 1].start + part].push([column, BigInt(t)]);
      if (t <= ngram) output[slots.gathered[t].start + part].push([column, BigInt(-t)]);
    }
  }
  return { heads, output: new Matrix(output), gate: gateOf({ ngram, codeBits }, slots) };
}

/**
 * The gate, a layer of ReLU units. With g = the flags nearer than a piece, v a coordinate of its code, f its
 * flag:
 *
 *     code' = relu(2v + 1 - M g) - relu(2v - 1 - M g) - relu(1 - M g)      flag' = relu(f - M g)
 *
 * which is v and f if g = 0, and zero if a boundary is nearer.
 */
function gateOf({ ngram, codeBits }, slots) {
  const flags = slots.gathered.map(flagOf);
  const gates = [
    ...countTo(ngram).map((k) => ({
      from: slots.gathered[k], to: slots.queries[k], silencers: flags.slice(0, k),
    })),
    ...countTo(ngram).map((k) => ({
      from: slots.gathered[k + 1], to: slots.keys[k],
      silencers: [slots.start.start, ...flags.slice(1, k + 1)],
    })),
  ];
  const input = [];
  const bias = [];
  const output = countTo(slots.width).map(() => []);
  for (const { from, silencers, to } of gates) {
    const silence = silencers.map((column) => [column, -GATE_STRENGTH]);
    const shared = input.length + 2 * codeBits; // the unit relu(1 - M g)
    for (let bit = 0; bit < codeBits; bit += 1) {
      const row = [...silence, [from.start + bit, 2n]];
      output[to.start + bit] = [[input.length, 1n], [input.length + 1, -1n], [shared, -1n]];
      input.push(row, row);
      bias.push(1n, -1n);
    }
    input.push(silence);
    bias.push(1n);
    output[flagOf(to)] = [[input.length, 1n]];
    input.push([...silence, [flagOf(from), 1n]]);
    bias.push(0n);
  }
  return { input: new Matrix(input), bias, output: new Matrix(output) };
}

/**
 * Layer 2. One head that sees everything. Its query holds the last n tokens, a key the n tokens before its
 * position, so their product counts the bits that agree; what is read is the token at that position.
 */
function matchLayer({ scale, bonus }, slots) {
  const query = slots.queries.flatMap((slot) =>
    columnsOf(slot).map((column) => [[column, BigInt(column === flagOf(slot) ? scale * bonus : scale)]]));
  const head = {
    window: Infinity, query: new Matrix(query), key: Matrix.picking(slots.keys.flatMap(columnsOf)),
    value: Matrix.picking([...columnsOf(slots.code), slots.flag.start]),
  };
  const output = countTo(slots.width).map(() => []);
  columnsOf(slots.read).forEach((column, index) => output[column].push([index, 1n]));
  return { heads: [head], output: new Matrix(output), gate: null };
}

/** The readout: a row for each token. logit(a) = 4 <code(a), O>, logit(EOS) = 3 d times the flag of O. */
function unembeddingOf({ alphabet, codeBits }, slots) {
  const content = countTo(alphabet).map((token) =>
    codeOf(token, codeBits).map((bit, index) => [slots.read.start + index, CONTENT_GAIN * bit]));
  return new Matrix([...content, [], [], [[flagOf(slots.read), END_GAIN * BigInt(codeBits)]]]);
}
