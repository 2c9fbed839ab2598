import StrictJSON

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

  /// An object of objects, in which every number counts something. Ten thousands of tensors are let through.
  private static let form = JSONForm(
    mostBytes: longest, mostDepth: 3, mostValues: 1_000_000, mostKeys: 100_000, mostDigits: 100, hasPlainNumbers: true)

  /// More sizes than any tensor has.
  fileprivate static let mostDimensions = 8

  /// Sizes in bytes of all types of the format that have whole bytes. Tensors of other types than ours are
  /// refused later, by the name of the tensor.
  fileprivate static let sizes = [
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
    let header: JSONValue
    do throws(JSONError) { header = try JSONValue(file[8..<start], SafetensorsHeader.form) } catch {
      throw ModelFileError("header: \(error.found) at byte \(error.byte): \(error.reason)")
    }
    guard case .object(let fields) = header else {
      throw ModelFileError("header: \(header), expected an object")
    }
    var metadata: [String: String] = [:]
    var entries: [Entry] = []
    for field in fields.fields {
      if field.key == "__metadata__" {
        metadata = try SafetensorsHeader.metadata(field.value)
      } else {
        entries.append(try Entry(named: field.key, FieldReader(field.value), dataStart: start))
      }
    }
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

  /// The entries of the metadata, all of which are strings.
  private static func metadata(_ value: JSONValue) throws(ModelFileError) -> [String: String] {
    guard case .object(let object) = value else {
      throw ModelFileError("header: __metadata__: \(value), expected an object")
    }
    var metadata: [String: String] = [:]
    for field in object.fields {
      guard case .string(let text) = field.value else {
        throw .metadata(field.key, "\(field.value), expected a string")
      }
      metadata[field.key] = text
    }
    return metadata
  }
}

extension SafetensorsHeader.Entry {
  /// The tensor that an object describes.
  fileprivate init(named name: String, _ reader: FieldReader, dataStart: Int) throws(ModelFileError) {
    let type: String
    let shape, offsets: [Int]
    do throws(FieldError) {
      try reader.requireKeys(["dtype", "shape", "data_offsets"])
      type = try reader["dtype"].string()
      shape = try reader["shape"].wholes(0...Int.max, most: SafetensorsHeader.mostDimensions)
      offsets = try reader["data_offsets"].wholes(0...Int.max, most: 2)
    } catch {
      throw .tensor(name, "\(error)")
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .tensor(name, "data_offsets \(offsets), expected a begin and an end that is not before it")
    }
    guard let entrySize = SafetensorsHeader.sizes[type] else {
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
