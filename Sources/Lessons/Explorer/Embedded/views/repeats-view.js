"use strict";

// What is said about repeated n-grams, and the votes at the two steps that are in conflict.

/** How many repeated n-grams are listed. */
const MOST_REPEATS = 12;

const successorName = (successor) => (successor === END ? "the end" : nameOf(successor));
/** The token that means a successor: the end is written as EOS. */
const successorToken = (successor) => (successor === END ? page.parameters.eos : successor);

function drawRepeats() {
  const { decoding, parameters } = page;
  const repeats = repeatedNgrams(decoding.content, parameters.ngram);
  const conflict = firstConflict(decoding.content, parameters.ngram);
  byId("repeats-text").replaceChildren(...(conflict ? conflictText(repeats, conflict) : [distinctText()]));
}

/** The string repeats nothing. */
function distinctText() {
  const { decoding, parameters } = page;
  const { ngram, alphabet, maxLength, scale, provedScale } = parameters;
  const count = Math.max(0, decoding.content.length - ngram + 1);
  const fact = count === 0
    ? `The string is shorter than n = ${ngram}: it has no ${ngram}-gram, so none stands twice. `
    : count === 1 ? `The string has one ${ngram}-gram. `
    : `The string has ${grouped(count)} ${ngram}-grams, and no two of them are equal. `;
  const promise = scale >= provedScale && page.bonus === null
    ? "Theorem 2.3 promises the copy of every such string of up to D^n + n − 1 = "
      + `${alphabet}^${ngram} + ${ngram} − 1 = ${grouped(maxLength)} characters: `
      + "after the last n characters written, only one place can follow. "
    : page.bonus === null
    ? `With β = ${provedScale} the theorem would promise its copy; for β = ${scale} it does not. `
    : `β = ${scale} and B = ${page.bonus} are not those of Theorem 2.3, so this is no case of it. `;
  // With the n that the text takes by itself hardly any string fails.
  return paragraph(fact, promise, chosen.ngram.value === null
    ? "Choose an n for which the same n characters go on in two ways, and see it fail."
    : "Type a string in which the same n characters go on in two ways, and see it fail.");
}

function conflictText(repeats, conflict) {
  const { parameters, summary } = page;
  const { firstStep, secondStep, firstSuccessor, secondSuccessor } = conflict;
  const wrong = summary.firstMismatch;
  const outcome = {
    [firstStep]: "The first time is where it goes wrong.",
    [secondStep]: "The first time goes right, the second time wrong: the copy already written votes too.",
  }[wrong?.step];
  const early = wrong && wrong.step < secondStep
    ? `Here it goes wrong at step ${wrong.step}: for β = ${parameters.scale} nothing is promised.` : "";
  return [
    repeatsTable(repeats),
    paragraph(`At step ${firstStep} and at step ${secondStep} the same was written last, `,
      quoted(lettersOf(conflict.tokens)), ", but the first time ",
      make("b", {}, successorName(firstSuccessor)), " is due and the second time ",
      make("b", {}, successorName(secondSuccessor)),
      `. A model that sees only the last ${counted(parameters.ngram, "character")} written cannot tell the two `,
      "apart: at one of the two steps it must be wrong. ", outcome ?? early),
    make("div", { class: "columns" }, votesAtStep(firstStep, conflict), votesAtStep(secondStep, conflict)),
  ];
}

function repeatsTable(repeats) {
  const shown = repeats.slice(0, MOST_REPEATS);
  const table = make("table", { "aria-label": "Repeated n-grams" },
    tableHead(["repeated", "ends at positions", "goes on with"]),
    make("tbody", {}, ...shown.map(({ tokens, steps, successors }) => make("tr", {},
      make("th", { scope: "row" }, quoted(lettersOf(tokens))),
      make("td", {}, steps.join(", ")), make("td", {}, successors.map(successorName).join(", "))))));
  const rest = repeats.length - shown.length;
  return make("div", { class: "scroll" }, table, rest > 0 ? paragraph(`and ${counted(rest, "other")}`) : "");
}

