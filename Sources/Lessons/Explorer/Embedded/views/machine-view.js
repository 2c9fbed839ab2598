"use strict";

// The state space model beside the transformer.

/** How to stop the searches, and the machine whose pair is looked for: that does not depend on the string. */
const searches = { stopPair: () => {}, stopTwin: () => {}, machine: "" };

function drawMachine() {
  const bits = Number(byId("bits").value);
  const machine = new Machine(byId("kind").value, bits, page.parameters.alphabet);
  byId("bits-text").textContent = `${bits}, so ${counted(2 ** bits, "state")}`;
  byId("bits").setAttribute("aria-valuetext", `${counted(bits, "bit")}, ${counted(2 ** bits, "state")}`);
  byId("machine-rule").textContent = `The ${machine.kind.name} ${machine.kind.rule}.`;
  drawMachineTape(machine);
  drawCount(machine);
  const searching = (id) => (tried) => {
    byId(id).replaceChildren(paragraph(`Searching: ${counted(tried, "string")} so far …`));
  };
  searches.stopTwin();
  searches.stopTwin = runInSlices(twinOf(machine, page.decoding.content), (found) => drawTwin(machine, found),
    searching("twin"));
  const description = [byId("kind").value, bits, machine.alphabet].join(" ");
  if (description === searches.machine) return;
  searches.machine = description;
  searches.stopPair();
  searches.stopPair = runInSlices(firstCollision(machine), (found) => drawCollision(machine, found),
    searching("collision"));
}

function drawMachineTape(machine) {
  const { content } = page.decoding;
  const states = machine.states(content);
  const names = ["BOS", ...content.map(letterOf)];
  byId("machine-tape").replaceChildren(...states.map((state, index) =>
    make("li", {}, make("span", {}, names[index]), make("span", {}, machine.text(state)))));
}

/** How many strings as long as this one the machine can copy, at the very best. */
function drawCount(machine) {
  const { length } = page.decoding.content;
  const states = 2n ** BigInt(machine.bits);
  const strings = BigInt(machine.alphabet) ** BigInt(length);
  const all = `D^L = ${machine.alphabet}^${length}`;
  byId("machine-count").replaceChildren(strings <= states
    ? paragraph(`There are ${all} = ${grouped(strings)} strings of this length and `
      + `${grouped(states)} states, one for each: so far counting forbids nothing.`)
    : paragraph(`There are ${all} strings of this length and ${grouped(states)} states. From one state one `
      + "copy follows, so whatever the machine does, at least ",
      exactInText("The least share of strings of this length that a machine of this size miscopies",
        new Fraction(strings - states, strings)),
      " of them are miscopied (Theorem 2.7)."));
}

/** Two strings below each other, with the states on the way. */
function pairTable(machine, first, second) {
  const places = countTo(first.length);
  const paths = [first, second].map((string) => machine.states(string));
  const isShared = (place) => paths[0][place + 1] === paths[1][place + 1];
  const rows = [first, second].map((string, index) => make("tr", {},
    make("th", { scope: "row" }, quoted(lettersOf(string))),
    ...places.map((place) => make("td", { class: isShared(place) ? "same" : null },
      `${letterOf(string[place])} → ${machine.text(paths[index][place + 1])}`))));
  const head = tableHead(["string", ...places.map((place) => `character ${place + 1}`)]);
  return make("div", {
    class: "scroll", tabindex: "0", role: "region", "aria-label": "States on the way through both strings",
  }, make("table", { class: "pair" }, head, make("tbody", {}, ...rows)));
}

const CONCLUSION = "The state is all that the machine knows when it begins to write. So it writes the "
  + "same after both, and one of the two is miscopied.";

function drawCollision(machine, { first, second, state, read, length }) {
  byId("collision").replaceChildren(
    paragraph(`All strings were read in order, first those of one character. After ${counted(read, "string")}, `,
      quoted(lettersOf(first)), " and ", quoted(lettersOf(second)), `, of ${counted(length, "character")}, `,
      "ended in the same state, ", quoted(machine.text(state)), ". ", CONCLUSION),
    pairTable(machine, first, second));
}

function drawTwin(machine, { twin, tried }) {
  const { content } = page.decoding;
  if (!twin) {
    byId("twin").replaceChildren(paragraph(tried >= MOST_TWINS
      ? `None among the first ${grouped(tried)} strings tried. That the machine fails, the pair above shows.`
      : `There is none: all ${counted(tried, "other string")} of this length end in other states. With fewer `
        + "bits, or a longer string, there will be one."));
    return;
  }
  const from = content.findIndex((token, index) => token !== twin[index]);
  const kept = twin.slice(0, from);
  const shown = make("span", { class: "token twin", "data-string": lettersOf(twin) },
    // Of a long string what both share at the beginning is left out.
    kept.length > 24 ? `… ${lettersOf(kept.slice(-12))}` : lettersOf(kept),
    make("b", {}, lettersOf(twin.slice(from))));
  const isCopied = page.summary.firstMismatch === null;
  byId("twin").replaceChildren(paragraph("Your string with another end, found as the ", ordinal(tried),
    " that was tried: ", shown, ". It leaves the machine in the same state, ",
    quoted(machine.text(machine.states(twin).at(-1))), ". ", CONCLUSION,
    isCopied ? " The transformer above copies yours: its memory grew with it." : ""));
}

/** 1st, 2nd, 3rd, 4th, ... */
function ordinal(number) {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  return grouped(number) + ((!isTeen && { 1: "st", 2: "nd", 3: "rd" }[number % 10]) || "th");
}
