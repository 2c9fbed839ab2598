import CBitKernels

/// The variants of the loop that counts keys by distance. They compute the same numbers; which of them a
/// processor can run is found out when the program runs.
public enum BitKernel: String, Sendable, CaseIterable {
  /// One key at a time.
  case plain
  /// Vectors of 128 bits: the baseline of x86-64 and arm64.
  case vector128
  /// Vectors of 256 bits with AVX2.
  case avx2
  /// Vectors of 512 bits with the population count of AVX-512.
  case avx512

  /// Whether this processor can run the variant.
  public var isAvailable: Bool { verbatim_bit_kernel_available(code) != 0 }

  /// The fastest variant that this processor can run.
  public static var best: BitKernel { allCases.last { $0.isAvailable } ?? .plain }

  private var code: verbatim_bit_kernel {
    switch self {
    case .plain: VERBATIM_PLAIN
    case .vector128: VERBATIM_VECTOR128
    case .avx2: VERBATIM_AVX2
    case .avx512: VERBATIM_AVX512
    }
  }

  /// Counts the keys of `range` by their Hamming distance from `query` in the bits of `mask`, adding to
  /// `histogram`, whose entry h is for distance h.
  ///
  /// `planes` holds word w of key i at `w * stride + i`.
  ///
  /// - Precondition: the variant is available, `range` lies in `0..<stride`, `query` and `mask` have as many
  ///   words as there are planes, and `histogram` has an entry for every distance that occurs.
  /// - Complexity: O(range.count * words).
  func countDistances(
    _ planes: [UInt64], stride: Int, range: Range<Int>, query: [UInt64], mask: [UInt64],
    into histogram: inout [UInt64]
  ) {
    let words = query.count
    precondition(isAvailable, "This processor cannot run the variant \(self)")
    precondition(mask.count == words && range.lowerBound >= 0 && range.upperBound <= stride)
    precondition(planes.count >= words * stride)
    // The kernel writes to the entry of every distance it finds.
    precondition(histogram.count > mask.reduce(0) { $0 + $1.nonzeroBitCount })
    unsafe planes.withUnsafeBufferPointer { planes in
      unsafe histogram.withUnsafeMutableBufferPointer { histogram in
        unsafe verbatim_count_distances(
          code, planes.baseAddress, stride, words, range.lowerBound, range.upperBound, query, mask,
          histogram.baseAddress, histogram.count)
      }
    }
  }

  /// The Hamming distances of the keys of `range` from `query` in the bits of `mask`, in order.
  ///
  /// - Precondition: as for `countDistances`.
  /// - Complexity: O(range.count * words).
  func distances(
    _ planes: [UInt64], stride: Int, range: Range<Int>, query: [UInt64], mask: [UInt64]
  ) -> [UInt32] {
    // An array without elements shares its memory with all others, in which every thread would write its count.
    guard !range.isEmpty else { return [] }
    let words = query.count
    precondition(isAvailable, "This processor cannot run the variant \(self)")
    precondition(mask.count == words && range.lowerBound >= 0 && range.upperBound <= stride)
    precondition(planes.count >= words * stride)
    return unsafe [UInt32](unsafeUninitializedCapacity: range.count) { distances, count in
      unsafe planes.withUnsafeBufferPointer { planes in
        unsafe verbatim_list_distances(
          code, planes.baseAddress, stride, words, range.lowerBound, range.upperBound, query, mask,
          distances.baseAddress)
      }
      count = range.count
    }
  }

  /// Counts keys of one word by their Hamming distance from `query` in the bits of `mask`, adding to
  /// `histogram`, whose entry h is for distance h: the loop that `PackedEngine` spends its time in.
  ///
  /// - Precondition: the variant is available, and `histogram` has an entry for each of the distances
  ///   0...k, k the number of set bits of `mask`, but no more than 65.
  /// - Complexity: O(keys.count).
  public func countDistances(
    _ keys: [UInt64], query: UInt64, mask: UInt64, into histogram: inout [UInt64]
  ) {
    precondition(histogram.count > mask.nonzeroBitCount && histogram.count <= 65)
    countDistances(
      keys, stride: keys.count, range: 0..<keys.count, query: [query], mask: [mask], into: &histogram)
  }

  /// The sum of all distances, found by the same loop without the counting: what `countDistances` is measured
  /// against.
  public func sumDistances(_ keys: [UInt64], query: UInt64, mask: UInt64) -> UInt64 {
    precondition(isAvailable, "This processor cannot run the variant \(self)")
    return unsafe keys.withUnsafeBufferPointer { keys in
      unsafe verbatim_sum_distances(code, keys.baseAddress, keys.count, 1, 0, keys.count, [query], [mask])
    }
  }
}
