import Foundation
import Testing

/// `construct figures` and `construct gssm plot`.
@Suite struct FiguresCommandTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let names = [
    "error-probability", "exponential-length", "frontier", "gate", "gssm-error-floor", "lookup", "pigeonhole", "scale",
    "separation", "trust", "weight", "windows",
  ]

  @Test func theCommittedFiguresAreWhatTheCommandDraws() throws {
    try withTemporaryFolder { folder in
      let result = try construct("figures --output new", in: folder)
      #expect(result.ending == .status(0) && result.output == "" && result.errors == "")
      let new = folder.appendingPathComponent("new")
      let files = FiguresCommandTests.names.map { $0 + ".svg" }
      // Nothing but the figures: what was written beside them is gone.
      #expect(try FileManager.default.contentsOfDirectory(atPath: new.path).sorted() == files)
      let committed = FiguresCommandTests.root.appendingPathComponent("Examples/figures")
      for file in files {
        #expect(
          try Data(contentsOf: new.appendingPathComponent(file))
            == Data(contentsOf: committed.appendingPathComponent(file)), "\(file)")
      }
      #expect(
        try construct("gssm plot", in: folder).output
          == String(contentsOf: committed.appendingPathComponent("gssm-error-floor.svg"), encoding: .utf8))
    }
  }

  @Test func numbersAreExact() throws {
    let result = try construct("figures error-probability --json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "verbatim.figures/1")
    let figures = try #require(object["figures"] as? [[String: Any]])
    let charts = try #require(figures.first?["charts"] as? [[String: Any]])
    func points(_ chart: Int, _ series: Int) throws -> [[String: Any]] {
      let all = try #require(charts[chart]["series"] as? [[String: Any]])
      return try #require(all[series]["points"] as? [[String: Any]])
    }
    // Of 729 strings over three tokens 282 are miscopied, of 81 there are 6 (X.failure-set).
    #expect(try points(0, 0)[4]["y"] as? String == "94/243")
    #expect(try points(0, 0)[2]["y"] as? String == "2/27")
    #expect(try points(1, 0)[4]["y"] as? String == "19/128")
    let sample = try #require(try points(2, 0)[0]["sample"] as? [String: Any])
    #expect(sample["trials"] as? Int == 400 && sample["confidence"] as? String == "99/100")
    let table = try construct("figures error-probability --table").output
    #expect(table.contains("\n 6   0.386831  0.679012   0.444444         4\n"))
    for line in table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func gridsArePrintedRowByRow() throws {
    let result = try construct("figures windows --json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let figures = try #require(object["figures"] as? [[String: Any]])
    #expect((figures.first?["charts"] as? [Any])?.isEmpty == true)
    let grids = try #require(figures.first?["grids"] as? [[String: Any]])
    let rows = try #require(grids[1]["rows"] as? [[String: Any]])
    #expect(rows.last?["label"] as? String == "G_2 = 3 h_3 - 2 h_2")
    #expect(rows.last?["remark"] as? String == "= (-1/2 -1/2 1/2)")
    let cells = try #require(rows.last?["cells"] as? [[String: Any]])
    #expect(cells.map { $0["text"] as? String } == ["mean"] && cells.map { $0["look"] as? String } == ["gone"])
    #expect(cells.map { $0["column"] as? Int } == [0] && cells.map { $0["span"] as? Int } == [1])
    let table = try construct("figures lookup gate windows --table").output
    #expect(table.contains("\n  window of 3          [mean of 3]            h_3 = (-1/3 -1/3 0)\n"), "\(table)")
    for line in table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func diagramsArePrintedInWords() throws {
    let table = try construct("figures trust --table").output
    #expect(table.hasPrefix("What an answer rests on\n  A run\n    an engine writes tokens, and EOS\n"), "\(table)")
    for line in table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let result = try construct("figures trust scale --json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let figures = try #require(object["figures"] as? [[String: Any]])
    // In the order of the list.
    let diagrams = try figures.map { try #require($0["diagrams"] as? [[String: Any]]) }
    #expect(diagrams.map(\.count) == [0, 1])
    let boxes = try #require(diagrams[1][0]["boxes"] as? [[String: Any]])
    #expect(boxes.last?["name"] as? String == "coqc: a theorem about this string")
    #expect((boxes.last?["lines"] as? [String])?.count == 2)
  }

  @Test func plotsChosenModels() throws {
    try withTemporaryFolder { folder in
      let line = "gssm plot --model mamba-130m --model jamba-v0.1 --alphabet 256 --output a.svg --json"
      let result = try construct(line, in: folder)
      #expect(result.ending == .status(0))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.svg"])
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(object["schema"] as? String == "verbatim.gssm/1" && object["command"] as? String == "plot")
      let models = try #require(object["models"] as? [[String: Any]])
      #expect(models.map { $0["maxCopyLength"] as? Int } == [2_654_208, nil])
      let points = try #require(models[0]["points"] as? [[String: Any]])
      let after = points.filter { $0["length"] as? Int == 2_654_209 }
      #expect(after.map { $0["errorFloor"] as? String } == ["255/256"])
      #expect(models[1]["fixedState"] as? Bool == false && models[1]["note"] is String)
    }
  }

  @Test func badInputIsRefusedAndLeavesNoFile() throws {
    try withTemporaryFolder { folder in
      try folder.write("file", "mine")
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("folder"), withIntermediateDirectories: false)
      for (line, parts) in [
        ("figures", ["expected --output, --table or --json"]),
        (
          "figures nope --json",
          ["'nope'", "expected one of error-probability, exponential-length, frontier, gate, gssm"]
        ),
        ("figures scale --json --table", ["--json", "expected one of them"]),
        ("figures --output file", ["--output file: a file; expected a directory"]),
        ("figures --output file/inside", ["--output file/inside: no such directory"]),
        ("figures --output absent/inside", ["--output absent/inside: no such directory"]),
        ("gssm plot --model nope", ["--model", "nope", "expected a preset"]),
        ("gssm plot --alphabet 1", ["--alphabet 1", "D >= 2"]),
        ("gssm plot --alphabet -3", ["'-3'", "--alphabet"]),
        ("gssm plot --cache-format 8", ["'8'", "mixed, 16, 32"]),
        ("gssm plot --output folder", ["--output folder: expected a file or nothing there"]),
        ("gssm plot --output file/inside", ["--output file/inside: Not a directory"]),
        ("gssm plot --output absent/x.svg", ["--output absent/x.svg: No such file or directory"]),
        (
          "gssm plot --model mamba-130m --model mamba-370m --model mamba-790m --model mamba-2.8b "
            + "--model rwkv-4-7b --model rwkv-4-3b --model hawk-7b",
          ["7 models", "at most 6"]
        ),
      ] {
        expectRefusal(try construct(line, in: folder), status: 64, naming: parts)
      }
      for command in [["figures"], ["gssm", "plot"]] {
        expectRefusal(
          try Program.run(command + ["--output", ""], in: folder), status: 64,
          naming: ["--output '': expected a"])
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["file", "folder"])
      #expect(try String(contentsOf: folder.appendingPathComponent("file"), encoding: .utf8) == "mine")
    }
  }
}
