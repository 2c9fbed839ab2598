"use strict";

// The controls: what can be chosen, what is wrong with a choice, and starting the model.

/** What the page opens with. */
const initial = JSON.parse(byId("initial").textContent);
/** What can be chosen: the first and the last n and D, and the length of the longest string. */
const { limits } = initial;

const EXAMPLES = [
  { name: "all 2-grams of three letters, each once", ngram: 2, alphabet: 3, string: "aabacbbcca" },
  { name: "a word", ngram: 3, alphabet: 26, string: "transformer" },
  { name: "a repeated n-gram: ab goes on with c, then with d", ngram: 2, alphabet: 4, string: "abcabd" },
  { name: "outvoted: ab goes on with c twice, then with d", ngram: 2, alphabet: 4, string: "abcabcabd" },
  { name: "an exact tie: the run ends", ngram: 1, alphabet: 2, string: "abba" },
  { name: "votes cancel bit by bit, and a third letter wins", ngram: 1, alphabet: 4, string: "abac" },
  { name: "copied, but it does not stop", ngram: 1, alphabet: 2, string: "aa" },
  { name: "a longer n helps: abcabd with n = 3", ngram: 3, alphabet: 4, string: "abcabd" },
  { name: "β turned down to 1", ngram: 2, alphabet: 4, string: "aabacadbbcbdccdda", scale: 1 },
  { name: "200 letters", ngram: 3, alphabet: 6, string: deBruijn(6, 3).slice(0, limits.length) },
];

/** The letters of a linear de Bruijn sequence: the Lyndon words of n letters or a divisor, in order. */
function deBruijn(alphabet, ngram) {
  const letters = [];
  let word = [0];
  while (word.length > 0) {
    if (ngram % word.length === 0) letters.push(...word);
    // Duval's algorithm: the next Lyndon word of at most n letters.
    word = countTo(ngram).map((index) => word[index % word.length]);
    while (word.at(-1) === alphabet - 1) word.pop();
    if (word.length > 0) word[word.length - 1] += 1;
  }
  const names = plainLetters(alphabet);
  return [...letters, ...letters.slice(0, ngram - 1)].map((token) => names[token]).join("");
}

function fillSelect(id, options) {
  byId(id).replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
}

/** The value of a select that leaves the choice to the text. */
const BY_TEXT = "by text";
/** The n and D that were chosen, or null for those of the text; and whether by the reader, not with a string. */
const chosen = { ngram: { value: null, isReaders: false }, alphabet: { value: null, isReaders: false } };

/** Puts the settings into the controls, and starts. */
function apply({ ngram, alphabet, string, scale = null, bonus = null }) {
  byId("string").value = string;
  for (const [id, value] of Object.entries({ ngram, alphabet })) chosen[id] = { value, isReaders: false };
  fillScales(ngram, alphabet, scale);
  page.bonus = bonus;
  start();
}

/** Shows what was taken: a choice, or what the text asks for. */
function showChoice(id, isByText, value) {
  const select = byId(id);
  select.options[0].textContent = isByText ? `${value}, by the text` : "by the text";
  select.value = isByText ? BY_TEXT : String(value);
}

/** The n and D of the scales in the select. */
const scaled = { ngram: null, alphabet: null };

/** The scales to choose from: the least power of two that does, the proved one, all smaller, and one asked for. */
function fillScales(ngram, alphabet, scale) {
  Object.assign(scaled, { ngram, alphabet });
  const { provedScale, powerOfTwo } = parametersOf({ ngram, alphabet });
  const scales = countTo(Math.max(provedScale, scale ?? 0)).map((index) => index + 1).reverse();
  if (!scales.includes(powerOfTwo)) scales.unshift(powerOfTwo);
  const texts = new Map([[powerOfTwo, `${powerOfTwo}, a power of two`], [provedScale, `${provedScale}, as proved`]]);
  const text = (value) => texts.get(value) ?? String(value);
  fillSelect("scale", scales.map((value) => [value, text(value)]));
  byId("scale").value = String(scale ?? provedScale);
}

/** What is wrong with a string of so many characters, or "". */
function complaint(count) {
  if (count === 0) return "Type a character or more.";
  if (count > limits.length) return `More than ${limits.length} characters: expected ${limits.length} at most.`;
  return "";
}

/** Reads the controls and, if they are in order, runs the model. */
function start() {
  const characters = charactersOf(byId("string").value, limits.length);
  const problem = complaint(characters.length);
  byId("string").setAttribute("aria-invalid", String(problem !== ""));
  byId("string-error").textContent = problem;
  page.stop();
  withdraw(problem ? "Nothing is copied: there is no such string." : "Reading and writing …");
  for (const id of ["string-help", "taken"]) byId(id).hidden = problem !== "";
  if (problem) return;
  const taken = settingsFor(characters);
  const { ngram, symbols, content } = taken;
  const alphabet = symbols.length;
  if (scaled.ngram !== ngram || scaled.alphabet !== alphabet) {
    fillScales(ngram, alphabet, null);
    page.bonus = null;
  }
  const parameters = parametersOf({ ngram, alphabet, scale: Number(byId("scale").value), bonus: page.bonus });
  byId("taken").replaceChildren(...describeTaken(taken));
  byId("string-help").textContent =
    `${counted(content.length, "character")}. The model: width ${new Slots(parameters).width}, ` +
    `${ngram + 1} + 1 heads, ` +
    `d = ${parameters.codeBits} bits for a character. The theorem reaches to D^n + n − 1 = ` +
    `${grouped(parameters.maxLength)} characters.`;
  const decoding = new Decoding(new CopyModel(parameters), content);
  document.body.setAttribute("aria-busy", "true");
  page.stop = runInSlices(decodingIn(decoding), () => show(parameters, symbols, decoding), () => {
    byId("verdict").textContent =
      `Reading and writing: ${decoding.positions.length} of about ${2 * content.length + 2} positions …`;
  });
}

/** The alphabet, the tokens and the n of a text: those that are chosen, as far as they fit it, else its own. */
function settingsFor(characters) {
  const { symbols, isOwn, added } = alphabetOf(characters, chosen.alphabet.value);
  const content = characters.map((character) => symbols.indexOf(character));
  const isByText = chosen.ngram.value === null;
  const ngram = chosen.ngram.value ?? ngramOf(content, limits.ngrams[1]);
  showChoice("ngram", isByText, ngram);
  showChoice("alphabet", isOwn, symbols.length);
  return { ngram, isByText, symbols, isOwn, added, content };
}

/** Which alphabet and n were taken, in words. */
function describeTaken({ ngram, isByText, symbols, isOwn, added, content }) {
  const list = symbols.map((character) => quoted(shownCharacter(character))).flatMap((token) => [token, " "]);
  const own = added ? ["Alphabet: D = 2, the only character of the text and one more, "]
    : [`Alphabet: D = ${symbols.length}, the characters of the text, `];
  const alphabet = isOwn ? [...own, ...list.slice(0, -1), ". "]
    : [`Alphabet: D = ${symbols.length}, the letters from a to ${symbols.at(-1)}. `];
  const row = ngram === 1 ? "no character stands" : `no ${ngram} characters in a row stand`;
  const n = !isByText ? `n = ${ngram}, as chosen.`
    : repeatedNgrams(content, ngram).length === 0 ? `n = ${ngram}, the least for which ${row} twice.`
    : `n = ${ngram}, the most on this page: even so many characters in a row stand twice.`;
  return [...alphabet, n];
}

function* decodingIn(decoding) {
  while (!decoding.isDone) {
    decoding.advance();
    yield;
  }
}
