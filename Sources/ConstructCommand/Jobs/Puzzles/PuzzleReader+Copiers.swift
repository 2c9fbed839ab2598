import Constructions
import CopyTask
import Lessons
import StrictJSON
import Transformers

/// The puzzles about the two-layer copier.
extension PuzzleReader {
  /// n and D, for which all strings of up to `length` tokens can be run. `more` are the other keys of `given`.
  private func parameters(
    _ given: FieldReader, more: [String] = [], length: (NgramParameters) -> Int = { $0.maxLength }
  ) throws(FieldError) -> NgramParameters {
    try given.requireKeys(["ngram", "alphabet"] + more)
    let n = try given["ngram"].whole(1...PuzzleLimits.mostNgram)
    let size = try given["alphabet"].whole(2...PuzzleLimits.mostAlphabet)
    let parameters: NgramParameters
    do throws(ParameterError) { parameters = try NgramParameters(ngram: n, alphabetSize: size) } catch {
      throw FieldError(at: given.place, "\(error)")
    }
    if let excess = PuzzleLimits.excess(alphabetSize: size, length: length(parameters)) {
      throw FieldError(at: given.place, "n = \(n), D = \(size): too many strings to run: \(excess)")
    }
    return parameters
  }

  mutating func window(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> WindowPuzzle {
    let parameters = try parameters(given)
    let size = parameters.ngram + 1
    let answer = try fields(answer, ["windows", "coefficients"])
    var windows: [Int] = []
    for value in try list(answer["windows"], count: size) {
      windows.append(try number(value, 0...PuzzleLimits.mostWindow))
    }
    var coefficients: [[Int]] = []
    for row in try list(answer["coefficients"], count: size) {
      var numbers: [Int] = []
      for value in try list(row, count: size) { numbers.append(try weight(value)) }
      coefficients.append(numbers)
    }
    return WindowPuzzle(parameters, windows: windows, coefficients: coefficients)
  }

  mutating func gate(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> GatePuzzle {
    let parameters = try parameters(given)
    let answer = try fields(answer, ["code", "flag", "strength"])
    var code: [GatePuzzle.Unit] = []
    // As many units as the project's gate has for a coordinate.
    for value in try list(answer["code"], count: 3) { code.append(try unit(value)) }
    return GatePuzzle(parameters, code: code, flag: try unit(answer["flag"]), strength: try weight(answer["strength"]))
  }

  private mutating func unit(_ value: FieldReader) throws(FieldError) -> GatePuzzle.Unit {
    let parts = try fields(value, ["slope", "bias", "weight"])
    return GatePuzzle.Unit(
      slope: try weight(parts["slope"]), bias: try weight(parts["bias"]), weight: try weight(parts["weight"]))
  }

  mutating func scale(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> ScalePuzzle {
    let parameters = try parameters(given)
    let answer = try fields(answer, ["scale"])
    return ScalePuzzle(parameters, scale: try number(answer["scale"], 0...PuzzleLimits.mostScale))
  }

  mutating func readout(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> ReadoutPuzzle {
    let parameters = try parameters(given)
    let answer = try fields(answer, ["content", "end"])
    return ReadoutPuzzle(parameters, content: try weight(answer["content"]), end: try weight(answer["end"]))
  }

  mutating func oneLayer(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> OneLayerPuzzle {
    // Two strings are run, whatever n and D.
    let parameters = try parameters(given, more: ["windows", "seed"], length: { _ in 1 })
    var windows: [AttentionWindow] = []
    for value in try given["windows"].elements(1...PuzzleLimits.mostHeads) {
      // 0 is a head that sees everything, as in the files of weights.
      let window = try value.whole(0...PuzzleLimits.mostGivenWindow)
      windows.append(window == 0 ? .all : .last(window))
    }
    let seed = try given["seed"].whole(0...PuzzleLimits.mostSeed)
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answer = try fields(answer, ["first", "second"])
    return OneLayerPuzzle(
      parameters, windows: windows, seed: UInt64(seed), first: try tokens(answer["first"], alphabet),
      second: try tokens(answer["second"], alphabet))
  }

  mutating func breakCopier(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> BreakPuzzle {
    // What is shorter than an answer is run, up to the first that fails: at n + 2 tokens there is one.
    let parameters = try parameters(given, length: { $0.ngram + 2 })
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answer = try fields(answer, ["notEnded", "miscopied"])
    return BreakPuzzle(
      parameters, notEnded: try tokens(answer["notEnded"], alphabet),
      miscopied: try tokens(answer["miscopied"], alphabet))
  }

  mutating func deBruijn(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> DeBruijnPuzzle {
    // D + 1 strings are run.
    let parameters = try parameters(given, more: ["pattern"], length: { _ in 1 })
    guard parameters.maxLength <= PuzzleLimits.mostLength else {
      throw FieldError(
        at: given.place,
        "D^n + n - 1 = \(parameters.maxLength) > \(PuzzleLimits.mostLength), the most tokens of a string")
    }
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answer = try fields(answer, ["string"])["string"]
    let pattern = try pattern(given["pattern"], alphabet)
    // An answer that is left out altogether is the pattern itself.
    let string = answer.isNull ? pattern : try self.pattern(answer, alphabet)
    for (index, token) in string.enumerated() where token == nil { leaveOpen(answer[index].place) }
    return DeBruijnPuzzle(parameters, pattern: pattern, string: string.map { $0 ?? 0 })
  }
}
