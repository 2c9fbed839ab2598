// The explorer's model, run without a page: its scripts, taken from the page that construct writes.

import { readdirSync, readFileSync } from "node:fs";
import vm from "node:vm";

const FOLDER = new URL("../../../Sources/Lessons/Explorer/Embedded/model/", import.meta.url);

/** What the laws ask of the model: names that its scripts declare. */
const NAMES = [
  "Fraction", "greatestCommonDivisor", "parametersOf", "CopyModel", "Decoding", "trace", "repeatedNgrams",
  "firstConflict", "votesAt", "END", "Machine", "firstCollision", "twinOf", "MOST_TWINS", "charactersOf", "alphabetOf",
  "ngramOf", "shownCharacter",
];

/**
 * The scripts of the model, in the order in which the page runs them.
 *
 * Each of them is a file of the sources, and stands in the page as it is: what is checked is what people get.
 */
export function scriptsOf(page) {
  const scripts = readdirSync(FOLDER).sort().map((name) => {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    const place = page.indexOf(`<script>\n${text}</script>`);
    if (place < 0) throw new Error(`${name} does not stand in the page: build construct again`);
    return { name, text, place };
  });
  if (scripts.length === 0) throw new Error(`no scripts in ${FOLDER.pathname}`);
  return scripts.sort((a, b) => a.place - b.place);
}

/** Runs the scripts in a world that has no document, and returns what they declare. */
export function load(scripts) {
  const world = vm.createContext({ window: {} });
  for (const { name, text } of scripts) vm.runInContext(text, world, { filename: name });
  return vm.runInContext(`({ ${NAMES.join(", ")} })`, world);
}
