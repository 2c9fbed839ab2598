import CGMP

extension Integer: CustomStringConvertible, LosslessStringConvertible {
  /// The value in decimal.
  public var description: String {
    guard let large else { return small.description }
    return unsafe large.withPointer { number in
      // One byte for the sign and one for the terminating zero, as GMP's manual asks.
      let capacity = unsafe __gmpz_sizeinbase(number, 10) + 2
      return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
        _ = unsafe __gmpz_get_str(buffer.baseAddress, 10, number)
        guard let start = buffer.baseAddress else { return "" }
        return unsafe String(cString: start)
      }
    }
  }

  /// The integer written in decimal in `description`: an optional sign, then one or more digits and
  /// nothing else. Returns `nil` for any other text.
  public init?(_ description: String) {
    var digits = Substring(description)
    if digits.first == "-" || digits.first == "+" { digits.removeFirst() }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    if let value = Int(description) {
      self.init(value)
      return
    }
    let storage = Storage()
    let status = unsafe storage.withMutablePointer { number in
      unsafe String(digits).withCString { unsafe __gmpz_set_str(number, $0, 10) }
    }
    guard status == 0 else { return nil }
    let magnitude = Integer(storage)
    self = description.first == "-" ? -magnitude : magnitude
  }
}

extension Int {
  /// The value of `source`, or `nil` if it does not fit.
  public init?(exactly source: Integer) {
    guard source.large == nil else { return nil }
    self = source.small
  }
}
