#!/usr/bin/env node
// Checks the model of the explorer, the half of its page that computes, without a browser. Needs a build of construct
// and Node.js (Debian: nodejs), and nothing else.
//
//   Tools/explorer/model/check.mjs [--cases N] [--seed S]
//   Tools/explorer/model/check.mjs --self-test     break the model in every way of a list; fail if no law notices one
//
// CONSTRUCT names another construct than .build/release/construct.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { BREAKAGES } from "./breakages.mjs";
import { casesOf, countsOf } from "./cases.mjs";
import { LAWS } from "./laws.mjs";
import { load, scriptsOf } from "./load.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Says why nothing is checked, and ends. */
function refuse(problem) {
  console.error(`check-model: ${problem}`);
  process.exit(64);
}

function options() {
  const number = { type: "string" };
  try {
    const { values } = parseArgs({
      options: { cases: number, seed: number, "self-test": { type: "boolean", default: false } },
    });
    const seed = values.seed ?? process.env.VERBATIM_SEED ?? "1";
    const cases = values.cases ?? (values["self-test"] ? "40" : "200");
    if (![seed, cases].every((text) => /^\d+$/.test(text))) refuse("--cases and --seed take a number");
    return { seed: BigInt(seed), count: Number(cases), isSelfTest: values["self-test"] };
  } catch (problem) {
    return refuse(problem.message);
  }
}

/** The page that construct writes. */
function pageOf(construct) {
  const folder = mkdtempSync(path.join(tmpdir(), "check-model-"));
  try {
    const file = path.join(folder, "explorer.html");
    execFileSync(construct, ["trace", "--ngram", "2", "--string", "aabacbbcca", "--html", file, "--quiet"]);
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const secondsSince = (begin) => `${((performance.now() - begin) / 1000).toFixed(1)} s`;
const line = (problem) => String(problem?.message ?? problem).replace(/\s+/g, " ").slice(0, 200);

/** Checks all laws. Returns how many fail. */
async function check(scripts, setting) {
  let failed = 0;
  for (const [name, law] of Object.entries(LAWS)) {
    const begin = performance.now();
    try {
      await law(load(scripts), setting);
      console.log(`passed  ${name} (${secondsSince(begin)})`);
    } catch (problem) { // one law that fails does not keep the others from being checked
      failed += 1;
      console.log(`FAILED  ${name}: ${problem.message}`);
    }
  }
  console.log(`${Object.keys(LAWS).length - failed} passed, ${failed} failed`);
  return failed;
}

/** Breaks the model in every way of the list. Returns how many breakages their law does not notice. */
async function selfTest(scripts, setting) {
  let missed = 0;
  for (const [name, old, replacement, law] of BREAKAGES) {
    const places = scripts.reduce((count, { text }) => count + text.split(old).length - 1, 0);
    if (places !== 1) throw new Error(`${name}: ${JSON.stringify(old)} stands there ${places} times, expected once`);
    const broken = scripts.map((script) => ({ ...script, text: script.text.replace(old, () => replacement) }));
    const begin = performance.now();
    try {
      await LAWS[law](load(broken), setting);
      missed += 1;
      console.log(`NOT NOTICED  ${name} (${law})`);
    } catch (problem) {
      console.log(`noticed      ${name}: ${line(problem)} (${secondsSince(begin)})`);
    }
  }
  console.log(`${BREAKAGES.length - missed} passed, ${missed} failed`);
  return missed;
}

const { seed, count, isSelfTest } = options();
const construct = process.env.CONSTRUCT ?? path.join(ROOT, ".build/release/construct");
if (!existsSync(construct)) refuse(`no ${construct}: run 'make build' first`);
const scripts = scriptsOf(pageOf(construct));
const begin = performance.now();
const cases = await casesOf(construct, seed, count);
const counts = Object.entries(countsOf(cases));
const kinds = counts.map((pair) => pair.join(" ")).join(", ");
console.log(`${count} cases, seed ${seed}: ${kinds} (${secondsSince(begin)})`);
const absent = counts.filter(([, found]) => found === 0).map(([kind]) => kind);
if (absent.length > 0) refuse(`seed ${seed} draws no case: ${absent.join(", ")}`);
process.exitCode = await (isSelfTest ? selfTest : check)(scripts, { cases, construct, seed }) > 0 ? 1 : 0;
