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
  return lettersOf([...letters, ...letters.slice(0, ngram - 1)]);
}

function fillSelect(id, options) {
  byId(id).replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
}

/** Puts the settings into the controls, and starts. */
function apply({ ngram, alphabet, string, scale = null, bonus = null }) {
  byId("string").value = string;
  byId("ngram").value = String(ngram);
  byId("alphabet").value = String(alphabet);
  page.bonus = bonus;
  fillScales(ngram, alphabet, scale);
  start();
}

/** The scales to choose from: the proved one, and all that are smaller; and one that was asked for. */
function fillScales(ngram, alphabet, scale) {
  const { provedScale } = parametersOf({ ngram, alphabet });
  const scales = countTo(Math.max(provedScale, scale ?? 0)).map((index) => index + 1).reverse();
  const text = (value) => (value === provedScale ? `${value}, as proved` : String(value));
  fillSelect("scale", scales.map((value) => [value, text(value)]));
  byId("scale").value = String(scale ?? provedScale);
}

/** What is wrong with a string, or "". */
function complaint(string, alphabet) {
  if (string.length === 0) return "Type a letter or more.";
  const last = letterOf(alphabet - 1);
  const wrong = [...string].find((letter) => letter < "a" || letter > last || letter.length > 1);
  if (wrong !== undefined) {
    const shown = wrong === " " ? "a space" : `“${wrong}”`;
    return `${shown} is not in the alphabet: expected letters from a to ${last}.`;
  }
  if (string.length > limits.length) return `${string.length} letters: expected ${limits.length} at most.`;
  return "";
}

/** Reads the controls and, if they are in order, runs the model. */
function start() {
  const ngram = Number(byId("ngram").value);
  const alphabet = Number(byId("alphabet").value);
  const scale = Number(byId("scale").value);
  const string = byId("string").value;
  const problem = complaint(string, alphabet);
  byId("string").setAttribute("aria-invalid", String(problem !== ""));
  byId("string-error").replaceChildren(...describeProblem(problem, string, alphabet));
  const parameters = parametersOf({ ngram, alphabet, scale, bonus: page.bonus });
  byId("string-help").textContent =
    `${counted(string.length, "letter")}. The model: width ${new Slots(parameters).width}, ` +
    `${ngram + 1} + 1 heads, ` +
    `d = ${parameters.codeBits} bits for a letter. The theorem reaches to D^n + n − 1 = ` +
    `${grouped(parameters.maxLength)} letters.`;
  page.stop();
  if (problem) return;
  const content = [...string].map((letter) => letter.charCodeAt(0) - FIRST_LETTER);
  const decoding = new Decoding(new CopyModel(parameters), content);
  document.body.setAttribute("aria-busy", "true");
  page.stop = runInSlices(decodingIn(decoding), () => show(parameters, decoding), () => {
    byId("verdict").textContent =
      `Reading and writing: ${decoding.positions.length} of about ${2 * content.length + 2} positions …`;
  });
}

/** The words of a problem; with a button that takes a larger alphabet where that would solve it. */
function describeProblem(problem, string, alphabet) {
  if (!problem) return [];
  const needed = Math.max(...[...string].map((letter) => letter.charCodeAt(0) - FIRST_LETTER + 1));
  if (!/^[a-z]+$/.test(string) || needed <= alphabet) return [problem];
  const button = make("button", { type: "button", class: "link" }, `Take D = ${needed}`);
  button.addEventListener("click", () => {
    apply({ ngram: Number(byId("ngram").value), alphabet: needed, string });
    byId("string").focus();
  });
  return [`${problem} `, button];
}

function* decodingIn(decoding) {
  while (!decoding.isDone) {
    decoding.advance();
    yield;
  }
}
