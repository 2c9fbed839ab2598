import Foundation
import Testing

/// Files of weights are what their names say, and what is none is called what it is.
@Suite struct WeightsFileKindTests {
  private static let model = "weights --ngram 1 --alphabet 2 --output "

  @Test(arguments: [
    ("m.onnx", "\u{8}"), ("M.ONNX", "\u{8}"), ("m.safetensors", "{"), ("m", "{"), ("m.weights", "{"),
    ("m.onnx --format onnx-cached", "\u{8}"), ("m --format onnx", "\u{8}"),
  ])
  func theFormatFollowsTheName(output: String, start: String) throws {
    try withTemporaryFolder { folder in
      let result = try construct(WeightsFileKindTests.model + output, in: folder)
      #expect(result.ending == .status(0), "\(result.errors)")
      let bytes = try Data(contentsOf: folder.appendingPathComponent(words(output)[0]))
      // A safetensors file begins with eight bytes of a length.
      #expect(bytes[start == "{" ? 8 : 0] == start.utf8.first)
    }
  }

  @Test(arguments: [
    ("m.onnx --format safetensors", "expected a name that ends in .safetensors"),
    ("m.safetensors --format onnx", "expected a name that ends in .onnx"),
    ("m.safetensors --format onnx-cached", "expected a name that ends in .onnx"),
    ("m.gguf", "ends in .gguf; expected .safetensors or .onnx"), ("m.pt", "ends in .pt; expected"),
    ("m.npz --format onnx", "ends in .npz; expected"),
  ])
  func aNameOfAnotherFormatIsRefused(output: String, part: String) throws {
    try withTemporaryFolder { folder in
      expectRefusal(
        try construct(WeightsFileKindTests.model + output, in: folder), status: 64,
        naming: ["--output " + words(output)[0], part])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  /// First bytes of files that people have, and their names.
  @Test(
    arguments: [
      ([0x08, 0x0A, 0x12, 0x08], "an ONNX file"), (Array("GGUF".utf8) + [3, 0, 0, 0], "a GGUF file"),
      ([0x50, 0x4B, 3, 4, 0, 0], "a zip archive"), ([0x80, 0x02, 0x8A, 0x0A], "a pickle"),
      ([0x1F, 0x8B, 8, 0], "a gzip archive"), ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
      ([0x89] + Array("HDF\r\n".utf8), "an HDF5 file"),
      (Array("version https://git-lfs.github.com/spec/v1".utf8), "Git LFS"),
      (Array(" <!DOCTYPE html><html>".utf8), "an HTML page"), ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
      ([0x89] + Array("PNG\r\n\u{1A}\n".utf8), "a PNG picture"), (Array("%PDF-1.7\n".utf8), "a PDF document"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "a JPEG picture"), ([0x7F] + Array("ELF".utf8), "ELF"),
      (Array("BZh91AY".utf8), "a bzip2 archive"), (Array("GIF89a".utf8), "a GIF picture"),
      ([UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8), "a tar archive"),
      (Array("\n{\"model_type\": 3}".utf8), "JSON"),
    ] as [([UInt8], String)])
  func anotherKindIsCalledByItsName(start: [UInt8], kind: String) throws {
    try withTemporaryFolder { folder in
      let bytes = Data(start + [UInt8](repeating: 7, count: 100))
      try bytes.write(to: folder.appendingPathComponent("file"))
      expectRefusal(
        try construct("--weights file --length 3", in: folder), status: 64,
        naming: ["--weights file: ", kind, "expected a safetensors file"])
      guard kind != "JSON" else { return }
      for (command, expected) in [
        ("gssm capacity --config file", "expected JSON"), ("grade file", "expected JSON"),
        ("verify file", "expected a certificate, which is JSON"),
      ] {
        let result = try construct(command, in: folder)
        #expect(result.ending == .status(64))
        #expect(result.errors.contains(kind) && result.errors.contains(expected), "\(result.errors)")
      }
    }
  }

  @Test func anExportedGraphIsCalledOne() throws {
    try withTemporaryFolder { folder in
      _ = try construct(WeightsFileKindTests.model + "m.onnx", in: folder)
      expectRefusal(
        try construct("--weights m.onnx --length 3", in: folder), status: 64, naming: ["--weights m.onnx: an ONNX file"]
      )
      _ = try construct(WeightsFileKindTests.model + "m.safetensors", in: folder)
      for (name, kind) in [("m.onnx", "an ONNX file"), ("m.safetensors", "a safetensors file")] {
        expectRefusal(
          try construct("verify \(name)", in: folder), status: 64, naming: ["\(name): \(kind); expected a certificate"])
      }
    }
  }
}
