import Arithmetic
import Constructions
import CopyTask
import StateSpaces
import Transformers

extension Claim {
  /// Remark 2.9, for this project's construction: `LayerMemory`.
  static let r29 = Claim(
    .r29,
    title: "The construction remembers O(n L log D) bits",
    statement: """
      For every string x of L >= 1 tokens, after BOS x COPY x the construction's key-value cache holds exactly \
      (2L+2)(n+1)(d+1) + min(n+1, 2L+2)(d+1) numbers, d = max(2, ceil(log2 D)). Each of them is -1, 0 or 1, so \
      that 2 bits a number are enough: 2 (n+1)(d+1)(2L+3) <= 60 n L log2 D bits at most. After BOS x COPY \
      different strings of L tokens leave different caches; whoever copies all D^L strings needs L log2 D bits or \
      more.
      """,
    origin: .paper("Remark 2.9"),
    trusted: ["GMP", "the reference's forward pass"],
    executed: "the reference reads BOS x COPY x; the numbers in its cache are counted and looked at one by one",
    subject: CacheCode(values: [-1, 0, 1], bits: 2),
    nearMiss: (
      statement: "Each of the numbers is -1 or 1, so that 1 bit a number is enough.",
      subject: CacheCode(values: [-1, 1], bits: 1)
    ),
    check: checkCache)

  /// Reads strings, and compares the cache with what the statement says of it.
  private static func checkCache(_ code: CacheCode, sweep: CacheSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    let (small, random) = (sweep.small, sweep.random)
    for (number, (order, size, longest)) in small.enumerated() {
      let parameters = try NgramParameters(ngram: order, alphabetSize: size)
      let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
      for length in 1...longest {
        let strings = Array(AllStrings(alphabetSize: size, length: length))
        var caches = Set<[Int]>()
        for string in strings {
          caches.insert(try code.check(string, parameters, model, into: &finding))
          if finding.counterexample != nil { return finding }
        }
        finding.require(
          caches.count == strings.count,
          "n = \(order), D = \(size), L = \(length): \(strings.count) strings leave \(caches.count) different caches")
      }
      progress.advance(number + 1, of: small.count + random)
    }
    // Always the same strings: they are part of what the claim covers.
    var source = SplitMix64(seed: 29)
    for trial in 0..<random {
      let parameters = try NgramParameters(ngram: 1 + source.next(below: 8), alphabetSize: 2 + source.next(below: 40))
      let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
      let string = UniformString(alphabetSize: parameters.alphabetSize, length: 1 + source.next(below: sweep.longest))
        .tokens(using: &source)
      _ = try code.check(string, parameters, model, into: &finding)
      progress.advance(small.count + trial + 1, of: small.count + random)
    }
    return finding
  }
}

/// The strings that the check of R2.9 reads.
private struct CacheSweep: Sweep {
  /// (n, D) with all strings of up to so many tokens.
  let everything: [(longest: Int, Cases<(Int, Int)>)]

  /// Strings for random parameters, and the longest of them.
  let random, longest: Int

  init(_ effort: Effort) {
    everything = effort.choose(
      quick: [(5, Cases((1, 2))), (4, Cases((2, 2), (3, 2))), (3, Cases((1, 3)))],
      standard: [(8, Cases((1, 2), (2, 2), (3, 2))), (5, Cases((1, 3), (2, 3), (1, 4)))],
      exhaustive: [
        (12, Cases((1, 2), (2, 2), (3, 2), (5, 2))), (7, Cases((1, 3), (2, 3))), (6, Cases((1, 4), (3, 4))),
      ])
    random = effort.choose(quick: 4, standard: 60, exhaustive: 400)
    longest = effort.choose(quick: 24, standard: 400, exhaustive: 4000)
  }

  /// n, D and the longest strings.
  var small: [(Int, Int, Int)] {
    everything.flatMap { longest, parameters in parameters.values.map { ($0, $1, longest) } }
  }

  var words: String {
    let groups = everything.enumerated().map { number, group in
      number == 0
        ? "up to \(group.longest) tokens for (n, D) = \(group.1.words)" : "up to \(group.longest) for \(group.1.words)"
    }
    return "all strings of \(groups.joined(separator: ", ")); \(random) random ones of up to \(longest.grouped)"
  }
}

/// What the numbers in the cache are said to be, and the bits that tell them apart.
private struct CacheCode: Sendable {
  let values: Set<Rational>
  let bits: Int

  /// Checks the cache of one string. Returns what it holds after COPY.
  func check(
    _ string: [Token], _ parameters: NgramParameters, _ model: Transformer<Rational>, into finding: inout Finding
  ) throws -> [Int] {
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let prompt = Prompt(alphabet: alphabet, content: string)
    let (n, size, length) = (parameters.ngram, parameters.alphabetSize, string.count)
    let place = "n = \(n), D = \(size), L = \(length)" + (length <= 40 ? ", x = \(alphabet.text(of: string))" : "")
    var decoder = Decoder(model, capacity: prompt.count + length)
    for token in prompt.tokens { try decoder.read(token) }
    let afterPrompt = decoder.memory.flatMap(\.numbers)
    for token in string { try decoder.read(token) }
    let numbers = decoder.memory.flatMap(\.numbers)
    let piece = parameters.codeBits + 1
    let due = (2 * length + 2) * (n + 1) * piece + min(n + 1, 2 * length + 2) * piece
    finding.require(numbers.count == due, "\(place): the cache holds \(numbers.count) numbers, not \(due)")
    if let other = numbers.first(where: { !values.contains($0) }) {
      finding.refute("\(place): the cache holds \(other)")
    }
    let used = Integer(numbers.count) * Integer(bits)
    let most = Integer(2 * (n + 1) * piece * (2 * length + 3))
    finding.require(used <= most, "\(place): \(used) bits > 2 (n+1)(d+1)(2L+3) = \(most)")
    let simple = CopyBounds.stringBits(alphabetSize: size, length: Integer(length)) * Rational(60 * n)
    finding.require(
      LogarithmicSum(Rational(most)) <= simple,
      "\(place): 2 (n+1)(d+1)(2L+3) = \(most) > 60 n L log2 D = \(simple.decimal(digits: 9))")
    let needed = CopyBounds(alphabetSize: size, length: length).stateBits
    finding.require(used >= needed, "\(place): \(used) bits < L log2 D, rounded up to \(needed)")
    let ratio = Rational(used, needed * Integer(n))
    finding.observe(.largest, "bits for each token of n and each bit of L log2 D, rounded up", ratio, at: place)
    finding.observe(.smallest, "bits for each token of n and each bit of L log2 D, rounded up", ratio, at: place)
    finding.cover("strings")
    finding.cover("numbers in caches", Integer(numbers.count))
    return afterPrompt.compactMap { Int(exactly: $0.numerator) }
  }
}
