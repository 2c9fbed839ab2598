import CGMP

/// An integer of any size.
///
/// A value that fits in an `Int` is stored in line and costs no memory; any other value lives in a GMP
/// number, shared between copies and copied when one of them changes. The representation is canonical:
/// a value that fits in an `Int` is never stored in a GMP number.
public struct Integer: Sendable {
  /// The value, where it fits; otherwise 0.
  var small: Int

  /// The value, where it does not fit in an `Int`; otherwise `nil`.
  var large: Storage?

  /// The integer with the value `value`.
  public init(_ value: Int) {
    small = value
    large = nil
  }

  /// The integer with the value of `source`, of any built-in integer type.
  public init<Source: BinaryInteger>(_ source: Source) {
    if let value = Int(exactly: source) {
      self.init(value)
      return
    }
    // Horner's rule over the machine words of the magnitude, most significant first.
    var result = Integer(0)
    for word in source.magnitude.words.reversed() {
      result = (result << UInt.bitWidth) + Integer(unsignedWord: word)
    }
    self = source < 0 ? -result : result
  }

  /// The integer with the value of one machine word.
  init(unsignedWord word: UInt) {
    let storage = Storage()
    unsafe storage.withMutablePointer { unsafe __gmpz_set_ui($0, word) }
    self.init(storage)
  }

  /// Takes over `storage`, whose value may or may not fit in an `Int`. The caller keeps no reference.
  init(_ storage: Storage) {
    let value = unsafe storage.withPointer { number in
      unsafe __gmpz_fits_slong_p(number) != 0 ? unsafe __gmpz_get_si(number) : nil
    }
    small = value ?? 0
    large = value == nil ? storage : nil
  }
}

// MARK: - The owner of a GMP number

extension Integer {
  /// Owns one GMP number: initializes it, frees it, and lends pointers to closures only.
  ///
  /// A storage is written to only while a single reference to it exists, which is what makes sharing it
  /// between threads sound.
  @safe final class Storage: @unchecked Sendable {
    private var number = unsafe __mpz_struct()

    init() {
      unsafe __gmpz_init(&number)
    }

    init(copying other: Storage) {
      unsafe other.withPointer { unsafe __gmpz_init_set(&number, $0) }
    }

    deinit {
      unsafe __gmpz_clear(&number)
    }

    func withPointer<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
      // Not `&number`: a number may be both operands of one function, and reading it twice is no conflict.
      unsafe withUnsafePointer(to: number) { unsafe body($0) }
    }

    func withMutablePointer<Result>(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Result) -> Result {
      unsafe withUnsafeMutablePointer(to: &number) { unsafe body($0) }
    }
  }

  /// Lends the value as a read-only GMP number, whichever way it is stored.
  func withNumber<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
    if let large {
      return unsafe large.withPointer(body)
    }
    // A GMP number is a pointer to limbs, a count of them and, in the sign of that count, its own sign.
    // One limb on the stack is enough for a value that fits in an Int.
    var limb = small.magnitude
    return unsafe withUnsafeMutablePointer(to: &limb) { limb in
      var number = unsafe __mpz_struct(
        _mp_alloc: 0, _mp_size: CInt(small.signum()),
        _mp_d: UnsafeMutableRawPointer(limb).assumingMemoryBound(to: mp_limb_t.self))
      return unsafe withUnsafePointer(to: &number) { unsafe body($0) }
    }
  }

  /// The result of a GMP function of one operand.
  func map(
    _ function: (UnsafeMutablePointer<__mpz_struct>, UnsafePointer<__mpz_struct>) -> Void
  ) -> Integer {
    let result = Storage()
    unsafe withNumber { operand in
      unsafe result.withMutablePointer { unsafe function($0, operand) }
    }
    return Integer(result)
  }

  /// The result of a GMP function of two operands.
  func combine(
    _ other: Integer,
    _ function: (
      UnsafeMutablePointer<__mpz_struct>, UnsafePointer<__mpz_struct>, UnsafePointer<__mpz_struct>
    ) -> Void
  ) -> Integer {
    let result = Storage()
    unsafe withNumber { first in
      unsafe other.withNumber { second in
        unsafe result.withMutablePointer { unsafe function($0, first, second) }
      }
    }
    return Integer(result)
  }

  /// Changes the value in place by a GMP function, without a new allocation where this is the only
  /// reference to the number.
  mutating func update(_ function: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    var storage: Storage
    if let large {
      storage = large
      // Give up our own reference, so that `storage` may be the only one left.
      self.large = nil
      if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
    } else {
      let value = small
      storage = Storage()
      unsafe storage.withMutablePointer { unsafe __gmpz_set_si($0, value) }
    }
    unsafe storage.withMutablePointer { unsafe function($0) }
    self = Integer(storage)
  }
}
