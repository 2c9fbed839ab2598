"use strict";

// The forward pass, and greedy decoding with it. It is a transformer like any other, but for two things: its
// numbers are fractions, so nothing is rounded, and its softmax is taken in base 2, so that it gives
// fractions.

/** The inner product of two lists of integers. */
function innerProduct(first, second) {
  let sum = 0;
  for (let index = 0; index < first.length; index += 1) sum += first[index] * second[index];
  return sum;
}

/**
 * Attention from a query over keys and values: weight 2^score / sum of 2^score on each, and the weighted
 * mean.
 *
 * Scores are integers. A common factor cancels, so all powers are taken relative to the least score.
 */
function attend(query, keys, values) {
  const scores = keys.map((key) => innerProduct(query, key));
  const least = scores.reduce((a, b) => Math.min(a, b));
  const sums = values[0].map(() => 0n);
  let total = 0n;
  scores.forEach((score, index) => {
    const power = 1n << BigInt(score - least);
    total += power;
    values[index].forEach((value, part) => {
      if (value !== 0n) sums[part] += value * power;
    });
  });
  return { scores, least, total, mean: new Vector(sums, total) };
}

/** Reads tokens one by one, and remembers the keys and values of all of them. */
class Reader {
  constructor(model) {
    this.model = model;
    this.caches = model.layers.map((layer) => layer.heads.map(() => ({ keys: [], values: [] })));
  }

  /** The residual stream after each layer at the next position, which holds `token`, and the logits. */
  read(token) {
    const { model } = this;
    let stream = Vector.zeros(model.slots.width);
    for (const [column, value] of model.embedding[token]) stream.parts[column] = value;
    const streams = [];
    let seen = null;
    model.layers.forEach((layer, index) => {
      const outputs = layer.heads.map((head, place) => {
        const { keys, values } = this.caches[index][place];
        keys.push(head.key.times(stream).integers());
        values.push(head.value.times(stream).integers().map(BigInt));
        const query = head.query.times(stream).integers();
        const first = Math.max(0, keys.length - head.window);
        seen = attend(query, first > 0 ? keys.slice(first) : keys, first > 0 ? values.slice(first) : values);
        return seen.mean;
      });
      stream = stream.plus(layer.output.times(Vector.joined(outputs)));
      if (layer.gate) stream = stream.plus(throughGate(layer.gate, stream));
      streams.push(stream);
    });
    // `seen` is what the last head of the last layer saw: the match.
    return { streams, seen, logits: model.unembedding.times(stream) };
  }
}

/** W_2 relu(W_1 x + b). */
function throughGate(gate, stream) {
  const hidden = gate.input.times(stream);
  hidden.parts = hidden.parts.map((part, unit) => {
    const value = part + gate.bias[unit] * hidden.over;
    return value > 0n ? value : 0n;
  });
  return gate.output.times(hidden);
}

/** The token with the largest logit, or all that share it: nothing breaks a tie. */
function largest(logits) {
  const best = logits.parts.reduce((a, b) => (b > a ? b : a));
  return countTo(logits.parts.length).filter((token) => logits.parts[token] === best);
}

/**
 * One copy by greedy decoding: BOS x COPY is read, then what is written is read in turn, until EOS, until L +
 * 1 tokens are written, or until two tokens share the largest logit.
 */
class Decoding {
  constructor(model, content) {
    const { bos, copy, eos } = model.parameters;
    this.model = model;
    this.content = content;
    this.expected = [...content, eos];
    this.tokens = [bos, ...content, copy]; // read, or to be read next
    this.positions = []; // the residual stream after layer 1, at each position that was read
    this.steps = [];
    this.generated = [];
    this.isRight = true;
    this.isDone = false;
    this.reader = new Reader(model);
  }

  /** Reads one more token. */
  advance() {
    const position = this.positions.length;
    const { streams, seen, logits } = this.reader.read(this.tokens[position]);
    this.positions.push(streams[0]);
    const step = position - this.content.length - 1;
    if (step >= 0) this.decide(step, position, streams[1], seen, logits);
  }

  decide(step, position, stream, seen, logits) {
    const winners = largest(logits);
    const wrote = winners.length === 1 ? winners[0] : null;
    const due = this.isRight ? this.expected[step] : null;
    this.steps.push({
      step, position, stream, logits, wrote, due,
      scores: seen.scores, least: seen.least, total: seen.total,
      tied: wrote === null ? winners : [],
      rightKey: this.isRight ? step + 1 : null,
      margin: this.isRight ? marginOf(logits, due) : null,
    });
    if (this.isRight && wrote !== due) this.isRight = false;
    if (wrote !== null) this.generated.push(wrote);
    if (wrote === null || wrote === this.model.parameters.eos || step === this.content.length) {
      this.isDone = true;
    } else {
      this.tokens.push(wrote);
    }
  }

  /** Reads all that is left. */
  finish() {
    while (!this.isDone) this.advance();
    return this;
  }

  /** How the copy went. */
  summary() {
    const judged = this.steps.filter((step) => step.due !== null);
    const wrong = judged.find((step) => step.wrote !== step.due);
    const least = (fractions) => fractions.reduce((a, b) => (b.isLessThan(a) ? b : a));
    const { length } = this.content;
    return {
      generated: this.generated,
      copied: this.content.filter((token, index) => token === this.generated[index]).length,
      terminated: this.generated.length === length + 1 && this.generated[length] === this.expected[length],
      firstMismatch: wrong ? { step: wrong.step, wrote: wrong.wrote, due: wrong.due } : null,
      minAttention: least(judged.map((step) => weightAt(step, step.rightKey))),
      minMargin: least(judged.map((step) => step.margin)),
    };
  }
}

/** The logit of the token that is due, less the largest other one. */
function marginOf(logits, due) {
  const others = logits.parts.filter((_, token) => token !== due);
  return new Fraction(logits.parts[due] - others.reduce((a, b) => (b > a ? b : a)), logits.over);
}

/** The attention weight of a position at a step. */
function weightAt({ scores, least, total }, position) {
  return new Fraction(1n << BigInt(scores[position] - least), total);
}

/** The positions that a step sees, best first: by falling score, then by rising position. */
function rankedKeys({ scores }) {
  return countTo(scores.length).sort((a, b) => scores[b] - scores[a] || a - b);
}
