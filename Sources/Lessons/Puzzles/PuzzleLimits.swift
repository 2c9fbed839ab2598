/// How large a puzzle may be: what is larger is refused before anything is computed.
public enum PuzzleLimits {
  /// Bytes of a file. A table of `mostStates` states takes a tenth of it.
  public static let mostBytes = 1 << 18

  /// n and D, before their powers are looked at.
  public static let mostNgram = 16, mostAlphabet = 26

  /// Strings that are run one by one: some seconds of the reference.
  public static let mostStrings = 4096

  /// The magnitude of a weight in a hole. The project's own are below 10.
  public static let mostWeight = 1000

  /// The largest window in a hole, and the largest scale.
  public static let mostWindow = 64, mostScale = 64

  /// Tokens of a string in a hole.
  public static let mostLength = 64

  /// Heads of the given model of `OneLayerPuzzle`, and the largest of their windows. Its numbers have many
  /// digits: more heads, and a run takes seconds.
  public static let mostHeads = 4, mostGivenWindow = 16

  /// Seeds of that model: as many as there is room to choose from.
  public static let mostSeed = 1_000_000

  /// States of a machine in a hole.
  public static let mostStates = 512

  /// The inequality that fails if all strings of 1 to `length` tokens over D are more than `mostStrings`.
  public static func excess(alphabetSize: Int, length: Int) -> String? {
    var (power, sum) = (1, 0)
    for _ in 0..<length {
      power *= alphabetSize
      sum += power
      if sum > mostStrings {
        return "D + ... + D^L > \(mostStrings) strings for D = \(alphabetSize), L = \(length)"
      }
    }
    return nil
  }
}
