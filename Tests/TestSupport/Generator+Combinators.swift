public import CopyTask

extension Generator where Value == Int {
  /// Integers drawn uniformly from `range`; they shrink towards its lower bound.
  ///
  /// - Precondition: the range has fewer than 2^63 elements.
  public static func int(in range: ClosedRange<Int>) -> Generator {
    let least = range.lowerBound
    return Generator(shrink: { shrunk($0, towards: least) }) { source in
      least + source.next(below: range.upperBound - least + 1)
    }
  }

  /// The lower bound, then values that approach `value` by halves of the distance.
  private static func shrunk(_ value: Int, towards least: Int) -> [Int] {
    var candidates: [Int] = []
    var distance = value - least
    while distance > 0 {
      candidates.append(value - distance)
      distance /= 2
    }
    return candidates
  }
}

extension Generator {
  /// One of `values`, drawn uniformly; shrinks towards the front.
  ///
  /// - Precondition: `values` is not empty.
  public static func oneOf(_ values: [Value]) -> Generator where Value: Equatable {
    let shrink = { (value: Value) in Array(values.prefix { $0 != value }) }
    return Generator(shrink: shrink) { source in values[source.next(below: values.count)] }
  }

  /// Arrays of values of `element` with a length from `lengths`, drawn uniformly.
  ///
  /// They shrink by leaving out pieces, from all that may be left out down to single elements, and then by
  /// shrinking one element at a time.
  public static func array<Element>(
    of element: Generator<Element>, count lengths: ClosedRange<Int>
  ) -> Generator where Value == [Element] {
    Generator(shrink: { shrunk($0, element: element, least: lengths.lowerBound) }) { source in
      let count = Generator<Int>.int(in: lengths).draw(&source)
      return (0..<count).map { _ in element.draw(&source) }
    }
  }

  private static func shrunk<Element>(
    _ value: [Element], element: Generator<Element>, least: Int
  ) -> [[Element]] where Value == [Element] {
    var candidates: [[Element]] = []
    var size = value.count - least
    while size > 0 {
      for start in stride(from: 0, through: value.count - size, by: size) {
        candidates.append(Array(value[..<start] + value[(start + size)...]))
      }
      // Where pieces do not divide the length the end would never be left out by itself.
      if value.count % size != 0 { candidates.append(Array(value.dropLast(size))) }
      size /= 2
    }
    for index in value.indices {
      for simpler in element.shrink(value[index]) {
        var candidate = value
        candidate[index] = simpler
        candidates.append(candidate)
      }
    }
    return candidates
  }

  /// Strings of tokens from `0 ..< alphabetSize` with a length from `lengths`.
  ///
  /// They shrink by leaving out pieces, then by lowering tokens.
  public static func tokens(alphabetSize: Int, count lengths: ClosedRange<Int>) -> Generator
  where Value == [Token] {
    .array(of: .int(in: 0...alphabetSize - 1), count: lengths)
  }

  /// A value of each generator, drawn in this order; shrinks one of them at a time.
  public static func pair<First, Second>(_ first: Generator<First>, _ second: Generator<Second>) -> Generator
  where Value == (First, Second) {
    let shrink = { (value: (First, Second)) in
      first.shrink(value.0).map { ($0, value.1) } + second.shrink(value.1).map { (value.0, $0) }
    }
    return Generator(shrink: shrink) { source in
      let one = first.draw(&source)
      return (one, second.draw(&source))
    }
  }

  /// A value of each generator, drawn in this order; shrinks one of them at a time.
  public static func triple<First, Second, Third>(
    _ first: Generator<First>, _ second: Generator<Second>, _ third: Generator<Third>
  ) -> Generator where Value == (First, Second, Third) {
    Generator<((First, Second), Third)>.pair(.pair(first, second), third)
      .map({ ($0.0.0, $0.0.1, $0.1) }, back: { (($0.0, $0.1), $0.2) })
  }
}
