import Foundation
import Testing

/// `--certificate` and `construct verify`.
@Suite struct CertificateTests {
  @Test(
    arguments: [
      ("--ngram 2 --length 10", Int32(0), "copy, T2.3"),
      ("--ngram 2 --length 10 --scale length-free --kernel rational", 0, "copy, X.scale"),
      ("--ngram 3 --alphabet 3 --length 10 --scale power-of-two", 0, "copy, T2.3"),
      ("--ngram 4 --length 3000 --scale power-of-two --kernel indexed", 0, "copy, T2.3"),
      ("--text text --ngram 2 --scale power-of-two --kernel indexed", 1, "failure, X.failure-set"),
      ("--ngram 2 --length 8 --source distinct --kernel interval", 0, "copy, T2.3"),
      ("--ngram 4 --length 3000 --kernel indexed", 0, "copy, T2.3"),
      ("--ngram 20 --alphabet 2 --length 900 --source rotated --seed 3 --kernel indexed", 0, "copy, T2.3"),
      ("--ngram 1 --alphabet 3 --length 3 --source uniform --seed 2", 1, "failure, X.failure-set"),
      ("--text text", 0, "copy, T2.3"),
      ("--text text --ngram 2 --kernel indexed", 1, "failure, X.failure-set"),
      ("gssm witness --model gru --format float8e5m2 --hidden 2 --alphabet 2", 0, "gssm-witness, T2.7"),
      ("gssm witness --model lstm --format float16 --hidden 2 --alphabet 3", 0, "gssm-witness, T2.7"),
    ] as [(String, Int32, String)])
  func whatIsIssuedHolds(arguments: String, status: Int32, kind: String) throws {
    try withTemporaryFolder { folder in
      try folder.write("text", "abcabd")
      let plain = try construct(arguments + " --quiet", in: folder)
      let issued = try construct(arguments + " --quiet --certificate c.json", in: folder)
      #expect(issued.ending == .status(status) && issued.ending == plain.ending)
      #expect(issued.output == "" && issued.errors == "")
      let checked = try construct("verify c.json", in: folder)
      #expect(checked.ending == .status(0) && checked.errors == "")
      #expect(checked.output == "c.json: holds (\(kind))\n")
    }
  }

  @Test func aLieIsRejectedAndNonsenseIsUnreadable() throws {
    try withTemporaryFolder { folder in
      #expect(try construct("--ngram 2 --length 10 --quiet --certificate c.json", in: folder).ending == .status(0))
      let text = try String(contentsOf: folder.appendingPathComponent("c.json"), encoding: .utf8)
      try folder.write("lie.json", text.replacingOccurrences(of: "\"256/267\"", with: "\"256/266\""))
      try folder.write("nonsense.json", "{\"schema\": 1}")
      let lie = try construct("verify c.json lie.json", in: folder)
      #expect(lie.ending == .status(1) && lie.errors == "")
      #expect(
        lie.output == """
          c.json: holds (copy, T2.3)
          lie.json: rejected: evidence.blocks[0].weight: 256/266; computed 256/267

          """)
      let all = try construct("verify nonsense.json lie.json c.json missing.json", in: folder)
      #expect(all.ending == .status(64))
      #expect(
        all.errors == """
          construct: nonsense.json: expected an object with the schema verbatim.certificate/1
          construct: verify missing.json: there is no such file

          """)
      #expect(all.output.split(separator: "\n").count == 2)
      let quiet = try construct("verify c.json lie.json --quiet", in: folder)
      #expect(quiet.ending == .status(1) && quiet.output == "" && quiet.errors == "")
      let json = try construct("verify c.json lie.json --json", in: folder)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let files = try #require(object["files"] as? [[String: Any]])
      #expect(object["schema"] as? String == "verbatim.verification/1")
      #expect(files.map { $0["outcome"] as? String } == ["holds", "rejected"])
      #expect(files[0]["reason"] is NSNull && files[1]["kind"] as? String == "copy")
    }
  }

  @Test func aHugeFileIsOneLine() throws {
    try withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("huge.json")
      try folder.write("huge.json", "")
      let file = try FileHandle(forWritingTo: path)
      try file.truncate(atOffset: 200_000_000)
      try file.close()
      expectRefusal(
        try construct("verify huge.json", in: folder), status: 64, naming: ["200000000 bytes", "16777216"])
    }
  }

  @Test(
    arguments: [
      (
        "--ngram 2 --length 5 --certificate missing/c.json", Int32(64),
        ["--certificate missing/c.json", "is no folder"]
      ),
      ("--ngram 2 --length 5 --certificate .", 64, ["--certificate .", "expected a file"]),
      ("--ngram 2 --length 5 --kernel float64 --certificate c.json", 64, ["--kernel float64", "proves nothing"]),
      ("--ngram 1025 --alphabet 2 --length 5 --certificate c.json", 70, ["n = 1025 > 1024"]),
      ("--ngram 30 --alphabet 2 --length 2000000 --source rotated --certificate c.json", 70, ["2000000 > 1048576"]),
      ("gssm witness --model gru --format float16 --certificate missing/c.json", 64, ["is no folder"]),
      ("verify", 64, ["<file>"]),
    ] as [(String, Int32, [String])])
  func isRefusedInOneLine(arguments: String, status: Int32, parts: [String]) throws {
    try withTemporaryFolder { folder in
      expectRefusal(try construct(arguments, in: folder), status: status, naming: parts)
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("c.json").path))
    }
  }
}
