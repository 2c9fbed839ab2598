public import CopyTask

/// The word problem of the symmetric group S_k: reads permutations, and writes their product
/// (X.state-tracking).
///
/// It needs a state for each element, log2 k! bits, at every length. For k = 2 it is parity. For k = 5, 120
/// states, the problem is complete for NC^1 (Barrington 1989, doi:10.1016/0022-0000(89)90037-8): memory is
/// not what makes it hard.
///
/// Tokens and states are permutations, numbered in lexicographic order of their images: 0 is the identity.
public struct SymmetricGroupMachine: GeneralizedStateSpaceModel, Hashable {
  public let alphabet: Alphabet

  /// The elements in order, each by its images of 0 ..< k.
  public let elements: [[Int]]

  /// The product of any two elements, row by row.
  private let products: [[Int]]

  /// - Precondition: `2 <= degree <= 6`: the table of products has (k!)^2 entries.
  public init(degree: Int) {
    precondition((2...6).contains(degree), "permutations of \(degree) things: expected 2 to 6")
    let elements = SymmetricGroupMachine.permutations(of: Array(0..<degree))
    var number: [[Int]: Int] = [:]
    for (index, element) in elements.enumerated() { number[element] = index }
    products = elements.map { left in
      elements.map { right in number[SymmetricGroupMachine.product(left, right)] ?? 0 }
    }
    self.elements = elements
    alphabet = .integers(elements.count)
  }

  public var start: Int { 0 }

  /// First the product so far, then the permutation that is read. BOS starts again; COPY and EOS change
  /// nothing.
  public func update(_ state: Int, reading token: Token) -> Int {
    if token == alphabet.bos { return start }
    return alphabet.content.contains(token) ? products[state][token] : state
  }

  public func output(in state: Int) -> Token { state }

  /// The permutation that does `left` first and `right` second.
  public static func product(_ left: [Int], _ right: [Int]) -> [Int] { left.map { right[$0] } }

  private static func permutations(of things: [Int]) -> [[Int]] {
    if things.isEmpty { return [[]] }
    return things.flatMap { first in permutations(of: things.filter { $0 != first }).map { [first] + $0 } }
  }
}
