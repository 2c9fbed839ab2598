import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@testable import Engines

@Suite("A long copy is what the indexed engine writes, with the same bounds")
struct LongCopyTests {
  /// The string from a closure, which gives it in blocks.
  private func copy(_ parameters: NgramParameters, _ content: [Token]) throws -> LongCopy {
    try LongCopy(form(parameters), length: content.count) {
      var rest = content[...]
      return { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
    }
  }

  /// Whether a finished copy agrees with both engines that hold the string.
  private func agrees(_ result: LongCopy.Result, _ parameters: NgramParameters, _ content: [Token]) throws -> Bool {
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let exact = try PackedEngine(form(parameters), prompt: prompt).run()
    let classes = NgramClasses(of: content, order: parameters.ngram)
    let indexed = try IndexedEngine(form(parameters), prompt: prompt, classes: classes).run()
    guard let attention = result.minAttention?.value, let margin = result.minMargin?.value,
      let exactAttention = exact.minAttention?.value, let exactMargin = exact.minMargin?.value
    else { return false }
    return result.outcome == .copied && exact.succeeded && indexed.evaluatedExactly == 0
      && result.certified == indexed.certifiedByIndex
      && same(result.minAttention, indexed.run.minAttention) && same(result.minMargin, indexed.run.minMargin)
      && attention.contains(exactAttention) && margin.contains(exactMargin)
  }

  private func same(_ left: CopyRun<Interval>.Extreme?, _ right: CopyRun<Interval>.Extreme?) -> Bool {
    left?.step == right?.step && left?.value.lowerBound == right?.value.lowerBound
      && left?.value.upperBound == right?.value.upperBound
  }

  @Test(
    "on every prefix of small de Bruijn strings",
    arguments: [(1, 2), (1, 7), (2, 2), (2, 5), (3, 3), (5, 2)], ScaleRule.proved)
  func deBruijn(_ sizes: (ngram: Int, alphabetSize: Int), rule: ScaleRule) throws {
    let (ngram, alphabetSize) = sizes
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: rule)
    let sequence = DeBruijnSequence(alphabetSize: alphabetSize, order: ngram)
    for length in 1...parameters.maxLength {
      var content: [Token] = []
      let result = try LongCopy(form(parameters), length: length, source: sequence).run(content: { content += $0 })
      #expect(content == Array(sequence.prefix(length)))
      #expect(try agrees(result, parameters, content), "L = \(length)")
    }
  }

  @Test("on any string: it ends at the first step whose n-gram occurs again")
  func anyString() throws {
    for (ngram, size) in [(1, 5), (2, 3), (3, 2), (2, 6), (5, 2)] {
      // A larger scale than the usual one is as good: with either, what comes before the repeat is certified.
      let rule = size % 2 == 0 ? ScaleRule.powerOfTwo : .lengthDependent
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
      #expect(try form(parameters).reachesUsualScale)
      forAll(.tokens(alphabetSize: size, count: 1...40), seeds: 0..<4, trials: 20) { content in
        let result = try copy(parameters, content).run()
        let classes = NgramClasses(of: content, order: ngram)
        let occurrences = classes.occurrences()
        let first = classes.classOf.indices.first { occurrences[Int(classes.classOf[$0])] > 1 }
        guard let first else { return try agrees(result, parameters, content) }
        // A string longer than L_max may leave the scale before.
        let step = min(
          first + ngram, CertifiedRest(try form(parameters), mostOccurrences: 1).stepsInScale(length: content.count))
        return result.outcome == .undecided(step: step) && result.certified == step
      }
    }
  }

