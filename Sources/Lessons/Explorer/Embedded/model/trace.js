"use strict";

// The same record as `construct trace --json --keys all` prints, for the test that compares the two.

/** What the model does with a string of tokens, as an object of the schema verbatim.trace/1. */
function trace({ ngram, alphabet, tokens, scale = null, bonus = null }) {
  const parameters = parametersOf({ ngram, alphabet, scale, bonus });
  const model = new CopyModel(parameters);
  const { slots } = model;
  const decoding = new Decoding(model, tokens).finish();
  const summary = decoding.summary();
  return {
    schema: "verbatim.trace/1",
    construction: {
      ngram, alphabet, codeBits: parameters.codeBits, scale: parameters.scale,
      boundaryBonus: parameters.bonus, width: slots.width, hidden: model.layers[0].gate.bias.length,
      maxLength: String(parameters.maxLength),
    },
    slots: slots.all,
    positions: decoding.positions.map((stream, position) => ({
      position, token: decoding.tokens[position],
      gathered: slots.gathered.map((slot) => stream.texts(slot)),
      query: slots.queries.map((slot) => stream.texts(slot)),
      key: slots.keys.map((slot) => stream.texts(slot)),
    })),
    steps: decoding.steps.map((step) => ({
      step: step.step, position: step.position, visible: step.scores.length,
      keys: rankedKeys(step).map((position) => ({
        position, score: step.scores[position], weight: weightAt(step, position).text,
      })),
      rightKey: step.rightKey, output: step.stream.texts(slots.read),
      logits: step.logits.texts({ start: 0, count: alphabet + 3 }),
      margin: step.margin?.text ?? null, wrote: step.wrote, tied: step.tied, due: step.due,
    })),
    run: { ...summary, minAttention: summary.minAttention.text, minMargin: summary.minMargin.text },
  };
}

window.verbatim = { trace };
