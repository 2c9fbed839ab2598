/// What the checks of the lemmas of Theorem 2.3 run over: they look at every position of a string.
struct LemmaSweep: Sweep {
  /// (n, D) with all their strings.
  let everything: Cases<(Int, Int)>

  /// Strings for random parameters.
  let random: Int

  /// The longest of them.
  let longest: Int

  init(_ effort: Effort) {
    everything = effort.choose(
      quick: Cases((1, 2), (1, 3), (2, 2)), standard: .run(1, 2...5) + Cases((2, 2), (3, 2), (2, 3)),
      exhaustive: .run(1, 2...7) + Cases((2, 2), (3, 2), (4, 2), (2, 3)))
    random = effort.choose(quick: 12, standard: 200, exhaustive: 2000)
    longest = effort.choose(quick: 12, standard: 40, exhaustive: 100)
  }

  var words: String {
    "all strings for (n, D) = \(everything.words), and \(random.grouped) random ones of up to \(longest) tokens"
  }

  /// A check of a lemma, applied to the strings of a sweep.
  static func check(
    _ lemma: @escaping Claim.VariantCheck
  ) -> @Sendable (CopierVariant, LemmaSweep, Progress) throws -> Finding {
    { variant, sweep, progress in
      let strings = try CopyStrings(
        everything: sweep.everything.values, random: sweep.random, longest: sweep.longest)
      return try lemma(variant, strings, progress)
    }
  }
}
