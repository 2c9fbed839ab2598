import Constructions
import CopyTask
import Lessons
import StateSpaces
import Transformers

/// The puzzles about the two-layer copier.
extension PuzzleReader {
  /// n and D, for which all strings of up to `length` tokens can be run.
  private func parameters(
    _ ngram: Value, _ alphabet: Value, length: (NgramParameters) -> Int = { $0.maxLength }
  ) throws(Failure) -> NgramParameters {
    let n = try given(ngram, 1...PuzzleLimits.mostNgram)
    let size = try given(alphabet, 2...PuzzleLimits.mostAlphabet)
    let parameters: NgramParameters
    do throws(ParameterError) { parameters = try NgramParameters(ngram: n, alphabetSize: size) } catch {
      throw .usage("\(file): given: \(error)")
    }
    if let excess = PuzzleLimits.excess(alphabetSize: size, length: length(parameters)) {
      throw .usage("\(file): given: n = \(n), D = \(size): too many strings to run: \(excess)")
    }
    return parameters
  }

  /// `given` of the puzzles that have nothing but n and D.
  private func parameters(_ given: Value) throws(Failure) -> NgramParameters {
    let fields = try fields(given, ["ngram", "alphabet"])
    return try parameters(fields[0], fields[1])
  }

  mutating func window(_ given: Value, _ answer: Value) throws(Failure) -> WindowPuzzle {
    let parameters = try parameters(given)
    let size = parameters.ngram + 1
    let answers = try fields(answer, ["windows", "coefficients"])
    var windows: [Int] = []
    for value in try list(answers[0], count: size) {
      windows.append(try number(value, 0...PuzzleLimits.mostWindow))
    }
    var coefficients: [[Int]] = []
    for row in try list(answers[1], count: size) {
      var numbers: [Int] = []
      for value in try list(row, count: size) { numbers.append(try weight(value)) }
      coefficients.append(numbers)
    }
    return WindowPuzzle(parameters, windows: windows, coefficients: coefficients)
  }

  mutating func gate(_ given: Value, _ answer: Value) throws(Failure) -> GatePuzzle {
    let parameters = try parameters(given)
    let answers = try fields(answer, ["code", "flag", "strength"])
    var code: [GatePuzzle.Unit] = []
    // As many units as the project's gate has for a coordinate.
    for value in try list(answers[0], count: 3) { code.append(try unit(value)) }
    return GatePuzzle(parameters, code: code, flag: try unit(answers[1]), strength: try weight(answers[2]))
  }

  private mutating func unit(_ value: Value) throws(Failure) -> GatePuzzle.Unit {
    let parts = try fields(value, ["slope", "bias", "weight"])
    return GatePuzzle.Unit(
      slope: try weight(parts[0]), bias: try weight(parts[1]), weight: try weight(parts[2]))
  }

  mutating func scale(_ given: Value, _ answer: Value) throws(Failure) -> ScalePuzzle {
    let parameters = try parameters(given)
    let answers = try fields(answer, ["scale"])
    return ScalePuzzle(parameters, scale: try number(answers[0], 0...PuzzleLimits.mostScale))
  }

  mutating func readout(_ given: Value, _ answer: Value) throws(Failure) -> ReadoutPuzzle {
    let parameters = try parameters(given)
    let answers = try fields(answer, ["content", "end"])
    return ReadoutPuzzle(parameters, content: try weight(answers[0]), end: try weight(answers[1]))
  }

  mutating func oneLayer(_ given: Value, _ answer: Value) throws(Failure) -> OneLayerPuzzle {
    let fields = try fields(given, ["ngram", "alphabet", "windows", "seed"])
    // Two strings are run, whatever n and D.
    let parameters = try parameters(fields[0], fields[1], length: { _ in 1 })
    var windows: [AttentionWindow] = []
    for value in try list(fields[2], 1...PuzzleLimits.mostHeads) {
      // 0 is a head that sees everything, as in the files of weights.
      let window = try self.given(value, 0...PuzzleLimits.mostGivenWindow)
      windows.append(window == 0 ? .all : .last(window))
    }
    let seed = try self.given(fields[3], 0...PuzzleLimits.mostSeed)
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answers = try self.fields(answer, ["first", "second"])
    return OneLayerPuzzle(
      parameters, windows: windows, seed: UInt64(seed), first: try tokens(answers[0], alphabet),
      second: try tokens(answers[1], alphabet))
  }

  mutating func breakCopier(_ given: Value, _ answer: Value) throws(Failure) -> BreakPuzzle {
    let fields = try fields(given, ["ngram", "alphabet"])
    // What is shorter than an answer is run, up to the first that fails: at n + 2 tokens there is one.
    let parameters = try parameters(fields[0], fields[1], length: { $0.ngram + 2 })
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answers = try self.fields(answer, ["notEnded", "miscopied"])
    return BreakPuzzle(
      parameters, notEnded: try tokens(answers[0], alphabet), miscopied: try tokens(answers[1], alphabet))
  }

  mutating func deBruijn(_ given: Value, _ answer: Value) throws(Failure) -> DeBruijnPuzzle {
    let fields = try fields(given, ["ngram", "alphabet", "pattern"])
    // D + 1 strings are run.
    let parameters = try parameters(fields[0], fields[1], length: { _ in 1 })
    guard parameters.maxLength <= PuzzleLimits.mostLength else {
      throw .usage(
        "\(file): given: D^n + n - 1 = \(parameters.maxLength) > \(PuzzleLimits.mostLength), the most tokens of a string"
      )
    }
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let answers = try self.fields(answer, ["string"])
    let pattern = try pattern(fields[2], alphabet)
    // An answer that is left out altogether is the pattern itself.
    let isOpen = answers[0].value == .null
    let string = isOpen ? pattern : try self.pattern(answers[0], alphabet)
    for (index, token) in string.enumerated() where token == nil {
      leaveOpen("\(answers[0].place)[\(index)]")
    }
    return DeBruijnPuzzle(parameters, pattern: pattern, string: string.map { $0 ?? 0 })
  }
}
