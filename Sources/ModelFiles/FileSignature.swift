/// What a file is, by its first bytes: to say what was found where a file of another kind was expected.
public enum FileSignature: String, CaseIterable, Sendable {
  /// Written by this package, and by many.
  case safetensors = "a safetensors file"
  /// A graph.
  case onnx = "an ONNX file"
  /// Of llama.cpp.
  case gguf = "a GGUF file"
  /// What PyTorch and NumPy write several tensors to.
  case zip = "a zip archive, as PyTorch and NumPy write it"
  /// What PyTorch wrote before.
  case pickle = "a pickle of Python's, as older PyTorch writes it"
  /// One array of NumPy's.
  case numpy = "a NumPy array"
  /// Keras writes it.
  case hdf5 = "an HDF5 file"
  /// Compressed.
  case gzip = "a gzip archive"
  /// Compressed.
  case zstandard = "a Zstandard archive"
  /// Compressed.
  case xz = "an xz archive"
  /// Compressed.
  case bzip2 = "a bzip2 archive"
  /// A picture.
  case png = "a PNG picture"
  /// A picture.
  case jpeg = "a JPEG picture"
  /// A picture.
  case gif = "a GIF picture"
  /// A document.
  case pdf = "a PDF document"
  /// A program or a library, of Linux.
  case elf = "a program or library (ELF)"
  /// Several files in one; its mark stands further in.
  case tar = "a tar archive"
  /// What stands in a repository for a large file that was not fetched.
  case pointer = "a pointer of Git LFS, not the file itself"
  /// A page, often one that says why there is no file.
  case html = "an HTML page"
  /// A configuration, or an index of other files.
  case json = "JSON"

  /// The kind of a file with these first bytes, of which 512 are enough; `nil` if it is none of these.
  public init?(_ bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(512))
    let text = start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let found = FileSignature.allCases.first { signature in
      switch signature {
      // Eight bytes of a length, then an object.
      case .safetensors: start.count > 8 && start[8] == UInt8(ascii: "{") && start[5..<8].allSatisfy { $0 == 0 }
      // ir_version, a small number, then the producer, the graph or another field of a model.
      case .onnx: start.count > 2 && start[0] == 0x08 && (1...31).contains(start[1]) && onnxTags.contains(start[2])
      case .gguf: start.starts(with: "GGUF".utf8)
      case .zip: start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
      case .pickle: start.count > 1 && start[0] == 0x80 && (2...5).contains(start[1])
      case .numpy: start.starts(with: [0x93] + "NUMPY".utf8)
      case .hdf5: start.starts(with: [0x89] + "HDF\r\n".utf8)
      case .gzip: start.starts(with: [0x1F, 0x8B])
      case .zstandard: start.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
      case .xz: start.starts(with: [0xFD] + "7zXZ".utf8)
      case .bzip2: start.starts(with: "BZh".utf8)
      case .png: start.starts(with: [0x89] + "PNG\r\n".utf8)
      case .jpeg: start.starts(with: [0xFF, 0xD8, 0xFF])
      case .gif: start.starts(with: "GIF8".utf8)
      case .pdf: start.starts(with: "%PDF-".utf8)
      case .elf: start.starts(with: [0x7F] + "ELF".utf8)
      case .tar: start.dropFirst(257).starts(with: "ustar".utf8)
      case .pointer: start.starts(with: "version https://git-lfs".utf8)
      case .html:
        ["<!doctype html", "<html"].contains { String(decoding: text, as: UTF8.self).lowercased().hasPrefix($0) }
      case .json: text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[")
      }
    }
    guard let found else { return nil }
    self = found
  }
}

/// The tags of the fields of an ONNX model that come after its version: producer, domain, graph and so on.
private let onnxTags: [UInt8] = [0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42, 0x72]
