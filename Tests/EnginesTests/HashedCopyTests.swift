import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@testable import Engines

@Suite("A long copy by dictionaries is what the packed engine and the reference write")
struct HashedCopyTests {
  /// Bases of fingerprints: the usual one; 1, by which all permutations of an n-gram collide; 0, by which all
  /// n-grams with the same last token do.
  private static let bases: [UInt64] = [NgramFingerprint.usualBase, 1, 0]

  private func copy(_ parameters: NgramParameters, _ content: [Token]) throws -> LongCopy {
    try LongCopy(form(parameters), length: content.count) {
      var rest = content[...]
      return { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
    }
  }

  private func index(
    _ copy: LongCopy, base: UInt64, workers: WorkerPool = WorkerPool(threads: 1)
  ) -> LongCopy.Index? {
    let fingerprint = NgramFingerprint(order: copy.form.ngram, base: base)
    return copy.read(into: .hashed(HashedNgrams(fingerprint, length: copy.length)), workers: workers)
  }

  /// Whether a result is right: by sets of n-grams, by the packed engine, and by the reference.
  private func isRight(_ result: LongCopy.Result, _ parameters: NgramParameters, _ content: [Token]) throws -> Bool {
    let ngram = parameters.ngram
    let ngrams = content.count < ngram ? [] : (0...(content.count - ngram)).map { Array(content[$0..<($0 + ngram)]) }
    let counts = Dictionary(ngrams.map { ($0, 1) }, uniquingKeysWith: +)
    let repeated = ngrams.indices.first { counts[ngrams[$0], default: 0] > 1 }.map { $0 + ngram }
    if let step = [
      repeated, CertifiedRest(try form(parameters), mostOccurrences: 1).stepsInScale(length: content.count),
    ].compactMap({ $0 }).min(),
      step <= content.count
    {
      return result.outcome == .undecided(step: step) && result.certified == step
    }
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let packed = try PackedEngine(form(parameters), prompt: prompt).run()
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let reference = try CopyRun(of: prompt, by: model)
    guard let attention = result.minAttention?.value, let margin = result.minMargin?.value,
      let exactAttention = packed.minAttention?.value, let exactMargin = packed.minMargin?.value
    else { return false }
    return result.outcome == .copied && result.certified == content.count + 1
      && packed.succeeded && reference.succeeded && reference.minAttention?.value == exactAttention
      && attention.contains(exactAttention) && margin.contains(exactMargin)
  }

  @Test(
    "on any string, whether fingerprints collide or not",
    arguments: [(1, 2), (1, 40), (2, 3), (3, 2), (4, 3), (2, 17), (7, 2), (20, 2)])
  func anyString(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    for base in HashedCopyTests.bases {
      forAll(.tokens(alphabetSize: alphabetSize, count: 1...22), seeds: 0..<2, trials: 12) { content in
        let copy = try copy(parameters, content)
        for threads in [1, 3] {
          let workers = WorkerPool(threads: threads)
          guard let index = index(copy, base: base, workers: workers),
            try isRight(copy.write(index, from: 0, workers: workers), parameters, content)
          else { return false }
        }
        return true
      }
    }
  }

  @Test("on strings with distinct n-grams of which all collide", arguments: [(3, 4), (2, 9), (5, 2)])
  func collisions(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    forAll(.int(in: 0...9999), seeds: 0..<3, trials: 6) { seed in
      var source = SplitMix64(seed: UInt64(seed))
      let content = try DistinctNgramString(alphabetSize: alphabetSize, order: ngram, length: 30)
        .tokens(using: &source)
      let copy = try copy(parameters, content)
      return try HashedCopyTests.bases.allSatisfy { base in
        guard let index = index(copy, base: base) else { return false }
        let result = copy.write(index, from: 0, workers: WorkerPool(threads: 1))
        return try result.outcome == .copied && isRight(result, parameters, content)
      }
    }
  }

  @Test("by several dictionaries and blocks, and a repeat across them is found")
  func long() throws {
    let parameters = try NgramParameters(ngram: 40, alphabetSize: 3)
    let sequence = RotatedDeBruijnSequence(alphabetSize: 3, order: 40, seed: 5)
    let distinct = Array(sequence.prefix(2500))
    #expect(try LongCopy.indexKind(form(parameters), length: distinct.count) == .hashed)
    let workers = WorkerPool(threads: 3)
    func run(_ content: [Token], from certified: Int = 0) throws -> LongCopy.Result {
      var copy = try copy(parameters, content)
      copy.block = 300
      let hashed = HashedNgrams(NgramFingerprint(order: 40), dictionaries: 7, capacity: 400)
      let index = try #require(copy.read(into: .hashed(hashed), workers: workers))
      return copy.write(index, from: certified, workers: workers)
    }
    let whole = try run(distinct)
    #expect(whole.outcome == .copied && whole.certified == distinct.count + 1)
    for certified in [1, 299, 300, 1234, 2500, 2501] {
      #expect(try run(distinct, from: certified).outcome == .copied)
    }
    forAll(.pair(.int(in: 0...1000), .int(in: 1100...2400)), seeds: 0..<2, trials: 3) { from, to in
      var content = distinct
      content.replaceSubrange(to..<to + 40, with: content[from..<from + 40])
      let result = try run(content)
      // A checkpoint cannot claim what does not hold.
      let resumed = try run(content, from: content.count)
      return try isRight(result, parameters, content) && resumed.outcome == result.outcome
        && resumed.certified == result.certified && result.outcome != .copied
    }
  }

  @Test("and a broken index, or a source that changes, is noticed")
  func corruption() throws {
    let parameters = try NgramParameters(ngram: 3, alphabetSize: 3)
    let content = Array(DeBruijnSequence(alphabetSize: 3, order: 3))
    let copy = try copy(parameters, content)
    let fingerprint = NgramFingerprint(order: 3)
    for step in 3...content.count {
      for wrong in [nil, step - 1, 3, content.count] where wrong != step {
        let hashed = HashedNgrams(fingerprint, length: content.count)
        let index = try #require(copy.read(into: .hashed(hashed), workers: WorkerPool(threads: 1)))
        hashed.replace(fingerprint.value(content, from: step - 3), with: wrong)
        let result = copy.write(index, from: 0, workers: WorkerPool(threads: 1))
        guard case .contradicted(step, _, _) = result.outcome else {
          Issue.record("\(step) \(String(describing: wrong)): \(result.outcome)")
          continue
        }
      }
    }
    for resumed in [0, 15, 21] {
      var starts = 0
      let changing = LongCopy(try form(NgramParameters(ngram: 6, alphabetSize: 3)), length: content.count) {
        starts += 1
        let second = starts == 2
        return { _ in
          var tokens = content
          if second { tokens[20] = (tokens[20] + 1) % 3 }
          return tokens
        }
      }
      #expect(LongCopy.indexKind(changing.form, length: content.count) == .hashed)
      guard case .contradicted(step: max(20, resumed), _, _) = changing.run(from: resumed).outcome else {
        Issue.record("a source that changes was not noticed after \(resumed) steps")
        return
      }
    }
  }

  @Test("a fingerprint that rolls is the one computed anew")
  func rolling() {
    for (order, size) in [(1, 2), (3, 256), (70, 5), (4, Int.max)] {
      var source = SplitMix64(seed: 3)
      let tokens = (0..<200).map { _ in source.next(below: size) }
      for base in HashedCopyTests.bases {
        let fingerprint = NgramFingerprint(order: order, base: base)
        var value = fingerprint.value(tokens, from: 0)
        for start in 1...(tokens.count - order) {
          value = fingerprint.next(value, dropping: tokens[start - 1], adding: tokens[start + order - 1])
          #expect(value == fingerprint.value(tokens, from: start))
        }
      }
    }
  }

  @Test("the dictionaries have as many buckets as their memory is computed for")
  func memory() {
    for capacity in [0, 1, 3, 4, 100, 98_303, HashedNgrams.mostEntries] {
      let dictionary = [UInt32: UInt32](minimumCapacity: capacity)
      let buckets = HashedNgrams.buckets(capacity: capacity)
      // A dictionary that needs none has none.
      #expect(capacity == 0 || dictionary.capacity == max(1, buckets * 3 / 4), "\(capacity)")
    }
    #expect(HashedNgrams.buckets(capacity: HashedNgrams.mostEntries) == 1 << 17)
  }

  @Test("stored tokens agree where they are the same", arguments: [2, 3, 17, 256, 70_000])
  func agreement(alphabetSize: Int) {
    var source = SplitMix64(seed: 1)
    let period = (0..<37).map { _ in source.next(below: alphabetSize) }
    var tokens = period + period + period
    tokens[90] = (tokens[90] + 1) % alphabetSize
    var store = TokenStore(alphabetSize: alphabetSize, length: tokens.count)
    for token in tokens { store.append(token) }
    for first in stride(from: 0, to: tokens.count, by: 3) {
      for second in [first % 37, first % 37 + 37, 1] {
        for count in 0...(tokens.count - max(first, second)) {
          let same = tokens[first..<first + count].elementsEqual(tokens[second..<second + count])
          #expect(store.agree(first, second, count: count) == same)
          #expect(store.holds(tokens[first..<first + count], before: second + count) == same)
        }
      }
    }
  }
}
