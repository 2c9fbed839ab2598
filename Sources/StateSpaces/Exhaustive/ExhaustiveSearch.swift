public import Arithmetic
import CopyTask

/// How many strings of L tokens the machines of a space copy: every machine is counted (X.tight).
///
/// A machine reads BOS x COPY, or x twice: BOS x x COPY (X.twice). Each table of content updates and outputs
/// is run: from each state q the L tokens g_q that are written from it, and then the state e_q in which the
/// machine ends that reads BOS g_q. What COPY does with a state p matters only to the strings that end in p,
/// and among these it makes at most one come out: g_q if p goes to q and e_q = p. So the machines with this
/// table copy
///
///     (number of states p for which e of the state that p goes to is p)
///
/// strings, and of the s choices for p there are |{q : e_q = p}| that gain a string. The s^s updates on COPY
/// are counted by multiplying out; that is the only thing not run one by one, and a test compares it with
/// running them.
public struct ExhaustiveSearch: Sendable, Hashable {
  /// The machines that are searched: all of them.
  public let space: MachineSpace

  /// L.
  public let length: Int

  /// Whether the string is read twice before COPY.
  public let twice: Bool

  /// - Precondition: `length >= 1`; the tables, and the steps they take, fit an `Int` (see `steps`).
  public init(_ space: MachineSpace, length: Int, twice: Bool = false) {
    precondition(length >= 1, "strings of \(length) tokens")
    self.space = space
    self.length = length
    self.twice = twice
  }

  /// About how many updates the search makes: for each table and state, L to write and L or 2L to read.
  public var steps: Integer {
    space.tables * Integer(space.states) * Integer(length) * (twice ? 3 : 2)
  }

  /// What a search, or a part of it, has found.
  public struct Tally: Sendable, Hashable {
    /// How many machines copy 0, 1, ..., s strings.
    public internal(set) var machines: [Integer]

    /// A machine that copies the most: of those, one whose table has the smallest number, so that it does not
    /// depend on the threads.
    public internal(set) var best: TableMachine?

    /// The number of its table.
    var bestTable = Int.max

    /// The largest number of strings that some machine copies; -1 if there is none yet.
    public var maximum: Int { machines.lastIndex { $0 != 0 } ?? -1 }

    /// How many machines were counted.
    public var covered: Integer { machines.reduce(0, +) }

    mutating func add(_ other: Tally) {
      if (-other.maximum, other.bestTable) < (-maximum, bestTable) {
        (best, bestTable) = (other.best, other.bestTable)
      }
      for (copied, count) in other.machines.enumerated() { machines[copied] += count }
    }
  }

  /// What the theory says the maximum is: min(s, D^L).
  public var expectedMaximum: Int {
    var strings = 1
    for _ in 0..<length where strings < space.states && space.alphabetSize > 1 { strings *= space.alphabetSize }
    return min(space.states, strings)
  }

  /// How many of all D^L strings `machine` copies, by running it on each of them.
  ///
  /// - Complexity: D^L runs. Callers bound it.
  public func replay(_ machine: TableMachine) -> Int {
    AllStrings(alphabetSize: machine.alphabet.size, length: length).count { string in
      let prompt = [machine.alphabet.bos] + string + (twice ? string : []) + [machine.alphabet.copy]
      return machine.generate(length, from: machine.state(after: prompt)) == string
    }
  }
}
