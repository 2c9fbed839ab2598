import Arithmetic
import TestSupport
import Testing
import Transformers

@Suite("A certain argmax")
struct CertainArgmaxTests {
  @Test("is the index of the only largest value, or names all largest values")
  func agreesWithSorting() {
    forAll(.array(of: .int(in: -3...3), count: 2...6)) { values in
      let largest = values.max()
      let candidates = values.indices.filter { values[$0] == largest }
      let rationals = values.map { Rational($0) }
      do {
        return try certainArgmax(rationals) == candidates[0] && candidates.count == 1
      } catch {
        return error as? ArgmaxError == .tie(candidates: candidates) && candidates.count > 1
      }
    }
  }

  @Test("of intervals exists exactly if one lies above all others")
  func intervals() {
    let ends = Generator<Int>.int(in: -6...6)
    forAll(.array(of: .pair(ends, ends), count: 2...5), trials: 60) { pairs in
      guard let precision = Precision(bits: 20) else { return false }
      let intervals = pairs.map { Interval(from: Rational($0.0), through: Rational($0.1), precision: precision) }
      let winner = pairs.indices.first { index in
        pairs.indices.allSatisfy { other in
          other == index || max(pairs[other].0, pairs[other].1) < min(pairs[index].0, pairs[index].1)
        }
      }
      do {
        return try certainArgmax(intervals) == winner
      } catch {
        return winner == nil
      }
    }
  }

  @Test("does not exist where a value is not a number")
  func notANumber() {
    #expect(throws: ArgmaxError.undecided(candidates: [0, 1])) { try certainArgmax([Double.nan, 1]) }
    #expect(throws: ArgmaxError.undecided(candidates: [1, 2])) { try certainArgmax([0, 1, Double.nan]) }
    #expect(throws: ArgmaxError.undecided(candidates: [0, 1])) { try certainArgmax([Float.nan, .nan]) }
  }

  @Test("reports a tie of floats as a tie, and of overlapping intervals as undecided")
  func kinds() {
    #expect(throws: ArgmaxError.tie(candidates: [1, 3])) { try certainArgmax([0, 2.5, 1, 2.5]) }
    let standard = Precision.standard
    let point = Interval(2, precision: standard)
    #expect(throws: ArgmaxError.tie(candidates: [0, 1])) { try certainArgmax([point, point]) }
    let wide = Interval(from: 1, through: 3, precision: standard)
    #expect(throws: ArgmaxError.undecided(candidates: [0, 1])) { try certainArgmax([point, wide]) }
  }
}
