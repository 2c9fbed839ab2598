/// The header of a safetensors file, checked: the tensors fill the rest of the file without gap or overlap.
struct SafetensorsHeader {
  /// One tensor as the header describes it.
  struct Entry {
    let name: String
    /// The name of its type, which may be one that we do not know.
    let type: String
    let shape: [Int]
    /// Where its bytes stand in the file.
    let bytes: Range<Int>
  }

  let metadata: [String: String]

  /// By where they stand.
  let entries: [Entry]

  /// The longest header: what the reference implementation allows.
  static let longest = 100_000_000

  /// More sizes than any tensor has.
  private static let mostDimensions = 8

  /// Sizes in bytes of all types of the format that have whole bytes. Tensors of other types than ours are
  /// refused later, by the name of the tensor.
  private static let sizes = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4,
    "U32": 4, "F32": 4, "F64": 8, "I64": 8, "U64": 8,
  ]

  /// Reads the header of a file.
  ///
  /// - Throws: `ModelFileError` for everything that the format does not allow, or that is ambiguous: a key
  ///   that comes twice, tensors that overlap or leave gaps, bytes that belong to no tensor.
  /// - Complexity: O(length of the header).
  init(of file: [UInt8]) throws(ModelFileError) {
    guard file.count >= 8 else {
      throw ModelFileError("\(file.count) bytes, expected 8 or more: the header's length comes first")
    }
    let length = file[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(SafetensorsHeader.longest) else {
      throw ModelFileError("header: a length of \(length) bytes > \(SafetensorsHeader.longest), the most allowed")
    }
    guard Int(length) <= file.count - 8 else {
      throw ModelFileError("header: a length of \(length) bytes > \(file.count - 8) bytes that follow it")
    }
    let start = 8 + Int(length)
    var scanner = HeaderScanner(file[8..<start])
    var metadata: [String: String] = [:]
    var entries: [Entry] = []
    try scanner.readObject { scanner, key throws(ModelFileError) in
      if key == "__metadata__" {
        try scanner.readObject { scanner, key throws(ModelFileError) in metadata[key] = try scanner.readString() }
      } else {
        entries.append(try Entry(named: key, from: &scanner, dataStart: start))
      }
    }
    try scanner.readEnd()
    // Tensors without entries may stand at the same place.
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    var end = start
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        let problem = entry.bytes.lowerBound < end ? "it overlaps the tensor before it" : "a gap lies before it"
        throw .tensor(
          entry.name,
          "data_offsets begin at \(entry.bytes.lowerBound - start): \(problem), expected \(end - start)")
      }
      end = entry.bytes.upperBound
    }
    guard end == file.count else {
      throw ModelFileError(
        end < file.count
          ? "\(file.count - end) bytes after the last tensor, expected none"
          : "\(file.count - start) bytes of tensors, expected \(end - start): the file is cut off")
    }
    self.metadata = metadata
    self.entries = entries
  }

  /// The size of an entry of the given type, if it is a type of the format.
  fileprivate static func size(ofType name: String) -> Int? { sizes[name] }

  fileprivate static func dimensions(
    _ scanner: inout HeaderScanner
  ) throws(ModelFileError) -> [Int] {
    try scanner.readNumbers(atMost: mostDimensions)
  }
}

extension SafetensorsHeader.Entry {
  /// Reads the object that describes a tensor.
  fileprivate init(
    named name: String, from scanner: inout HeaderScanner, dataStart: Int
  ) throws(ModelFileError) {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.readObject { scanner, key throws(ModelFileError) in
      switch key {
      case "dtype": type = try scanner.readString()
      case "shape": shape = try SafetensorsHeader.dimensions(&scanner)
      case "data_offsets": offsets = try scanner.readNumbers(atMost: 2)
      default: throw .tensor(name, "the key \(quoted(key)), expected dtype, shape and data_offsets")
      }
    }
    guard let type else { throw .tensor(name, "no dtype") }
    guard let shape else { throw .tensor(name, "no shape") }
    guard let offsets else { throw .tensor(name, "no data_offsets") }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .tensor(name, "data_offsets \(offsets), expected a begin and an end that is not before it")
    }
    guard let entrySize = SafetensorsHeader.size(ofType: type) else {
      throw .tensor(name, "the dtype \(quoted(type)), expected one of the format's types of whole bytes")
    }
    var size = entrySize
    for dimension in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow else { throw .tensor(name, "the shape \(shape): more bytes than \(Int.max)") }
      size = product
    }
    guard offsets[1] - offsets[0] == size else {
      throw .tensor(
        name, "data_offsets \(offsets) hold \(offsets[1] - offsets[0]) bytes, expected \(size) for \(type) \(shape)")
    }
    let (end, overflow) = offsets[1].addingReportingOverflow(dataStart)
    guard !overflow else { throw .tensor(name, "data_offsets \(offsets): beyond \(Int.max) bytes") }
    self.init(name: name, type: type, shape: shape, bytes: (dataStart + offsets[0])..<end)
  }
}
