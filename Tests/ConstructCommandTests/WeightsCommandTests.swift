import Foundation
import Testing

/// `construct weights` and `construct --weights`.
@Suite struct WeightsCommandTests {
  /// The text of a report without what differs from run to run.
  private func masked(_ text: String) -> String {
    text.replacing(/(threads?): .*(?:\n {11}.*B)?/) { "\($0.output.1): <volatile>" }
  }

  @Test func aFileIsWrittenAndCopies() throws {
    try withTemporaryFolder { folder in
      let written = try construct(
        "weights --ngram 2 --alphabet 3 --dtype f64 --output model.safetensors", in: folder)
      #expect(written.ending == .status(0))
      #expect(written.errors == "")
      #expect(
        written.output == """
          model      n = 2, D = 3: 3,384 parameters, 150 of them not zero
          file       model.safetensors: safetensors, f64, softmax in base 2, 28,392 bytes

          """)
      let copied = try construct(
        "--weights model.safetensors --length 10 --kernel rational --threads 1", in: folder)
      #expect(copied.ending == .status(0))
      #expect(copied.errors == "")
      #expect(
        masked(copied.output) == """
          model      model.safetensors: n = 2, D = 3, 2 layers, 3 + 1 heads, width 28,
                     hidden 24 + 0, softmax in base 2
                     3,384 parameters, 150 of them not zero: every one is the
                     construction's
          string     the first 10 of 10 tokens of a linear de Bruijn sequence
          run        rational (exact), 1 thread: <volatile>
          copied     10 of 10 tokens, then EOS

          """)
      // Nothing is left beside it.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.safetensors"])
    }
  }

  @Test(arguments: ["f64", "f32", "f16", "bf16"], ["2", "e"])
  func everyTypeAndBaseCopies(dtype: String, base: String) throws {
    try withTemporaryFolder { folder in
      let file = "-o m --dtype \(dtype) --softmax \(base) --quiet"
      #expect(try construct("weights --ngram 3 --alphabet 2 \(file)", in: folder).ending == .status(0))
      for kernel in ["float64", "float32", "interval", "bigfloat"] {
        let result = try construct(
          "--weights m --length 8 --source distinct --seed 5 --kernel \(kernel) --quiet", in: folder)
        #expect(result.ending == .status(0), "\(kernel): \(result.errors)")
      }
    }
  }

  /// The length-free scale: what is written is read back as that construction, and copies, exactly too.
  @Test func theLengthFreeScaleIsWrittenAndCopies() throws {
    try withTemporaryFolder { folder in
      let write = "weights --ngram 4 --alphabet 5 --scale length-free --dtype f64"
      let written = try construct("\(write) -o m", in: folder)
      #expect(written.ending == .status(0))
      #expect(
        written.output == """
          model      n = 4, D = 5: 17,632 parameters, 450 of them not zero, scale 4
                     (length-free, boundary bonus 4)
          file       m: safetensors, f64, softmax in base 2, 142,440 bytes

          """)
      let run = "--weights m --length 60 --source distinct --seed 7"
      for kernel in ["rational", "float64", "float32"] {
        let copied = try construct("\(run) --kernel \(kernel)", in: folder)
        #expect(copied.ending == .status(0), "\(kernel): \(copied.errors)")
        let whose = "every one is the\n           construction's, with the length-free scale\n"
        #expect(copied.output.contains(whose))
        #expect(copied.output.contains("copied     60 of 60 tokens, then EOS\n"))
      }
      let json = try construct("\(run) --json", in: folder)
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      let model = try #require((object as? [String: Any])?["model"] as? [String: Any])
      #expect(model["isConstruction"] as? Bool == true)
      #expect(model["scaleRule"] as? String == "length-free")
      let report = try construct("\(write) -o m.onnx --format onnx --json", in: folder)
      let file = try JSONSerialization.jsonObject(with: Data(report.output.utf8))
      let document = try #require(file as? [String: Any])
      #expect(document["scaleRule"] as? String == "length-free")
      #expect(document["scale"] as? Int == 4)
      #expect(document["boundaryBonus"] as? Int == 4)
    }
  }

  /// The default is that of T2.3, whether it is asked for or not.
  @Test func theDefaultScaleIsTheLengthDependentOne() throws {
    try withTemporaryFolder { folder in
      let write = "weights --ngram 2 --alphabet 3 --quiet"
      let commands = ["-o plain", "-o named --scale length-dependent", "-o free --scale length-free"]
      for command in commands {
        #expect(try construct("\(write) \(command)", in: folder).ending == .status(0))
      }
      let files = try ["plain", "named", "free"].map {
        try Data(contentsOf: folder.appendingPathComponent($0))
      }
      #expect(files[0] == files[1])
      #expect(files[0] != files[2])
      #expect(files[0].range(of: Data("boundary_bonus".utf8)) == nil)
      #expect(files[2].range(of: Data("\"boundary_bonus\":\"".utf8)) != nil)
    }
  }

  /// Exact arithmetic gives the same logits from integers and from floats, and float64 is close to them.
  @Test func logitsAreExactOrClose() throws {
    try withTemporaryFolder { folder in
      for dtype in ["i64", "f32"] {
        let write = "weights --ngram 1 --alphabet 4 --dtype \(dtype) -o \(dtype) --quiet"
        #expect(try construct(write, in: folder).ending == .status(0))
        let run = "--weights \(dtype) --length 4 --kernel rational --logits \(dtype).json --quiet"
        #expect(try construct(run, in: folder).ending == .status(0))
      }
      let run = "--weights f32 --length 4 --logits double.json --quiet"
      #expect(try construct(run, in: folder).ending == .status(0))
      func logits(_ name: String) throws -> [[String]] {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(name)))
        let document = try #require(object as? [String: Any])
        #expect(document["schema"] as? String == "verbatim.logits/1")
        #expect(document["tokens"] as? [Int] == [4, 0, 1, 2, 3, 5, 0, 1, 2, 3])
        return try #require(document["logits"] as? [[String]])
      }
      let exact = try logits("i64.json")
      #expect(exact == (try logits("f32.json")))
      #expect(exact.count == 10 && exact.allSatisfy { $0.count == 7 })
      for (due, found) in zip(exact, try logits("double.json")) {
        for (due, found) in zip(due, found) {
          let parts = due.split(separator: "/").compactMap { Double($0) }
          let value = try #require(Double(found))
          #expect(abs(value - parts[0] / parts[1]) < 1e-12)
        }
      }
    }
  }

  @Test func aChangedModelIsSeen() throws {
    try withTemporaryFolder { folder in
      #expect(try construct("weights --ngram 1 --alphabet 4 -o m --quiet", in: folder).ending == .status(0))
      let path = folder.appendingPathComponent("m")
      var bytes = Array(try Data(contentsOf: path))
      // The last entry: EOS is never written any more.
      bytes.replaceSubrange((bytes.count - 4)..., with: [0, 0, 0, 0xC0])
      try Data(bytes).write(to: path)
      let result = try construct("--weights m --length 4", in: folder)
      #expect(result.ending == .status(1))
      #expect(result.output.contains("of them not zero\n"))
      #expect(result.output.contains("\ncopied     4 of 4 tokens, not ended by EOS\n"))
      #expect(result.output.contains("\nmismatch   first at the end: wrote "))
      let json = try construct("--weights m --length 4 --json", in: folder)
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      let document = try #require(object as? [String: Any])
      #expect(document["schema"] as? String == "verbatim.weights-copy/1")
      let model = try #require(document["model"] as? [String: Any])
      #expect(model["isConstruction"] as? Bool == false && model["scaleRule"] is NSNull)
      let run = try #require(document["run"] as? [String: Any])
      #expect(run["terminated"] as? Bool == false)
      let mismatch = try #require(run["firstMismatch"] as? [String: Any])
      #expect(mismatch["step"] as? Int == 4 && mismatch["wrote"] is Int && mismatch["due"] as? Int == 6)
    }
  }

  /// Arguments, the exit status, and what the line must name. `m` is a good file, `e` one in base e.
  @Test(
    arguments: [
      ("weights --ngram 0 --alphabet 2 -o x", Int32(64), ["n = 0"]),
      ("weights --ngram 1 --alphabet 1 -o x", 64, ["D = 1"]),
      ("weights --ngram 1 -o x", 64, ["--alphabet"]),
      ("weights --ngram 1 --alphabet 2", 64, ["--output"]),
      ("weights --ngram 1 --alphabet 2 -o missing/x", 64, ["--output missing/x", "No such file"]),
      ("weights --ngram 1 --alphabet 2 -o .", 64, ["--output .", "directory"]),
      ("weights --ngram 1 --alphabet 2 -o x --dtype f8", 64, ["'f8'", "f64, f32, f16, bf16, i64"]),
      ("weights --ngram 1 --alphabet 2 -o x --softmax 10", 64, ["'10'", "2, e"]),
      ("weights --ngram 1 --alphabet 2 -o x --scale 7", 64, ["'7'", "length-dependent, length-free"]),
      ("weights --ngram 1 --alphabet 2 -o x --format gguf", 64, ["'gguf'", "safetensors, onnx, onnx-cached"]),
      ("weights --ngram 1 --alphabet 2 -o x --dtype i64 --softmax e", 64, ["i64", "ln 2"]),
      ("weights --ngram 256 --alphabet 2 -o x --dtype bf16", 64, ["257", "bf16"]),
      ("weights --ngram 1 --alphabet 2 -o x --dtype bf16 --format onnx", 64, ["bf16", "f64, f32 or f16"]),
      ("weights --ngram 1 --alphabet 2 -o x --limit 10", 70, ["bytes > 10", "--limit"]),
      ("weights --ngram 9223372036854775807 --alphabet 2 -o x", 70, ["bytes > ", "this machine has"]),
      ("weights --ngram 3000 --alphabet 2 -o x --format onnx --limit 99999999999999", 70, [">= 2147483647"]),
      (
        "weights --ngram 20000 --alphabet 2 -o x --limit 9223372036854775807", 70,
        ["bytes of memory > ", "this machine has"]
      ),
      ("--weights missing --length 3", 64, ["--weights missing", "no such file"]),
      ("--weights . --length 3", 64, ["--weights .", "regular file"]),
      ("--weights empty --length 3", 64, ["--weights empty", "0 bytes, expected 8"]),
      ("--weights m --length 3 --alphabet 3", 64, ["--alphabet 3", "expected 4"]),
      ("--weights m --length 5", 64, ["L = 5", "4^1 + 1 - 1 = 4"]),
      ("--weights e --length 3 --kernel packed", 64, ["--kernel packed", "--weights e", "softmax_base"]),
      ("--weights m --length 3 --kernel packed --logits x", 64, ["--logits x", "--kernel packed"]),
      ("--weights m --length 3 --checkpoint c", 64, ["--checkpoint c", "--weights m"]),
      ("--weights m --text m", 64, ["4 content tokens", "256"]),
      ("--weights m --length 3 --logits missing/x", 64, ["--logits missing/x", "No such file"]),
      ("--weights e --length 3 --kernel rational", 64, ["--weights e", "'softmax_base'", "irrational"]),
      ("--ngram 1 --length 3 --logits x", 64, ["--logits x", "--weights"]),
    ] as [(String, Int32, [String])])
  func isRefusedInOneLine(arguments: String, status: Int32, parts: [String]) throws {
    try withTemporaryFolder { folder in
      try folder.write("empty", "")
      #expect(try construct("weights --ngram 1 --alphabet 4 -o m --quiet", in: folder).ending == .status(0))
      #expect(
        try construct("weights --ngram 1 --alphabet 4 -o e --softmax e --quiet", in: folder).ending
          == .status(0))
      expectRefusal(try construct(arguments, in: folder), status: status, naming: parts)
      // No part of a file is left behind.
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["e", "empty", "m"])
    }
  }

  @Test func enginesTakeTheWeightsWhereTheyFit() throws {
    try withTemporaryFolder { folder in
      #expect(try construct("weights --ngram 2 --alphabet 3 -o m --quiet", in: folder).ending == .status(0))
      let chosen = try JSONReport("--weights m --length 10", in: folder)
      #expect(try chosen.text("run", "kernel") == "packed")
      let asked = try JSONReport("--weights m --length 10 --kernel rational", in: folder)
      #expect(try asked.stable == chosen.stable.replacing("\"packed\"", with: "\"rational\""))
      // The digest is that of a certificate of the same model.
      let own = try JSONReport("--ngram 2 --alphabet 3 --length 10")
      #expect(try own.text("weights", "sha256") == chosen.text("model", "sha256"))
      let indexed = try construct("--weights m --ngram 1 --length 3 --kernel indexed", in: folder)
      #expect(indexed.ending == .status(0) && indexed.output.contains("indexed (certain)"))
      let text = try construct("--weights m --length 10", in: folder).output
      #expect(text.contains("packed (exact), since every weight fits the form that the engines"))
    }
  }

  @Test func anEntryThatDoesNotFitIsNamed() throws {
    try withTemporaryFolder { folder in
      #expect(
        try construct("weights --ngram 2 --alphabet 3 -o m --dtype i64 --quiet", in: folder).ending == .status(0))
      // One entry of W_K, from 1 to -1: the sign that once changed nothing in the report of the main job.
      var bytes = try Data(contentsOf: folder.appendingPathComponent("m"))
      let header = Int(bytes[0]) | Int(bytes[1]) << 8
      let text = String(decoding: bytes[8..<(8 + header)], as: UTF8.self)
      let offsets = try #require(text.firstMatch(of: #/"layers\.1\.attn\.wk":\{[^}]*"data_offsets":\[(\d+),(\d+)\]/#))
      let (start, end) = (8 + header + (try #require(Int(offsets.1))), 8 + header + (try #require(Int(offsets.2))))
      let place = try #require(stride(from: start, to: end, by: 8).first { bytes[$0] == 1 })
      for offset in 0..<8 { bytes[place + offset] = 0xff }
      try bytes.write(to: folder.appendingPathComponent("flipped"))
      expectRefusal(
        try construct("--weights flipped --length 10 --kernel packed", in: folder), status: 64,
        naming: ["--kernel packed", "--weights flipped", "layers.1.attn.wq[0,", "with W_K a factor of -4"])
      let report = try construct("--weights flipped --length 10", in: folder)
      #expect(report.ending == .status(1))
      let words = report.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("float64, since not of the form of the engines: layers.1.attn.wq[0,"))
    }
  }
}