/** The votes at one of the steps in conflict. */
function votesAtStep(number, conflict) {
  const { decoding } = page;
  const box = make("div", {}, make("h3", {}, `Step ${number}: ${successorName(
    number === conflict.firstStep ? conflict.firstSuccessor : conflict.secondSuccessor)} is due`));
  const step = decoding.steps[number];
  if (!step) {
    box.append(paragraph(`The run ended before, at step ${decoding.steps.length - 1}.`));
    return box;
  }
  const { best, votes, rest } = votesAt(decoding, step);
  const row = (name, positions, what, share) => make("tr", {}, make("th", { scope: "row" }, name),
    make("td", {}, positions), make("td", { class: "number" }, exact(what, share)));
  const rows = votes.map(({ token, positions, share }) => row(
    token === page.parameters.copy ? make("span", {}, tokenElement(token), ", the end") : tokenElement(token),
    positions.join(", "), `Attention at step ${number} on the best keys that hold ${nameOf(token)}`, share));
  rows.push(row("all others", "", `Attention at step ${number} on all keys but the best`, rest));
  const table = make("table", { "data-roving": true, "aria-label": `Votes at step ${number}` },
    tableHead(["says", "best keys", "attention"], 2), make("tbody", {}, ...rows));
  const button = make("button", { type: "button", class: "link" }, `Go to step ${number}`);
  button.addEventListener("click", () => {
    goTo(number);
    byId("copy").scrollIntoView();
    byId("step").focus({ preventScroll: true });
  });
  box.append(make("div", { class: "scroll" }, table),
    paragraph(`Best score: ${best}. `, ...differingBits(step, conflict), outcomeOf(step),
      evenVote(step, votes, conflict)),
    button);
  resetTabStops(table);
  return box;
}

/** What O holds in the bits in which the two successors differ. */
function differingBits(step, conflict) {
  const { slots } = page.decoding.model;
  const { codeBits, alphabet } = page.parameters;
  const [first, second] = [conflict.firstSuccessor, conflict.secondSuccessor];
  if (first === END || second === END) {
    const logits = [first, second].map((successor) => {
      const token = successorToken(successor);
      const what = `Logit of ${nameOf(token)} at step ${step.step}`;
      return [`${nameOf(token)} `, exactInText(what, step.logits.at(token))];
    });
    return ["The logits are: ", ...logits[0], ", ", ...logits[1], ". "];
  }
  const [one, other] = [codeOf(first, codeBits), codeOf(second, codeBits)];
  const bits = countTo(codeBits).filter((bit) => one[bit] !== other[bit]);
  const sign = (bit) => (bit > 0n ? "+1" : "−1");
  const parts = bits.flatMap((bit, index) => [
    index > 0 ? "; " : "",
    `in bit ${bit} ${letterOf(first)} has ${sign(one[bit])}, ${letterOf(second)} has ${sign(other[bit])}, `,
    "and the mean O has ",
    exactInText(`O, bit ${bit}, at step ${step.step}`, step.stream.at(slots.read.start + bit)),
  ]);
  return [`Each bit is a vote: `, ...parts, ". "];
}

/** Why an even vote falls as it does. */
function evenVote(step, votes, { firstSuccessor, secondSuccessor }) {
  const { copy } = page.parameters;
  const [first, second] = [firstSuccessor, secondSuccessor].map((successor) =>
    votes.find(({ token }) => token === (successor === END ? copy : successor))?.positions.length);
  if (first !== second || step.wrote === null) return "";
  const written = [firstSuccessor, secondSuccessor].map(successorToken);
  if (!written.includes(step.wrote)) return " Opposite bits cancel each other, and a third character wins.";
  if (written.includes(page.parameters.eos)) {
    return " The vote is even; a character counts 4 for each bit where the end counts 3, so it wins.";
  }
  return " The vote is even, so all the other keys together, weak as they are, decide.";
}

function outcomeOf(step) {
  if (step.wrote === null) return `${step.tied.map(nameOf).join(" and ")} tie exactly: nothing is written.`;
  const judged = step.due === null ? "" : step.wrote === step.due ? ", which is right" : ", which is wrong";
  return `Written is ${nameOf(step.wrote)}${judged}.`;
}
