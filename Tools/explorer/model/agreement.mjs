// The page's trace against that of construct.

import { described, traced } from "./cases.mjs";

/** The most characters of a value that a message shows. */
const SHOWN = 120;

/** What the page's trace must have, so that it cannot agree by leaving something out. */
const EXPECTED = {
  construction: ["ngram", "alphabet", "codeBits", "scale", "boundaryBonus", "width", "hidden", "maxLength"],
  position: ["position", "token", "gathered", "query", "key"],
  step: ["step", "position", "keys", "visible", "rightKey", "output", "logits", "margin", "wrote", "tied", "due"],
  run: ["generated", "copied", "terminated", "firstMismatch", "minAttention", "minMargin"],
};

/** What the page's trace lacks, or has too many, or null. */
function missing({ construction, positions, steps, run }) {
  const found = { construction, position: positions[0], step: steps[0], run };
  for (const [name, keys] of Object.entries(EXPECTED)) {
    const other = Object.keys(found[name]).filter((key) => !keys.includes(key));
    const absent = keys.filter((key) => !(key in found[name]));
    if (other.length + absent.length > 0) return `the page's ${name} has other keys: ${[...other, ...absent]}`;
  }
  return null;
}

const shown = (value) => JSON.stringify(value).slice(0, SHOWN);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Where two JSON values differ, in words, or null. The second may have more keys in an object, never fewer. */
function difference(first, second, place) {
  if (isObject(first) && isObject(second)) {
    for (const key of Object.keys(first)) {
      if (!(key in second)) return `${place}.${key}: the page has it, construct does not`;
      const found = difference(first[key], second[key], `${place}.${key}`);
      if (found) return found;
    }
    return null;
  }
  if (Array.isArray(first) && Array.isArray(second)) {
    if (first.length !== second.length) {
      return `${place}: the page has ${first.length} elements, construct ${second.length}`;
    }
    for (const index of first.keys()) {
      const found = difference(first[index], second[index], `${place}[${index}]`);
      if (found) return found;
    }
    return null;
  }
  // L_max goes beyond what JavaScript holds as a number, so the page has it as a text.
  const isSame = place.endsWith(".maxLength") ? first === String(second) : first === second;
  return isSame ? null : `${place}: the page says ${shown(first)}, construct ${shown(second)}`;
}

/** What is different between the model's trace of a case and that of construct, or null. */
function compare(model, { ngram, alphabet, tokens, rule, trace }) {
  const { scale, boundaryBonus: bonus } = trace.construction;
  // What the page can work out by itself it is not told.
  const chosen = {
    "length-free": { scale, bonus }, "power-of-two": { scale: model.parametersOf({ ngram, alphabet }).powerOfTwo },
  }[rule];
  const page = model.trace({ ngram, alphabet, tokens, ...chosen });
  // As JSON, like the other: the model's objects are of another world.
  const plain = JSON.parse(JSON.stringify(page));
  return missing(plain) ?? difference(plain, trace, "trace");
}

/** A shorter case that differs too: tokens are left out for as long as that is so. */
async function shrunk(model, construct, one) {
  for (let index = 0; index < one.tokens.length && one.tokens.length > 1; ) {
    const shorter = { ...one, tokens: one.tokens.filter((_, place) => place !== index) };
    shorter.trace = await traced(construct, shorter);
    if (compare(model, shorter)) [one, index] = [shorter, 0];
    else index += 1;
  }
  return one;
}

/** Every case agrees; a message names the smallest one found that does not. */
export async function agrees(model, { cases, construct, seed }) {
  for (const [index, one] of cases.entries()) {
    if (!compare(model, one)) continue;
    const small = await shrunk(model, construct, one);
    throw new Error(`seed ${seed}, case ${index}, shrunk to ${described(small)}: ${compare(model, small)}`);
  }
}
