import Constructions
import CopyTask
import Lessons
import StateSpaces
import Transformers

/// An answer to a puzzle, and what has to be said of it.
struct PuzzleAnswer: CustomStringConvertible, Sendable {
  /// What a grader has to say.
  enum Mark: Sendable {
    case right
    /// How the counterexample begins.
    case wrong(String)
  }

  let description: String
  let mark: Mark
  let puzzle: any Puzzle

  init(_ description: String, _ mark: Mark, _ puzzle: any Puzzle) {
    (self.description, self.mark, self.puzzle) = (description, mark, puzzle)
  }
}

/// Answers as people give them: right, wrong and nearly right.
enum PuzzleAnswers {
  private static func parameters(_ ngram: Int, _ size: Int) throws -> NgramParameters {
    try NgramParameters(ngram: ngram, alphabetSize: size)
  }

  private static func tokens(_ text: String) throws -> [Token] { try Alphabet(size: 26).tokens(in: text) }

  // MARK: - Windows

  private static func window(_ windows: [Int], _ coefficients: [[Int]], n: Int = 2) throws -> WindowPuzzle {
    WindowPuzzle(try parameters(n, 2), windows: windows, coefficients: coefficients)
  }

  static func windows() throws -> [PuzzleAnswer] {
    [
      PuzzleAnswer("ours", .right, try window([1, 2, 3], [[1, 0, 0], [-1, 2, 0], [0, -2, 3]])),
      PuzzleAnswer("heads in another order", .right, try window([3, 1, 2], [[0, 1, 0], [0, -1, 2], [3, 0, -2]])),
      PuzzleAnswer(
        "nearly: the gate snaps two times the token to the token, and the copier copies",
        .wrong("after ⟨BOS⟩, at position 0, G_0 is (0, 0, 2), and the piece 0 back is (0, 0, 1)"),
        try window([1, 2, 3], [[2, 0, 0], [-1, 2, 0], [0, -2, 3]])),
      PuzzleAnswer("a head too few", .wrong("x = "), try window([1, 2, 2], [[1, 0, 0], [-1, 2, 0], [0, -2, 3]])),
      PuzzleAnswer("a sign", .wrong("x = "), try window([1, 2, 3], [[1, 0, 0], [1, 2, 0], [0, -2, 3]])),
      PuzzleAnswer("nothing", .wrong("x = a: "), try window([0, 0, 0], [[0, 0, 0], [0, 0, 0], [0, 0, 0]])),
      PuzzleAnswer("ours for n = 1", .right, try window([1, 2], [[1, 0], [-1, 2]], n: 1)),
      PuzzleAnswer(
        "for n = 1: a window that sees everything", .wrong("x = ab: at the end"),
        try window([1, 64], [[1, 0], [-1, 2]], n: 1)),
    ]
  }

  // MARK: - Gates

  private static func gate(
    _ code: [[Int]], flag: [Int] = [1, 0, 1], strength: Int, n: Int = 2
  ) throws -> GatePuzzle {
    func unit(_ numbers: [Int]) -> GatePuzzle.Unit {
      GatePuzzle.Unit(slope: numbers[0], bias: numbers[1], weight: numbers[2])
    }
    return GatePuzzle(try parameters(n, 2), code: code.map(unit), flag: unit(flag), strength: strength)
  }

  static func gates() throws -> [PuzzleAnswer] {
    let ours = [[2, 1, 1], [2, -1, -1], [0, 1, -1]]
    let short = [[1, 1, 1], [0, 1, -1], [0, 0, 0]]
    return [
      PuzzleAnswer("ours", .right, try gate(ours, strength: 4)),
      PuzzleAnswer("the least strength for our units", .right, try gate(ours, strength: 3)),
      PuzzleAnswer("two units", .right, try gate(short, strength: 2)),
      PuzzleAnswer("a flag of another size inside", .right, try gate(short, flag: [1, 0, 1], strength: 900)),
      PuzzleAnswer(
        "reported: it lets 1 through at v = g = 1, and the copier copies",
        .wrong("a code coordinate v = 1 with g = 1 becomes 1, due was 0"), try gate(short, strength: 1)),
      PuzzleAnswer(
        "nearly: our units with a strength of 2",
        .wrong("a code coordinate v = 1 with g = 1 becomes 1, due was 0"), try gate(ours, strength: 2)),
      PuzzleAnswer(
        "nearly: a flag of 2 finds its way as well", .wrong("a flag f = 1 with g = 0 becomes 2, due was 1"),
        try gate(ours, flag: [2, 0, 1], strength: 4)),
      PuzzleAnswer(
        "nearly: for n = 1 no string has anything but BOS beyond a boundary, but the question says nothing",
        .wrong("a code coordinate v = 1 with g = 1 becomes 1, due was 0"), try gate(short, strength: 1, n: 1)),
      PuzzleAnswer("no gate at all", .wrong("x = "), try gate(ours, strength: 0)),
      PuzzleAnswer("a bias", .wrong("x = "), try gate([[2, 0, 1], [2, -1, -1], [0, 1, -1]], strength: 4)),
    ]
  }

  // MARK: - Scale and readout

