"use strict";

// What a text is to the model: a string of tokens over an alphabet, and the n that it needs. Any characters will do.

/** The letters a, b, c, ...: so many of them. */
const plainLetters = (count) => countTo(count).map((token) => String.fromCharCode("a".charCodeAt(0) + token));

/** The characters of a text as people count them, up to one more than `most`. */
function charactersOf(text, most) {
  const parts = typeof Intl.Segmenter === "function"
    ? new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text) : text;
  const characters = [];
  for (const part of parts) {
    characters.push(typeof part === "string" ? part : part.segment);
    if (characters.length > most) break;
  }
  return characters;
}

/**
 * The alphabet of a text: the first `chosen` letters, if the text has no other characters; else, and where none is
 * chosen, its own characters in the order of their codes. An alphabet has two of them, so a letter may be added.
 */
function alphabetOf(characters, chosen) {
  const letters = plainLetters(chosen ?? 0);
  if (characters.every((character) => letters.includes(character))) return { symbols: letters, isOwn: false };
  const symbols = [...new Set(characters)].sort();
  const added = symbols.length < 2 ? plainLetters(2).find((letter) => !symbols.includes(letter)) : null;
  return { symbols: added ? [...symbols, added] : symbols, isOwn: true, added };
}

/** The least n for which no n tokens in a row stand twice, but `most` if that is less. */
function ngramOf(content, most) {
  let ngram = 1;
  while (ngram < most && repeatedNgrams(content, ngram).length > 0) ngram += 1;
  return ngram;
}

/** What cannot be seen, or moves what stands around it: blanks, controls, directions, what is not assigned. */
const HIDDEN = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** What is seen by itself. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** What joins the parts of a picture, where it stands in one. */
const JOINERS = /[\u200D\uFE0F]/g;

/** A character as it is shown: itself, or its code points where it could not be seen or would move others. */
function shownCharacter(character) {
  if (character === " ") return "␣";
  const isPicture = /^\p{Extended_Pictographic}/u.test(character);
  const rest = isPicture ? character.replace(JOINERS, "") : character;
  if (SEEN.test(rest) && !HIDDEN.test(rest) && character !== "␣") return character;
  const names = [...character].map((part) => part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
  return `⟨${names.map((name) => `U+${name}`).join(" ")}⟩`;
}
