// Ways to break the model, each with the law that must notice it: what stands there, and what is put in its place.

const TRACE = "agrees with construct trace";
const REPEATS = "finds what is repeated";
const VOTES = "counts the votes";
const MACHINE = "finds the strings that a machine confuses";
const NUMBERS = "numbers are exact";
const TEXTS = "takes any text";
const SHOWN = "shows what is hidden";

export const BREAKAGES = [
  // Numbers, which are seen rounded too.
  ["a half is rounded down", "* size * unit + this.denominator)", "* size * unit + this.denominator - 1n)", NUMBERS],
  ["zero has a sign", "this.numerator < 0n && scaled > 0n", "this.numerator < 0n", NUMBERS],
  ["a difference forgets a denominator", "this.denominator * other.denominator);", "this.denominator);", NUMBERS],
  ["a divisor loses its twos", "return a << BigInt(Math.min(twosOfA, twosOfB));", "return a;", NUMBERS],
  // The model.
  ["the gate is too weak", "const GATE_STRENGTH = 4n;", "const GATE_STRENGTH = 1n;", TRACE],
  ["windows are one too wide", "window: index + 1,", "window: index + 2,", TRACE],
  ["W_O of the windows has no minus", "BigInt(-t)]", "BigInt(t)]", TRACE],
  ["BOS does not silence its key", "silencers: [slots.start.start, ...flags", "silencers: [...flags", TRACE],
  ["the bonus is 1", "const BOUNDARY_BONUS = 2;", "const BOUNDARY_BONUS = 1;", TRACE],
  ["the end counts as much as a token", "const END_GAIN = 3n;", "const END_GAIN = 4n;", TRACE],
  ["the scale is one more", "<= 8n * (2n * maxLength", "<= 32n * (2n * maxLength", TRACE],
  ["the power of two may be smaller", "while (powerOfTwo < proved)", "while (2 * powerOfTwo <= proved)", TRACE],
  [
    "codes have a bit more",
    "32 - Math.clz32(alphabet - 1));\n  const distinct",
    "32 - Math.clz32(alphabet));\n  const distinct",
    TRACE,
  ],
  ["bits are read in the other order", "(token >> bit) & 1 ? 1n", "(token >> (codeBits - 1 - bit)) & 1 ? 1n", TRACE],
  [
    "softmax of base 4",
    "1n << BigInt(score - least);\n    total",
    "1n << BigInt(2 * (score - least));\n    total",
    TRACE,
  ],
  ["a tie is broken", "winners.length === 1 ? winners[0] : null", "winners[0]", TRACE],
  [
    "decoding stops at a mistake",
    "step === this.content.length) {",
    "step === this.content.length || !this.isRight) {",
    TRACE,
  ],
  ["equal keys stand in the other order", "scores[b] - scores[a] || a - b", "scores[b] - scores[a] || b - a", TRACE],
  ["the right key is one too far", "this.isRight ? step + 1 : null", "this.isRight ? step + 2 : null", TRACE],
  [
    "fractions are not reduced",
    "this.numerator = numerator / divisor;\n    this.denominator = denominator / divisor;",
    "this.numerator = numerator;\n    this.denominator = denominator;",
    TRACE,
  ],
  [
    "the margin is that of the winner",
    "logits.parts[due] - others",
    "logits.parts[largest(logits)[0]] - others",
    TRACE,
  ],
  [
    "the smallest weight is the largest",
    "b.isLessThan(a) ? b : a));\n    const { length }",
    "a.isLessThan(b) ? b : a));\n    const { length }",
    TRACE,
  ],
  // What the string repeats.
  ["the last n-gram is not looked at", "step <= content.length; step", "step < content.length; step", REPEATS],
  ["a later conflict is told", "steps[index] < found.secondStep", "steps[index] > found.secondStep", REPEATS],
  ["the rest is everything", "step.total - power * BigInt(winners)", "step.total", VOTES],
  ["a vote is lost", "if (score !== best) return;", "if (score !== best || position === 2) return;", VOTES],
  // The machine.
  ["the hash adds nothing", "state * 37 + token + 1", "state * 37 + token", MACHINE],
  ["a string is its own twin", "if (ending[0] !== content[kept]) {", "{", MACHINE],
  ["a pair is made up", "first: numeral(one, length,", "first: numeral(one ^ 1, length,", MACHINE],
  ["the search skips strings", "if (first.has(reached)) {", "if (first.has(reached) && read % 2) {", MACHINE],
  ["a twin is any string", "=== goal) {", ">= goal) {", MACHINE],
  [
    "the register keeps a bit more",
    "(state << codeBits) | token) & (2 ** bits - 1)",
    "(state << codeBits) | token) & (2 ** (bits + 1) - 1)",
    MACHINE,
  ],
  // Texts.
  ["n is one too large", "let ngram = 1;", "let ngram = 2;", TEXTS],
  ["n stops early", "while (ngram < most &&", "while (ngram < most - 1 &&", TEXTS],
  ["an alphabet of one", "symbols.length < 2 ?", "symbols.length < 1 ?", TEXTS],
  ["an alphabet has characters twice", "[...new Set(characters)].sort()", "[...characters].sort()", TEXTS],
  ["letters that are not there are taken", "if (characters.every(", "if (characters.some(", TEXTS],
  ["long texts are read to their end", "if (characters.length > most) break;", "", TEXTS],
  ["directions are shown as they are", "&& !HIDDEN.test(rest)", "", SHOWN],
  ["pictures are taken apart", 'character.replace(JOINERS, "")', "character", SHOWN],
  ["codes are short", '.padStart(4, "0")', "", SHOWN],
];