  static func factors() throws -> [PuzzleAnswer] {
    let two = try parameters(2, 2)
    return [
      PuzzleAnswer("the least scale", .right, ScalePuzzle(two, scale: 2)),
      PuzzleAnswer("nearly: one more", .wrong("beta = 2 copies them all too: 3"), ScalePuzzle(two, scale: 3)),
      PuzzleAnswer("nearly: one less", .wrong("x = abaa: at the end"), ScalePuzzle(two, scale: 1)),
      PuzzleAnswer(
        "the scale of the proof", .wrong("beta = 2 copies them all too"), ScalePuzzle(two, scale: two.scale)),
      PuzzleAnswer("no scale", .wrong("x = a: "), ScalePuzzle(two, scale: 0)),
      PuzzleAnswer("4 and 3", .right, ReadoutPuzzle(two, content: 4, end: 3)),
      PuzzleAnswer("2 and 1", .right, ReadoutPuzzle(two, content: 2, end: 1)),
      PuzzleAnswer("nearly: a tied vote", .wrong("x = aabaa: at token 3"), ReadoutPuzzle(two, content: 3, end: 3)),
      PuzzleAnswer("the end wins", .wrong("x = "), ReadoutPuzzle(two, content: 3, end: 4)),
      PuzzleAnswer("the end never wins", .wrong("x = a: at the end"), ReadoutPuzzle(two, content: 1, end: 0)),
    ]
  }

  // MARK: - Strings

  static func strings() throws -> [PuzzleAnswer] {
    func oneLayer(_ first: String, _ second: String) throws -> OneLayerPuzzle {
      OneLayerPuzzle(
        try parameters(2, 3), windows: [.last(2), .last(3), .all], seed: 8, first: try tokens(first),
        second: try tokens(second))
    }
    func broken(_ notEnded: String, _ miscopied: String) throws -> BreakPuzzle {
      BreakPuzzle(try parameters(2, 3), notEnded: try tokens(notEnded), miscopied: try tokens(miscopied))
    }
    func deBruijn(_ string: String, given: String = "aaab") throws -> DeBruijnPuzzle {
      DeBruijnPuzzle(try parameters(3, 2), pattern: try tokens(given), string: try tokens(string))
    }
    return [
      PuzzleAnswer("two tokens exchanged", .right, try oneLayer("abca", "baca")),
      PuzzleAnswer(
        "nearly: exchanged in sight", .wrong("abca and abac: the layer tells"), try oneLayer("abca", "abac")),
      PuzzleAnswer("nearly: a repeated 2-gram", .wrong("x = ababa"), try oneLayer("ababa", "baaba")),
      PuzzleAnswer("the same string", .wrong("both strings are abca"), try oneLayer("abca", "abca")),
      PuzzleAnswer("the shortest two", .right, try broken("bbb", "ccca")),
      PuzzleAnswer("nearly: a token too long", .wrong("x = aaa: "), try broken("aaaa", "aaab")),
      PuzzleAnswer("nearly: it only does not end", .wrong("x = aaa is copied, token"), try broken("aaa", "aaa")),
      PuzzleAnswer(
        "nearly: a tie, so that nothing is written", .wrong("x = abba: at token 3 a, b cannot be told apart"),
        BreakPuzzle(try parameters(1, 2), notEnded: try tokens("aa"), miscopied: try tokens("abba"))),
      PuzzleAnswer("no strings", .wrong("x = (the empty string) is copied and ended"), try broken("", "")),
      PuzzleAnswer("all 3-grams once", .right, try deBruijn("aaabbbabaa")),
      PuzzleAnswer("nearly: a 3-gram twice", .wrong("x = aaabaabbba: at "), try deBruijn("aaabaabbba")),
      PuzzleAnswer("nearly: another beginning", .wrong("token 3 is b"), try deBruijn("aababbbaaa")),
      PuzzleAnswer("too short", .wrong("9 tokens; due are"), try deBruijn("aaababbba")),
      PuzzleAnswer(
        "more is given than there is room for", .wrong("11 tokens are given, and there is room for 10"),
        try deBruijn("aaababbbaa", given: "aaababbbaab")),
    ]
  }

  // MARK: - Machines

  static func machines() throws -> [PuzzleAnswer] {
    let bits = Alphabet(size: 2)
    func machine(_ rows: [TableMachine.Row]) throws -> TableMachine { try TableMachine(bits, start: 0, rows: rows) }
    let register = (0..<8).map { TableMachine.Row(writes: $0 / 4, next: [$0 % 4 * 2, $0 % 4 * 2 + 1], copy: $0) }
    // The copy begins with the last bit.
    let backwards = (0..<8).map { TableMachine.Row(writes: $0 % 2, next: [$0 % 4 * 2, $0 % 4 * 2 + 1], copy: $0) }
    let more = register + [TableMachine.Row(writes: 0, next: [0, 0], copy: 0)]
    let states: [(Token, [Int], Int)] = [
      (0, [1, 2], 0), (0, [3, 1], 1), (0, [2, 3], 2), (0, [4, 5], 3), (0, [4, 4], 4), (1, [5, 5], 5),
    ]
    func lookup(
      _ change: (inout [(Token, [Int], Int)]) -> Void = { _ in }, states most: Int = 6
    ) throws -> LookupPuzzle {
      var changed = states
      change(&changed)
      return LookupPuzzle(
        try machine(changed.map { TableMachine.Row(writes: $0.0, next: $0.1, copy: $0.2) }), ngram: 1, mostStates: most)
    }
    return [
      PuzzleAnswer("a register", .right, MachinePuzzle(try machine(register), length: 3)),
      PuzzleAnswer(
        "the last bit first", .wrong("x = aab: at token 1"), MachinePuzzle(try machine(backwards), length: 3)),
      PuzzleAnswer("nearly: a state too many", .wrong("9 states"), MachinePuzzle(try machine(more), length: 3)),
      PuzzleAnswer("six states", .right, try lookup()),
      PuzzleAnswer(
        "nearly: it takes the last place, not the first", .wrong("key a, then aab"), try lookup { $0[4].1 = [4, 5] }),
      PuzzleAnswer("six states where five are allowed", .wrong("6 states"), try lookup(states: 5)),
    ]
  }
}
