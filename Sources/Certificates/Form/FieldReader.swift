/// Takes the fields of an object, each of a given type, and nothing else.
struct FieldReader {
  private let place: String
  private let fields: [JSONField]

  /// The reader of the object that `value` is, which has exactly these keys, in any order.
  ///
  /// - Throws: `CertificateProblem.malformed` that names a key that is missing or not expected.
  init(_ value: JSONValue, at place: String, keys: [String]) throws(CertificateProblem) {
    guard case .object(let fields) = value else {
      throw .malformed("\(place): \(value.kind); expected an object")
    }
    self.place = place
    self.fields = fields
    if let extra = fields.first(where: { !keys.contains($0.key) }) {
      throw .malformed("\(place): the key \(extra.key.prefix(40)) is not expected")
    }
    for key in keys where !fields.contains(where: { $0.key == key }) {
      throw .malformed("\(place): the key \(key) is missing")
    }
  }

  /// The value of a key that `init` has seen.
  func value(_ key: String) -> JSONValue { fields.first { $0.key == key }?.value ?? .null }

  private func wrong(_ key: String, _ expected: String) -> CertificateProblem {
    .malformed("\(place).\(key): \(value(key).kind); expected \(expected)")
  }

  func number(_ key: String, _ range: ClosedRange<Int> = 0...Int.max) throws(CertificateProblem) -> Int {
    guard case .number(let number) = value(key) else { throw wrong(key, "a number") }
    guard range.contains(number) else {
      let most = range.upperBound == .max ? "or more" : "to \(range.upperBound)"
      throw .malformed("\(place).\(key): \(number); expected \(range.lowerBound) \(most)")
    }
    return number
  }

  /// A number, or `nil` for null.
  func numberOrNull(_ key: String) throws(CertificateProblem) -> Int? {
    value(key) == .null ? nil : try number(key)
  }

  func text(_ key: String) throws(CertificateProblem) -> String {
    guard case .string(let text) = value(key) else { throw wrong(key, "a string") }
    return text
  }

  /// A string that is the raw value of a case.
  func choice<Choice: CaseIterable & RawRepresentable>(
    _ key: String, _ type: Choice.Type
  ) throws(CertificateProblem) -> Choice where Choice.RawValue == String {
    let text = try text(key)
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .malformed("\(place).\(key): \(text.prefix(40)); expected one of \(names)")
    }
    return choice
  }

  func array(_ key: String, most: Int) throws(CertificateProblem) -> [JSONValue] {
    guard case .array(let values) = value(key) else { throw wrong(key, "an array") }
    guard values.count <= most else {
      throw .malformed("\(place).\(key): \(values.count) elements; expected \(most) at most")
    }
    return values
  }

  func numbers(_ key: String, below bound: Int, most: Int) throws(CertificateProblem) -> [Int] {
    try FieldReader.numbers(try array(key, most: most), at: "\(place).\(key)", below: bound)
  }

  /// The numbers in an array, each below `bound`.
  static func numbers(
    _ values: [JSONValue], at place: String, below bound: Int
  ) throws(CertificateProblem) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard case .number(let number) = value else {
        throw .malformed("\(place)[\(index)]: \(value.kind); expected a number")
      }
      guard number < bound else {
        throw .malformed("\(place)[\(index)]: \(number); expected 0 to \(bound - 1)")
      }
      numbers.append(number)
    }
    return numbers
  }
}
