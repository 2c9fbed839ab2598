import CopyTask
import Synchronization
import TestSupport
import Testing

private struct Complaint: Error, Equatable {
  let number: Int
}

@Suite struct ForAllTests {
  @Test func passesWhatIsTrue() {
    let found = forAll(.tokens(alphabetSize: 3, count: 0...20)) { Array($0.reversed().reversed()) == $0 }
    #expect(found == nil)
  }

  @Test func drawsEveryTrialOfEverySeed() {
    var count = 0
    let found = counterexample(seeds: [7, 8, 9], trials: 11, .int(in: 0...9)) { _ in
      count += 1
      return true
    }
    #expect(found == nil)
    #expect(count == 33)
  }

  @Test func isDeterministic() throws {
    let generator = Generator.tokens(alphabetSize: 9, count: 0...30)
    let runs = (0..<2).map { _ in
      counterexample(seeds: 0..<20, trials: 20, generator) { $0.reduce(0, +) < 100 }
    }
    let one = try #require(runs[0])
    let other = try #require(runs[1])
    #expect(one.description == other.description)
    #expect(one.value.reduce(0, +) == 100)
  }

  @Test func namesTheSeedAndTheTrialThatReplayIt() throws {
    let generator = Generator.int(in: 0...1_000_000)
    let isSmall = { (value: Int) in value < 990_000 }
    let found = try #require(counterexample(seeds: 3..<1000, trials: 7, generator, isSmall))
    #expect(found.value == 990_000)
    #expect(found.description.contains("seed \(found.seed), trial \(found.trial)"))
    #expect(found.description.contains("VERBATIM_SEED=\(found.seed)"))
    #expect(found.description.contains("990000"))

    var source = SplitMix64(seed: found.seed)
    let values = (0...found.trial).map { _ in generator.draw(&source) }
    #expect(values.last == found.drawn)
    #expect(values.dropLast().allSatisfy { isSmall($0) })
    #expect(chosenSeeds(3..<1000, replayed: "\(found.seed)") == [found.seed])
  }

  @Test func aPropertyThatThrowsIsFalse() throws {
    let found = counterexample(seeds: 0..<5, trials: 50, .int(in: 0...100)) { value in
      if value >= 12 { throw Complaint(number: value) }
      return true
    }
    #expect(found?.value == 12)
    #expect(found?.error as? Complaint == Complaint(number: 12))
    #expect(found?.description.contains("Complaint(number: 12)") == true)
  }

  @Test func recordsOneIssue() {
    let issues = Mutex<[String]>([])
    withKnownIssue {
      forAll(.int(in: 0...1000), seeds: 0..<10, trials: 50) { $0 < 17 }
    } matching: { issue in
      issues.withLock { $0.append(issue.comments.map(\.rawValue).joined()) }
      return true
    }
    let recorded = issues.withLock { $0 }
    #expect(recorded.count == 1)
    #expect(recorded.first?.contains("for     17\n") == true)
  }

  @Test func aSeedToReplayTakesThePlaceOfAll() {
    #expect(chosenSeeds(4..<7, replayed: nil) == [4, 5, 6])
    #expect(chosenSeeds(4..<7, replayed: "18446744073709551615") == [UInt64.max])
    #expect(chosenSeeds(4..<7, replayed: "-1") == nil)
    #expect(chosenSeeds(4..<7, replayed: "seven") == nil)
  }
}
