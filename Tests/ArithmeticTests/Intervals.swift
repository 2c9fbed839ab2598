import Arithmetic
import CopyTask
import TestSupport

/// An interval together with exact numbers that lie in it.
struct IntervalSample: CustomDebugStringConvertible {
  enum Shape: Equatable, CaseIterable { case bounded, upwards, downwards, wholeLine }

  var first: Rational
  var second: Rational
  var bits: Int
  var shape: Shape

  var precision: Precision { Precision(bits: bits) ?? .standard }

  var interval: Interval { interval(at: precision) }

  /// The interval with ends rounded to another precision.
  func interval(at precision: Precision) -> Interval {
    let bounded = Interval(from: first, through: second, precision: precision)
    let line = Interval.wholeLine(precision: precision)
    return switch shape {
    case .bounded: bounded
    case .upwards: .maximum(bounded, line)
    case .downwards: .minimum(bounded, line)
    case .wholeLine: line
    }
  }

  /// The ends, some numbers between, and where the interval has no end large numbers in its place.
  var points: [Rational] {
    let (low, high) = (min(first, second), max(first, second))
    let far = Rational.powerOfTwo(300) / 3
    let inside = [low, high, (low + high) / 2, low + (high - low) / 7].filter { interval.contains($0) }
    let zero = interval.contains(Rational(0)) ? [Rational(0)] : []
    return switch shape {
    case .bounded: inside + zero
    case .upwards: inside + zero + [high + far]
    case .downwards: inside + zero + [low - far]
    case .wholeLine: inside + zero + [far, -far]
    }
  }

  var debugDescription: String { "\(shape) from \(first) through \(second) in \(bits) bits" }
}

extension Generator where Value == IntervalSample {
  static var precisions: [Int] { [2, 3, 5, 24, 53, 64, 113, 130] }

  /// Intervals of all signs, often with zero as an end or as wide as a point; a few without one end or both.
  static func intervals(bits: Int = 30, shapes: [IntervalSample.Shape] = [.bounded]) -> Generator {
    let end = Generator<Rational>.rationals(bits: bits)
    let ends = Generator<(Rational, Rational)>(
      shrink: { ends in
        end.shrink(ends.0).map { ($0, ends.1) } + end.shrink(ends.1).map { (ends.0, $0) }
          + (ends.0 == ends.1 ? end.shrink(ends.0).map { ($0, $0) } : [])
      },
      draw: { source in
        let first = end.draw(&source)
        switch source.next(below: 4) {
        case 0: return (first, first)
        case 1: return (0, first)
        default: return (first, end.draw(&source))
        }
      })
    return Generator<((Rational, Rational), (Int, IntervalSample.Shape))>.pair(
      ends, .pair(.oneOf(precisions), .oneOf(shapes))
    ).map(
      { IntervalSample(first: $0.0.0, second: $0.0.1, bits: $0.1.0, shape: $0.1.1) },
      back: { (($0.first, $0.second), ($0.bits, $0.shape)) })
  }

  static var anyIntervals: Generator {
    .intervals(shapes: [.bounded, .bounded] + IntervalSample.Shape.allCases)
  }
}