  @Test("with the scale of X.scale, no step of a string that repeats an n-gram is certified")
  func lengthFreeAsksForDistinctNgrams() throws {
    // Weights of both rules that are the same, as those of (2, 3) are, are certified by the usual bound.
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 4, scaleRule: .lengthFree)
    #expect(try !form(parameters).reachesUsualScale)
    #expect(try form(NgramParameters(ngram: 2, alphabetSize: 3, scaleRule: .lengthFree)).reachesUsualScale)
    forAll(.tokens(alphabetSize: 4, count: 1...10), seeds: 0..<6, trials: 20) { content in
      let result = try copy(parameters, content).run()
      let areDistinct = NgramStatistics(of: content, order: 2).areDistinct
      return areDistinct ? try agrees(result, parameters, content) : result.outcome == .undecided(step: 0)
    }
  }

  /// More tokens than a block, so that blocks meet and threads share them.
  private static let long = (ngram: 19, length: 1 << 19)

  @Test("whatever the number of threads, and from any step on")
  func threadsAndResumption() throws {
    let parameters = try NgramParameters(ngram: LongCopyTests.long.ngram, alphabetSize: 2)
    let sequence = DeBruijnSequence(alphabetSize: 2, order: parameters.ngram)
    let length = LongCopyTests.long.length
    let copy = try LongCopy(form(parameters), length: length, source: sequence)
    let whole = copy.run()
    #expect(whole.outcome == .copied && whole.certified == length + 1)
    var asked: [LongCopy.Progress] = []
    let stopped = copy.run(
      workers: WorkerPool(threads: 3),
      goOn: { progress in
        asked.append(progress)
        return progress.certified == 0
      })
    #expect(stopped.outcome == .interrupted(step: LongCopy.block) && stopped.certified == LongCopy.block)
    #expect(asked.map(\.read) == [LongCopy.block, length, length])
    for certified in [stopped.certified, 100, length, length + 1] {
      let resumed = copy.run(from: certified, workers: WorkerPool(threads: 2))
      #expect(resumed.outcome == .copied && resumed.certified == length + 1)
      #expect(same(resumed.minAttention, whole.minAttention) && same(resumed.minMargin, whole.minMargin))
    }
  }

  @Test("and a broken table, or a source that changes, is noticed")
  func corruption() throws {
    let parameters = try NgramParameters(ngram: 3, alphabetSize: 3)
    let content = Array(DeBruijnSequence(alphabetSize: 3, order: 3))
    let copy = try copy(parameters, content)
    let workers = WorkerPool(threads: 1)
    for number in 0..<27 {
      let index = try #require(copy.read(workers: workers))
      guard case .table(let table, _) = index.ngrams else { continue }
      let right = table[number]
      let others = [NgramTable.absent, UInt32(content.count), 1000, 3, 9, 17, NgramTable.again]
      for wrong in others where wrong != right {
        table[number] = wrong
        let result = copy.write(index, from: 0, workers: workers)
        #expect(result.certified == Int(right))
        switch result.outcome {
        case .undecided(let step): #expect(wrong == NgramTable.again && step == right)
        case .contradicted(let step, _, _): #expect(wrong != NgramTable.again && step == right)
        default: Issue.record("\(number) \(wrong): \(result.outcome)")
        }
      }
    }
    var starts = 0
    let changing = try LongCopy(form(parameters), length: content.count) {
      starts += 1
      let second = starts == 2
      return { _ in
        var tokens = content
        if second { tokens[20] = (tokens[20] + 1) % 3 }
        return tokens
      }
    }
    guard case .contradicted(step: 20, content[20], (content[20] + 1) % 3) = changing.run().outcome else {
      Issue.record("a source that changes was not noticed")
      return
    }
  }

  @Test("large alphabets take more bits", arguments: [2, 3, 4, 5, 16, 17, 256, 257, 70_000])
  func store(alphabetSize: Int) {
    var source = SplitMix64(seed: 1)
    let tokens = (0..<300).map { _ in source.next(below: alphabetSize) } + [0, alphabetSize - 1]
    var store = TokenStore(alphabetSize: alphabetSize, length: tokens.count)
    for token in tokens { store.append(token) }
    #expect(tokens.indices.map { store[$0] } == tokens)
  }
}
