/// A value and the place where it stands, from which typed values are taken, each of a kind and within limits.
///
/// Messages name the place as `evidence.blocks[3].first`.
public struct FieldReader: Sendable {
  /// The value.
  public let value: JSONValue

  /// Its place: empty for a whole text.
  public let place: String

  /// The value at a place.
  public init(_ value: JSONValue, at place: String = "") { (self.value, self.place) = (value, place) }

  /// Whether nothing stands here: null, or a field that is absent.
  public var isNull: Bool { value == .null }

  /// An error that says what stands here, and what was expected.
  public func wrong(_ expected: String) -> FieldError { FieldError(at: place, "\(value); expected \(expected)") }

  // MARK: - Objects

  private func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// What a key has, if anything.
  public subscript(key: String) -> FieldReader { FieldReader(value[key] ?? .null, at: place(of: key)) }

  /// Refuses everything but an object that has all of these keys, and no others but those of `optional`.
  public func requireKeys(_ keys: [String], optional: [String] = []) throws(FieldError) {
    guard case .object(let object) = value else { throw wrong("an object") }
    let found = Set(object.keys)
    let known = keys + optional
    let names = known.joined(separator: ", ")
    if let extra = found.subtracting(known).min() {
      throw FieldError("\(place(of: JSONValue.quoted(extra))) is not expected; expected \(names)")
    }
    if let missing = keys.first(where: { !found.contains($0) }) {
      throw FieldError("\(place(of: missing)) is missing; expected \(names)")
    }
  }

  // MARK: - Typed values

  /// A whole number of 0 or more.
  public func whole() throws(FieldError) -> Int { try whole(0...Int.max) }

  /// A whole number in a range.
  public func whole<Value: FixedWidthInteger>(_ range: ClosedRange<Value>) throws(FieldError) -> Value {
    guard case .number(let number) = value, let whole = number.whole(as: Value.self), range.contains(whole) else {
      throw wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }

  /// A string.
  public func string() throws(FieldError) -> String {
    guard case .string(let text) = value else { throw wrong("a string") }
    return text
  }

  /// A string that is the raw value of a case.
  public func choice<Choice: CaseIterable & RawRepresentable>(
    _ type: Choice.Type = Choice.self
  ) throws(FieldError) -> Choice where Choice.RawValue == String {
    guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
      throw wrong("one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }

  // MARK: - Lists

  /// An element of a list, if there is one.
  public subscript(index: Int) -> FieldReader {
    guard case .array(let values) = value, values.indices.contains(index) else {
      return FieldReader(.null, at: "\(place)[\(index)]")
    }
    return FieldReader(values[index], at: "\(place)[\(index)]")
  }

  /// The elements of a list of so many.
  public func elements(_ counts: ClosedRange<Int>) throws(FieldError) -> [FieldReader] {
    guard case .array(let values) = value, counts.contains(values.count) else {
      let range = counts.count == 1 ? "" : " to \(counts.upperBound)"
      throw wrong("a list of \(counts.lowerBound)\(range)")
    }
    return values.indices.map { self[$0] }
  }

  /// The numbers in a list of at most so many, each in a range.
  public func wholes(_ range: ClosedRange<Int>, most: Int) throws(FieldError) -> [Int] {
    guard case .array(let values) = value, values.count <= most else { throw wrong("a list of 0 to \(most)") }
    var numbers: [Int] = []
    numbers.reserveCapacity(values.count)
    for index in values.indices {
      // The place is put into words only where something is wrong.
      if case .number(let number) = values[index], let whole = number.whole, range.contains(whole) {
        numbers.append(whole)
      } else {
        numbers.append(try self[index].whole(range))
      }
    }
    return numbers
  }
}

/// A field that cannot be used: its place, and what was expected there, in one line.
public struct FieldError: Error, Hashable, CustomStringConvertible {
  /// The place and the problem.
  public let description: String

  /// A problem.
  public init(_ problem: String) { description = problem }

  /// A problem at a place, which is empty for a whole text.
  public init(at place: String, _ problem: String) { description = place.isEmpty ? problem : "\(place): \(problem)" }
}
