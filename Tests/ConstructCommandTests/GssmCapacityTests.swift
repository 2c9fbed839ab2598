import Foundation
import Testing

/// `construct gssm capacity` and `list`.
@Suite struct GssmCapacityTests {
  private func object(_ line: String, in folder: URL? = nil) throws -> [String: Any] {
    let result = try construct(line + " --json", in: folder)
    try #require(result.ending == .status(0), "\(line): \(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func textOfAPreset() throws {
    let result = try construct("gssm capacity --model mamba-2.8b --error 0.5")
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    #expect(
      result.output == """
        model      state-spaces/mamba-2.8b: Mamba
        format     mixed: recurrent states in 32 bits, the rest in 16

        tensor                          numbers      can matter bits        bits in all
        ssm_state                     5,242,880       5,242,880   32        167,772,160
                   layers 64 x intermediate_size 5120 x state_size 16
        conv_state                    1,310,720         983,040   16         20,971,520
                   layers 64 x intermediate_size 5120 x conv_kernel 4 (3 live)

        state      188,743,680 bits as allocated, 183,500,800 that can matter
        length     L <= 12,085,310 for strings over D = 50,277 with error at most 1/2;
                   11,749,607 for the bits that can matter
        slack      up to L = 120,853, a string takes at most 1/100 of the bits: there
                   the bound is no limit in practice
        says       No model with this state copies longer uniform strings with that
                   error, whatever its weights, its training or what it computes (T2.7).
        does not   It does not say that shorter strings are copied.

        """)
  }

  /// Every key is always there, and null where it has no value.
  @Test func keysOfTheObject() throws {
    let keys = [
      "alphabet", "bindsBelow", "bits", "bitsTight", "cacheFormat", "command", "components", "error",
      "family",
      "fixedState", "growing", "growthBitsPerToken", "maxCopyLength", "maxCopyLengthTight", "model", "notes",
      "receptiveField", "schema",
    ]
    for line in ["--model hawk-7b", "--model jamba-v0.1", "--model mistral-7b-v0.1", "--bits 5"] {
      #expect(try object("gssm capacity " + line).keys.sorted() == keys)
    }
  }

  @Test func hybridsHaveNoLongestCopy() throws {
    let jamba = try object("gssm capacity --model jamba-v0.1 --alphabet 26")
    #expect(jamba["fixedState"] as? Bool == false)
    #expect(jamba["maxCopyLength"] is NSNull)
    #expect(jamba["growthBitsPerToken"] as? Int == 131072)
  }

  @Test func windowsAreCappedByTheirField() throws {
    let mistral = try object("gssm capacity --model mistral-7b-v0.1 --alphabet 256 --error 0.5")
    #expect(mistral["maxCopyLength"] as? Int == 131041)
    #expect(mistral["receptiveField"] as? Int == 131041)
  }

  /// The test vectors of the bound, through the program.
  @Test(arguments: [
    ("10", "2", "0.5", 11), ("10", "2", "0.001", 10), ("10", "2", "3/4", 12), ("9", "8", "0.001", 3),
    ("8", "8", "0.5", 3), ("8", "8", "0.001", 2), ("188743680", "256", "0.5", 23_592_960),
    ("0", "2", "0.5", 1),
  ])
  func longestCopyForBits(bits: String, alphabet: String, error: String, length: Int) throws {
    let report = try object("gssm capacity --bits \(bits) --alphabet \(alphabet) --error \(error)")
    #expect(report["maxCopyLength"] as? Int == length)
  }

  /// A file as published, whose fields contradict each other: which was used is said.
  @Test func contradictionsAreNoted() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "config.json",
        """
        {"model_type": "falcon_mamba", "hidden_size": 4096, "expand": 16, "intermediate_size": 8192,
         "state_size": 16, "conv_kernel": 4, "num_hidden_layers": 64, "vocab_size": 65024}
        """)
      let report = try object("gssm capacity --config config.json", in: folder)
      #expect(report["bits"] as? Int == 301_989_888)
      #expect(report["alphabet"] as? Int == 65024)
      let notes = try #require(report["notes"] as? [String])
      #expect(notes.count == 1 && notes[0].contains("65536") && notes[0].contains("8192, which was used"))
      #expect(
        try object("gssm capacity --config config.json --cache-format 16", in: folder)["bits"] as? Int
          == 167_772_160)
    }
  }

  /// Infinity and NaN do not matter where nobody needs a number; where one does, the message has line and token.
  @Test func numbersThatAreNotFinite() throws {
    try withTemporaryFolder { folder in
      func file(_ size: String, _ limit: String) -> String {
        """
        {"model_type": "mamba2", "num_hidden_layers": 2, "state_size": 16, "conv_kernel": 4, "num_heads": 2,
         "head_dim": 64, "n_groups": 1, "expand": 2,
         "hidden_size": \(size),
         "time_step_limit": [0.0, \(limit)]}
        """
      }
      try folder.write("finite", file("64", "1.0"))
      let bits = try object("gssm capacity --config finite", in: folder)["bits"] as? Int
      for token in ["Infinity", "-Infinity", "NaN"] {
        try folder.write("limit", file("64", token))
        #expect(try object("gssm capacity --config limit", in: folder)["bits"] as? Int == bits)
        try folder.write("size", file(token, "1.0"))
        expectRefusal(
          try construct("gssm capacity --config size", in: folder), status: 64,
          naming: ["--config size: hidden_size = \(token) in line 3: expected a whole number"])
      }
      try folder.write("infinity", file("64", "infinity"))
      expectRefusal(
        try construct("gssm capacity --config infinity", in: folder), status: 64, naming: ["expected JSON: line 4"])
    }
  }

  /// The number type of the weights decides the format, unless an option does, and the report says so.
  @Test(arguments: [
    (#""torch_dtype": "float32""#, "32"), (#""dtype": "float32""#, "32"), (#""torch_dtype": "bfloat16""#, "mixed"),
    (#""dtype": "float16", "mamba_ssm_cache_dtype": "float16""#, "16"), (#""torch_dtype": "torch.float32""#, "32"),
    (#""torch_dtype": null"#, "mixed"), (#""torch_dtype": "float8_e4m3fn""#, "mixed"),
  ])
  func weightsDecideTheFormat(field: String, format: String) throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "c.json",
        """
        {"model_type": "mamba", "hidden_size": 64, "expand": 2, "intermediate_size": 128, "state_size": 16,
         "conv_kernel": 4, "num_hidden_layers": 2, \(field)}
        """)
      let report = try object("gssm capacity --config c.json", in: folder)
      #expect(report["cacheFormat"] as? String == format)
      let notes = try #require(report["notes"] as? [String])
      #expect(notes.isEmpty == field.contains("null"))
      #expect(notes.allSatisfy { $0.contains("dtype = ") })
      let text = try construct("gssm capacity --config c.json", in: folder).output
      #expect(text.contains("format     \(format)"))
      let other = try object("gssm capacity --config c.json --cache-format 16", in: folder)
      #expect(other["cacheFormat"] as? String == "16")
      #expect((other["notes"] as? [String])?.contains { $0.contains("unless") } == false)
    }
  }

  /// A model that attends in layers that a field names is never said to have a state of fixed size.
  @Test func fieldsThatNameLayers() throws {
    try withTemporaryFolder { folder in
      func file(_ field: String) -> String {
        """
        {"model_type": "mamba", "hidden_size": 64, "intermediate_size": 128, "state_size": 16, "conv_kernel": 4,
         "num_hidden_layers": 4, \(field)}
        """
      }
      let refused = [
        #""attn_layers": [1, 3]"#, #""attention_layer_indices": [0]"#, #""layer_types": ["a", "b", "c", "d"]"#,
        #""attn": {"layers": [1]}"#, #""foo": [3, 1]"#, #""bar": [0.5, 0.5, 0.5, 0.5]"#, #""baz": {"x": [0, 2]}"#,
      ]
      for field in refused {
        try folder.write("c.json", file(field))
        expectRefusal(
          try construct("gssm capacity --config c.json", in: folder), status: 64,
          naming: ["--config c.json: ", "expected no such field in this family"])
      }
      for field in [#""hybrid_pattern": "MM*M""#, #""attn_layer_period": 2"#, #""sliding_window": 64"#] {
        try folder.write("c.json", file(field))
        let notes = try #require(try object("gssm capacity --config c.json", in: folder)["notes"] as? [String])
        #expect(notes.contains { $0.hasPrefix("not read: ") }, "\(field)")
      }
      for field in [#""attn_layers": []"#, #""attn": null"#, #""eos_token_id": [1, 2]"#, #""use_cache": true"#] {
        try folder.write("c.json", file(field))
        #expect((try object("gssm capacity --config c.json", in: folder)["notes"] as? [String]) == [], "\(field)")
      }
    }
  }

  @Test func listFitsEightyColumns() throws {
    let text = try construct("gssm list").output
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let models = try #require(try object("gssm list")["models"] as? [[String: Any]])
    #expect(models.count == 59)
    for model in models { #expect(text.contains(try #require(model["name"] as? String))) }
  }

  /// Fields in place of one of a file that is in order, the message's parts.
  @Test(
    arguments: [
      (#""hidden_size": -64"#, ["hidden_size = -64", "1 to 2147483647"]),
      (#""hidden_size": 0"#, ["hidden_size = 0", "1 to 2147483647"]),
      (#""hidden_size": 1e30"#, ["hidden_size = 1e30", "1 to 2147483647"]),
      (#""hidden_size": 1e400"#, ["hidden_size = a number beyond all bounds"]),
      (#""hidden_size": 64.5"#, ["hidden_size = 64.5", "a whole number"]),
      (#""hidden_size": "64""#, [#"hidden_size = "64""#, "a whole number"]),
      (#""hidden_size": null"#, ["hidden_size is missing", "a whole number"]),
      (#""hidden_size": true"#, ["hidden_size = true", "a whole number"]),
      (#""hidden_size": {"a": 1}"#, ["hidden_size = an object of 1 fields", "a whole number"]),
      (
        #""hidden_size": 64, "hidden_size": 64"#, [#""hidden_size" stands twice"#, "expected each name once"]
      ),
      (#""hidden_size": 64, "hidden\u005fsize": 65"#, [#""hidden_size" stands twice"#]),
      (#""hidden_size": "a\u001b[31m""#, [#"hidden_size = "a\u{1B}[31m""#]),
      (#""hidden_size": 64, "num_layers": 1, "layers" 2"#, ["expected JSON"]),
      (#""hidden_size": 65"#, ["num_heads x head_dim = 2 x 64", "expand x hidden_size = 130"]),
    ] as [(String, [String])])
  func hostileFieldsAreRefused(fields: String, parts: [String]) throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "c.json",
        """
        {"model_type": "mamba2", "num_hidden_layers": 2, "state_size": 16, "conv_kernel": 4, "num_heads": 2,
         "head_dim": 64, "n_groups": 1, "expand": 2, \(fields)}
        """)
      expectRefusal(
        try construct("gssm capacity --config c.json", in: folder), status: 64,
        naming: ["--config c.json: "] + parts)
    }
  }

  @Test func hostileFilesAreRefused() throws {
    try withTemporaryFolder { folder in
      let deep = 100_000
      try folder.write("lists", String(repeating: "[", count: deep) + String(repeating: "]", count: deep))
      try folder.write("objects", String(repeating: #"{"a":"#, count: deep))
      try folder.write("many", "[" + String(repeating: "1,", count: 30_000) + "1]")
      try folder.write("empty", "")
      try folder.write("list", "[1]")
      try folder.write("cut", #"{"model_type": "mam"#)
      try folder.write("other", #"{"model_type": "gpt2"}"#)
      try folder.write("none", #"{"hidden_size": 64}"#)
      try Data(#"{"model_type": "mamba"}"#.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        .write(to: folder.appendingPathComponent("utf16"))
      // As large as asked for, and empty: no disk has to hold it.
      try folder.write("large", "")
      let large = try FileHandle(forWritingTo: folder.appendingPathComponent("large"))
      try large.truncate(atOffset: 200_000_000)
      try large.close()
      for (name, reason) in [
        ("lists", "nested more than 16 deep"), ("objects", "nested more than 16 deep"),
        ("many", "more than 20000 values"), ("empty", "expected JSON"), ("list", "expected one JSON object"),
        ("cut", "expected JSON"), ("other", #"model_type = "gpt2": expected one of bailing_moe_linear, bamba, based"#),
        ("none", "model_type is missing"), ("utf16", "expected JSON in UTF-8"),
        ("large", "200000000 bytes; expected 1048576 at most"), ("absent", "no such file"),
        (".", "expected a regular file"),
      ] {
        expectRefusal(
          try construct("gssm capacity --config \(name)", in: folder), status: 64,
          naming: ["--config \(name): ", reason])
      }
    }
  }

  @Test(arguments: [
    ("", ["expected --model, --config or --bits"]),
    ("--model nope", ["--model", "nope", "expected a preset"]),
    ("--model mamba-130m --bits 3", ["expected one of them"]),
    ("--bits 10 --cache-format 16", ["--cache-format 16", "expected with --model or --config"]),
    ("--bits 10 --error 1", ["--error 1", "less than 1"]),
    ("--bits 10 --alphabet 1", ["--alphabet 1", "D >= 2"]),
    ("--bits -1", ["'-1'", "--bits"]),
    ("--model mamba-130m --cache-format 8", ["'8'", "mixed, 16, 32"]),
  ])
  func wrongOptionsAreRefused(options: String, parts: [String]) throws {
    expectRefusal(try construct("gssm capacity " + options), status: 64, naming: parts)
  }
}
