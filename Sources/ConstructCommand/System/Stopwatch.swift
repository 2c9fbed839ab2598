/// How long something takes.
struct Stopwatch {
  private let start = ContinuousClock.now

  var seconds: Double { (ContinuousClock.now - start).seconds }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    // A second has 10^18 attoseconds.
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
