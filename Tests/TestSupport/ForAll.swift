internal import CopyTask
internal import Foundation
public import Testing

/// The environment variable whose value, an unsigned integer, replaces all seeds of every property test.
public let seedVariable = "VERBATIM_SEED"

/// Looks for a value for which `property` is false or throws, and shrinks the first one found.
///
/// For each seed a new ``SplitMix64`` draws `trials` values one after the other. Shrinking takes the first
/// candidate that still fails, whatever its error, and starts again from there until none does.
///
/// - Parameters:
///   - seeds: The seeds to draw from, in this order.
///   - trials: How many values are drawn from each seed.
///   - property: What should be true of every value.
/// - Returns: The counterexample, or nil if the property was true of every value drawn.
public func counterexample<Value>(
  seeds: some Sequence<UInt64>, trials: Int, _ generator: Generator<Value>,
  _ property: (Value) throws -> Bool
) -> Counterexample<Value>? {
  for seed in seeds {
    var source = SplitMix64(seed: seed)
    for trial in 0..<trials {
      let drawn = generator.draw(&source)
      guard var failure = failure(of: property, at: drawn) else { continue }
      var value = drawn
      var count = 0
      while let next = firstFailure(of: property, among: generator.shrink(value)) {
        (value, failure) = next
        count += 1
      }
      return Counterexample(
        seed: seed, trial: trial, drawn: drawn, value: value, shrinkCount: count, error: failure.error
      )
    }
  }
  return nil
}

/// Checks that `property` is true of values drawn from each seed, and records a single issue, with the seed
/// and the simplest counterexample, if it is not.
///
/// A property that throws counts as false. If `VERBATIM_SEED` is set, its value takes the place of `seeds`.
///
///     forAll(.tokens(alphabetSize: 2, count: 0...20)) { Array($0.reversed().reversed()) == $0 }
///
/// - Returns: The counterexample, or nil if the property was true of every value drawn.
@discardableResult
public func forAll<Value>(
  _ generator: Generator<Value>, seeds: Range<UInt64> = 0..<20, trials: Int = 20,
  sourceLocation: SourceLocation = #_sourceLocation, _ property: (Value) throws -> Bool
) -> Counterexample<Value>? {
  let replayed = ProcessInfo.processInfo.environment[seedVariable]
  guard let chosen = chosenSeeds(seeds, replayed: replayed) else {
    let complaint = "\(seedVariable) is \(replayed ?? "") and should be an unsigned 64-bit integer"
    Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
    return nil
  }
  let found = counterexample(seeds: chosen, trials: trials, generator, property)
  if let found {
    Issue.record(Comment(rawValue: found.description), sourceLocation: sourceLocation)
  }
  return found
}

/// The seed to replay if there is one, otherwise `seeds`; nil if `replayed` is no unsigned 64-bit integer.
public func chosenSeeds(_ seeds: Range<UInt64>, replayed: String?) -> [UInt64]? {
  guard let replayed else { return Array(seeds) }
  return UInt64(replayed).map { [$0] }
}

/// A value's failure; the error is nil where the property was false.
private struct Failure {
  let error: (any Error)?
}

private func failure<Value>(of property: (Value) throws -> Bool, at value: Value) -> Failure? {
  do {
    return try property(value) ? nil : Failure(error: nil)
  } catch {
    return Failure(error: error)
  }
}

private func firstFailure<Value>(
  of property: (Value) throws -> Bool, among candidates: [Value]
) -> (Value, Failure)? {
  for candidate in candidates {
    if let failure = failure(of: property, at: candidate) { return (candidate, failure) }
  }
  return nil
}
