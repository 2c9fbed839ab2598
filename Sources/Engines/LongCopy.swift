public import Arithmetic
public import Constructions
public import CopyTask
import Transformers
public import Workers

/// Copying strings too long to be held as arrays of tokens: as in `IndexedEngine` each step is certified by
/// the theorem's inequality, but the string is generated twice instead of held, and the index is a table of
/// all D^n n-grams, or, where that would be too large, dictionaries of those that occur.
///
/// The first pass stores the string in few bits and enters its n-grams. The second one decodes: it looks the
/// last n tokens written up, reads the token at the position found, writes it, and compares it with the
/// string generated anew. Steps are decided on the premise that what was written before them is right, as in
/// `PackedEngine.run`: then the last n tokens written are those of the string, so that the steps of a block
/// can be looked up together, and if each is right, greedy decoding writes just that. The first step that is
/// not right, if there is one, ends the run.
public struct LongCopy {
  /// What the model computes, as its weights say.
  public let form: PackedForm
  /// L.
  public let length: Int

  /// Tokens between reports; tests have fewer.
  var block = LongCopy.block

  /// Starts the string anew; what it returns gives the next tokens, as many as are asked for.
  private let restart: () -> (Int) -> [Token]

  /// How a run ended.
  public enum Outcome: Hashable, Sendable {
    /// Every token was written, and EOS.
    case copied
    /// The n-gram of this step occurs again, or the inequality fails there: other engines look at all keys.
    case undecided(step: Int)
    /// What the index gives at this step is not what stands there. By the theorem this is a defect: of the
    /// machine, of this program, or of a source that gives another string the second time. `wrote` is the
    /// token read, or `nil` if the entry is no position; `due` the one that was due.
    case contradicted(step: Int, wrote: Token?, due: Token)
    /// The caller asked for an end before this step.
    case interrupted(step: Int)
  }

  /// How a run went.
  public struct Result: Sendable {
    /// How it ended.
    public let outcome: Outcome
    /// Steps certified, from the first one on; L + 1 in all.
    public let certified: Int
    /// Enclosures of the exact extremes over these steps, the same as the indexed engine's.
    public let minAttention, minMargin: CopyRun<Interval>.Extreme?
  }

  /// How far a run is.
  public struct Progress: Hashable, Sendable {
    /// Tokens entered in the index, of L.
    public let read: Int
    /// Steps certified, of L + 1.
    public let certified: Int
  }

  /// A copy of the first `length` tokens of `source`, which gives the same ones each time it is iterated.
  ///
  /// - Precondition: `1 <= length <= LongCopy.longestString`; the source has that many tokens, all of them in
  ///   the alphabet.
  @inlinable
  public init(_ form: PackedForm, length: Int, source: some Sequence<Token>) {
    self.init(form, length: length) {
      var tokens = source.makeIterator()
      return { count in
        var block: [Token] = []
        block.reserveCapacity(count)
        while block.count < count, let token = tokens.next() { block.append(token) }
        return block
      }
    }
  }

  /// A copy of a string that `restart` begins anew: what it returns gives the tokens, in blocks of the size
  /// asked for.
  ///
  /// - Precondition: as for a sequence.
  public init(_ form: PackedForm, length: Int, restart: @escaping () -> (Int) -> [Token]) {
    precondition((1...LongCopy.longestString).contains(length), "there is no index for \(length) tokens")
    self.form = form
    self.length = length
    self.restart = restart
  }

  /// Copies the string.
  ///
  /// `certified` is how many steps an earlier run has certified, which are not done again. That each of
  /// them has an n-gram of its own and satisfies the inequality, which is all that the theorem asks for, is
  /// found out anew all the same; what is believed is only that writing them out was compared with the
  /// string. `content` is given the string in blocks, once, on the first pass. `goOn` is asked after every
  /// block, and false ends the run.
  ///
  /// - Complexity: O(L + D^n) with a table; otherwise O(L) on average, and O(n) more for each two n-grams
  ///   that collide.
  public func run(
    from certified: Int = 0, workers: WorkerPool = WorkerPool(threads: 1), content: ([Token]) -> Void = { _ in },
    goOn: (Progress) -> Bool = { _ in true }
  ) -> Result {
    precondition((0...length + 1).contains(certified), "there are no \(certified) steps to be certified")
    let index = read(workers: workers, content: content) { goOn(Progress(read: $0, certified: certified)) }
    guard let index else { return result(.interrupted(step: certified), certified: certified) }
    return write(index, from: certified, workers: workers, goOn: goOn)
  }

  /// Calls `body` with each block of the string, which ends when it returns false. Before the tokens of the
  /// block stand the n tokens before it; zeros where there are none.
  func forEachBlock(_ body: (_ tokens: [Token], _ start: Int) -> Bool) {
    let order = form.ngram
    let next = restart()
    var tokens = Array(repeating: 0, count: order)
    for start in stride(from: 0, to: length, by: block) {
      let count = min(block, length - start)
      tokens = tokens.suffix(order) + next(count)
      precondition(tokens.count == order + count, "the source has fewer tokens than \(length)")
      guard body(tokens, start) else { return }
    }
  }

  /// Tokens between reports: 2 MiB of them, which stay in a processor's cache, and some milliseconds.
  static let block = 1 << 18

  /// The result after so many steps.
  func result(_ outcome: Outcome, certified: Int) -> Result {
    var bounds = IndexedBounds(form)
    bounds.addCertified(0..<certified, length: length)
    let extremes = bounds.extremes()
    return Result(
      outcome: outcome, certified: certified, minAttention: extremes.attention, minMargin: extremes.margin)
  }
}
