"use strict";

// The two heat maps: what they show, and what choosing a row does.

const firstMap = new HeatMap(byId("first-map"), "Attention of layer 1: rows are queries, columns are keys",
  (row) => {
    page.position = row;
    drawTape(currentStep());
    drawSlots();
    firstMap.mark(row);
  });
const secondMap = new HeatMap(byId("second-map"), "Attention of layer 2: rows are steps, columns are keys",
  (row) => goTo(row));

/** Layer 1: the weights of one head, at every position. */
function showFirstMap() {
  const { decoding } = page;
  const head = decoding.model.layers[0].heads[Number(byId("head").value)];
  const names = decoding.positions.map((_, position) => nameOf(decoding.tokens[position]));
  const first = (row) => Math.max(0, row + 1 - head.window);
  const isSeen = (row, column) => column <= row && column >= first(row);
  firstMap.show({
    rows: names, columns: names, top: "1",
    shade: (row) => names.map((_, column) => {
      if (column > row) return null;
      return isSeen(row, column) ? 1 / (row + 1 - first(row)) : 0;
    }),
    describe: (row, column) => ({
      what: `Layer 1, head ${head.window}: from position ${row} (${names[row]}) `
        + `to position ${column} (${names[column]})`
        + (isSeen(row, column) ? "" : column > row ? ": later, not seen" : ": outside the window"),
      fraction: isSeen(row, column) ? new Fraction(1n, BigInt(row + 1 - first(row))) : null,
    }),
  }, "Shade: weight. Arrow keys move, Enter shows the slots of the row.");
}

/** Layer 2: a row for each step. */
function showSecondMap() {
  const { decoding } = page;
  const byScore = byId("shade").value === "score";
  const names = decoding.positions.map((_, position) => nameOf(decoding.tokens[position]));
  const bests = decoding.steps.map((step) => step.scores.reduce((a, b) => Math.max(a, b)));
  const span = Math.max(1, ...decoding.steps.map((step, index) => bests[index] - step.least));
  const shade = (row) => {
    const { scores } = decoding.steps[row];
    const powers = scores.map((score) => 2 ** (score - bests[row]));
    const total = powers.reduce((a, b) => a + b);
    return names.map((_, column) => {
      if (column >= scores.length) return null;
      return byScore ? 1 - (bests[row] - scores[column]) / span : powers[column] / total;
    });
  };
  secondMap.show({
    rows: decoding.steps.map(({ position }) => names[position]), columns: names, shade,
    top: byScore ? "best score" : "1",
    describe: (row, column) => {
      const step = decoding.steps[row];
      const isSeen = column < step.scores.length;
      return {
        what: `Layer 2, step ${row}: weight of position ${column} (${names[column]})`
          + (isSeen ? `, score ${step.scores[column]}` : ": later, not seen"),
        fraction: isSeen ? weightAt(step, column) : null,
      };
    },
  }, `Shade: ${byScore ? "score, from the least to the best of a step" : "weight"}. `
    + "Arrow keys move, Enter goes to the step.");
  secondMap.mark(Math.min(page.step, decoding.steps.length - 1), 0);
}
