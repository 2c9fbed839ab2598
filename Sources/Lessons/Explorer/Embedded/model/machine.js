"use strict";

// A state space model with a state of b bits, as plain as can be: the state is a number below 2^b, and each
// token that is read turns it into another such number. What the machine writes later depends on it alone.

/** The machines to choose from. Each starts in state 0, where BOS also puts it; COPY changes nothing. */
const machines = {
  register: {
    name: "shift register",
    rule: "pushes the bits of each token in from the right; the oldest bits fall out on the left",
    update: (state, token, { bits, codeBits }) => ((state << codeBits) | token) & (2 ** bits - 1),
  },
  hash: {
    name: "rolling hash",
    rule: "multiplies the state by 37, adds the number of the token and 1, and keeps the last b bits",
    // At most 2^16 * 37 + 256: far below 2^31, where the bit operations of JavaScript end.
    update: (state, token, { bits }) => (state * 37 + token + 1) & (2 ** bits - 1),
  },
};

/** The most bits that can be chosen: 2^16 states are searched in less than a second. */
const MOST_BITS = 16;

/** A machine with b bits, over an alphabet. */
class Machine {
  constructor(kind, bits, alphabet) {
    this.kind = machines[kind];
    this.bits = bits;
    this.alphabet = alphabet;
    this.setting = { bits, codeBits: Math.max(1, 32 - Math.clz32(alphabet - 1)) };
  }

  read(state, token) {
    return this.kind.update(state, token, this.setting);
  }

  /** The states on the way through a string: before it, and after each of its tokens. */
  states(content) {
    const states = [0];
    for (const token of content) states.push(this.read(states.at(-1), token));
    return states;
  }

  /** A state as b binary digits. */
  text(state) {
    return state.toString(2).padStart(this.bits, "0");
  }
}

/**
 * Reads all strings of one token, of two tokens, and so on, each length in the order of a dictionary, until
 * two different strings of one length end in the same state.
 *
 * There are D^L strings of L tokens and 2^b states, so it ends at the first L with D^L > 2^b or before: two
 * pigeons sit in one hole. A generator: it yields from time to time, so that the page stays responsive, and
 * returns both strings, their state, and how many strings were read.
 */
function* firstCollision(machine) {
  let level = [0]; // the states after all strings of one length, in the order of the strings
  let read = 0;
  for (let length = 1; ; length += 1) {
    const next = [];
    const first = new Map();
    for (const state of level) {
      for (let token = 0; token < machine.alphabet; token += 1) {
        const reached = machine.read(state, token);
        const index = next.length;
        read += 1;
        if (first.has(reached)) {
          const [one, other] = [first.get(reached), index];
          return {
            first: numeral(one, length, machine.alphabet), second: numeral(other, length, machine.alphabet),
            state: reached, read, length,
          };
        }
        first.set(reached, index);
        next.push(reached);
      }
      if (read % 1024 < machine.alphabet) yield read;
    }
    level = next;
  }
}

/** The string of a length that has this place in the order of the dictionary: a numeral in base D. */
function numeral(index, length, alphabet) {
  const tokens = new Array(length).fill(0);
  for (let place = length - 1; place >= 0; place -= 1) {
    tokens[place] = index % alphabet;
    index = Math.floor(index / alphabet);
  }
  return tokens;
}

/** The most strings that are tried as a twin of the user's own. */
const MOST_TWINS = 2 ** 18;

/**
 * Looks for a twin of a string: another one of the same length after which the machine is in the same state.
 *
 * Tries all other endings of one token, of two tokens, and so on, in the order of a dictionary. A generator
 * like
 * `firstCollision`; returns the twin, or null, and how many strings were tried.
 */
function* twinOf(machine, content) {
  const states = machine.states(content);
  const goal = states[content.length];
  let tried = 0;
  for (let changed = 1; changed <= content.length; changed += 1) {
    const kept = content.length - changed;
    const ending = new Array(changed).fill(0);
    for (let place = 0; place >= 0; ) {
      // Endings that begin with the string's own token were tried as shorter ones.
      if (ending[0] !== content[kept]) {
        tried += 1;
        if (ending.reduce((state, token) => machine.read(state, token), states[kept]) === goal) {
          return { twin: [...content.slice(0, kept), ...ending], tried };
        }
        if (tried >= MOST_TWINS) return { twin: null, tried };
        if (tried % 1024 === 0) yield tried;
      }
      place = changed - 1;
      while (place >= 0 && ending[place] === machine.alphabet - 1) {
        ending[place] = 0;
        place -= 1;
      }
      if (place >= 0) ending[place] += 1;
    }
  }
  return { twin: null, tried };
}
