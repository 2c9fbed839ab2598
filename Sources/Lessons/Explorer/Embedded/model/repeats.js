"use strict";

// Which n-grams a string repeats, and how the votes fall where one has two successors. This looks at the
// string alone; that the model fails where it says so is what the page shows beside it.

/** Stands for the end of the string among successors. */
const END = null;

/** The n-grams that stand more than once: their tokens, the steps that come after them, what is due there. */
function repeatedNgrams(content, ngram) {
  const places = new Map();
  for (let step = ngram; step <= content.length; step += 1) {
    const tokens = content.slice(step - ngram, step);
    const key = tokens.join(" ");
    const entry = places.get(key) ?? { tokens, steps: [], successors: [] };
    entry.steps.push(step);
    entry.successors.push(step < content.length ? content[step] : END);
    places.set(key, entry);
  }
  return [...places.values()].filter((entry) => entry.steps.length > 1);
}

/**
 * The first step whose n-gram had another successor before, with the step at which it had it; null if there
 * is none. The end counts as a successor.
 *
 * A string that repeats an n-gram always has such a step: if the same token follows both times, the n-grams
 * that end with it are equal too, and so on up to the end, which follows only one of them.
 */
function firstConflict(content, ngram) {
  let found = null;
  for (const { tokens, steps, successors } of repeatedNgrams(content, ngram)) {
    const index = successors.findIndex((successor) => successor !== successors[0]);
    if (index > 0 && (found === null || steps[index] < found.secondStep)) {
      found = {
        tokens, firstStep: steps[0], secondStep: steps[index],
        firstSuccessor: successors[0], secondSuccessor: successors[index],
      };
    }
  }
  return found;
}

/**
 * What the positions with the best score at a step say: for each token the positions that hold it and their
 * share of attention; and the share of all other positions.
 */
function votesAt(decoding, step) {
  const best = step.scores.reduce((a, b) => Math.max(a, b));
  const power = 1n << BigInt(best - step.least);
  const votes = new Map();
  step.scores.forEach((score, position) => {
    if (score !== best) return;
    const token = decoding.tokens[position];
    votes.set(token, [...(votes.get(token) ?? []), position]);
  });
  const winners = [...votes.values()].reduce((sum, positions) => sum + positions.length, 0);
  return {
    best,
    votes: [...votes].map(([token, positions]) => ({
      token, positions, share: new Fraction(power * BigInt(positions.length), step.total),
    })),
    rest: new Fraction(step.total - power * BigInt(winners), step.total),
  };
}
