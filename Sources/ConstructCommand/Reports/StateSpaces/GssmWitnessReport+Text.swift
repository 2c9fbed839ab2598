import CopyTask
import StateSpaces

extension GssmWitnessReport {
  /// The report for people: paragraphs of at most 80 columns, with long strings abbreviated.
  func text() -> String {
    var lines = [
      ("machine", machineText), ("state", "\(description.bits.grouped) bits"), ("counting", countingText),
      ("search", searchText),
    ]
    if let witness {
      let alphabet = Alphabet(size: description.alphabetSize)
      lines += [
        ("witness", witnessText(witness)), ("x", abbreviated(witness.first)), ("y", abbreviated(witness.second)),
        ("shared", abbreviated(hexadecimal: witness.state)),
        (
          "miscopied",
          "\(witness.miscopied == .first ? "x" : "y") at token \((witness.step + 1).grouped): wrote "
            + "\(alphabet.text(of: witness.wrote)), due was \(alphabet.text(of: witness.due))"
        ),
        ("replayed", "from the description, both strings, bit for bit"),
        (
          "shows",
          "This machine does not copy all strings of length \(witness.length.grouped)\(longerText), and no other "
            + "output from the same states would."
        ),
        ("not", notShown(witness)),
      ]
    } else {
      lines += [
        ("witness", "not found with this effort"),
        (
          "shows",
          "Nothing about copying: no pair was met, within the strings and updates above. It does not show that "
            + "there is none; from L = \(countingLength.grouped) on there are pairs, by counting."
        ),
      ]
    }
    return hangingParagraphs(lines)
  }

  private func notShown(_ witness: CollisionWitness<SeededRecurrence>) -> String {
    let machines = "every machine with \(description.bits.grouped) bits of state"
    guard witness.length < countingLength else {
      return "It does not show more than counting does, which has \(machines) fail from "
        + "L = \(countingLength.grouped) on; it only makes that visible."
    }
    return "It does not show that \(machines) fails at this length: counting has them all fail from "
      + "L = \(countingLength.grouped) on, and says nothing of shorter strings."
  }

  private var machineText: String {
    "\(description.family.rawValue) in \(description.format.rawValue), H = \(description.hidden), "
      + "D = \(description.alphabetSize), weights of seed \(description.seed): "
      + "\(description.elements.grouped) numbers of \(description.format.bits) bits"
  }

  private var countingText: String {
    let (bits, size) = (description.bits, description.alphabetSize)
    return "two strings must share a state from L = \(countingLength.grouped) on: there \(size)^L > 2^\(bits)"
  }

  private var searchText: String {
    var text = outcome.strategy.map(\.rawValue) ?? search.rawValue
    text += ", \(outcome.updates.grouped) updates"
    if outcome.exhaustedLength > 0 {
      let tokens = outcome.exhaustedLength == 1 ? "one token" : "up to \(outcome.exhaustedLength) tokens"
      text += "; all strings of \(tokens) end in different states\(length == nil ? "" : " before COPY")"
    }
    if outcome.strategy == nil {
      let longest = length ?? GssmWitnessEffort.longestByDefault
      text += "; no string longer than \(longest == 1 ? "one token" : "\(longest.grouped) tokens")"
    }
    return text
  }

  private func witnessText(_ witness: CollisionWitness<SeededRecurrence>) -> String {
    let found = outcome.pair?.length ?? witness.length
    var text = "the first collision was found at L = \(found.grouped)"
    if outcome.strategy == .breadth, length == nil { text += ", the shortest there is" }
    if found < witness.length { text += "; a common tail makes it \(witness.length.grouped) tokens" }
    let difference = witness.first.indices.first { witness.first[$0] != witness.second[$0] } ?? 0
    return text + "; x and y differ first at token \((difference + 1).grouped)"
  }

  /// Where the states agree before COPY, a pair of one length gives pairs of every greater length.
  private var longerText: String { outcome.extends ? ", nor of any greater length" : "" }

  /// The ends of a string that does not fit a line, and how many tokens are between them.
  private func abbreviated(_ string: [Token]) -> String {
    let alphabet = Alphabet(size: description.alphabetSize)
    let letters = alphabet.script == .letters
    // 69 columns stand beside the heading: letters in one line, numbers in two or three.
    let (most, end) = letters ? (69, 24) : (32, 8)
    guard string.count > most else { return alphabet.text(of: string) }
    let left = string.count - 2 * end
    return alphabet.text(of: string.prefix(end)) + " ... (\(left.grouped) more) ... "
      + alphabet.text(of: string.suffix(end))
  }

  /// The ends of a state that does not fit a line.
  private func abbreviated(hexadecimal text: String) -> String {
    guard text.count > 69 else { return text }
    let left = text.count - 48
    return text.prefix(24) + " ... (\(left.grouped) more) ... " + text.suffix(24)
  }
}
