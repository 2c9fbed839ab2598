import Foundation
import Testing

/// The JSON report, schema `verbatim.copy/1`, member by member.
///
/// The numbers were found by a dense model in Python's fractions, written from the description of the
/// construction alone; the digests by Python's hashlib and by
/// `Proofs/Certificates/check.py`.
@Suite struct JSONReportTests {
  @Test func ofTheMainJobInSmall() throws {
    let report = try JSONReport("--ngram 2 --alphabet 3 --length 10 --kernel rational")
    #expect(
      try report.stable == """
        {"bounds":{"gssmBits":16,"pNgramUpper":"1/1"},\
        "construction":{"alphabet":3,"boundaryBonus":2,"codeBits":2,"heads":[3,1],"hidden":24,"layers":2,\
        "maxLength":10,"ngram":2,"nonzeros":150,"parameters":3384,"scale":4,\
        "scaleRule":"length-dependent","width":28},\
        "input":{"distinctNgrams":true,"length":10,\
        "sha256":"894a78c6d3e9013ced26c6bdc441848769713eede0b66d89b2288b0af5a5a9b8","source":"de-bruijn"},\
        "run":{"copied":10,"firstMismatch":null,"generated":11,"kernel":"rational",\
        "minAttention":"256/267","minMargin":"24639872/4325953","resumedAt":null,"terminated":true},\
        "schema":"verbatim.copy/1",\
        "weights":{"sha256":"ad9e231d5ae2551138ba209e4045e7a17fbb835adb43024fe478c5a04ae779a3"}}
        """)
  }

  @Test func ofAMismatch() throws {
    let report = try JSONReport(
      "--ngram 3 --alphabet 3 --length 29 --source uniform --seed 7 --kernel rational", status: 1)
    #expect(
      try report.stable == """
        {"bounds":{"gssmBits":46,"pNgramUpper":"1/1"},\
        "construction":{"alphabet":3,"boundaryBonus":2,"codeBits":2,"heads":[4,1],"hidden":36,"layers":2,\
        "maxLength":29,"ngram":3,"nonzeros":229,"parameters":6252,"scale":5,\
        "scaleRule":"length-dependent","width":37},\
        "input":{"distinctNgrams":false,"length":29,\
        "sha256":"a0660da23d7fc92366c4f464293fcc52156b56f8e729cac40b60438e7999f868","source":"uniform"},\
        "run":{"copied":8,"firstMismatch":{"due":1,"step":3,"wrote":0},"generated":30,"kernel":"rational",\
        "minAttention":"562949953421312/1128102157095425","minMargin":"-8800404770824/1128102157095425",\
        "resumedAt":null,"terminated":false},"schema":"verbatim.copy/1",\
        "weights":{"sha256":"1f4d4b6c0e55ce11bc91b06b6e85efc9d93f8fa3da77c2c31db6d61fd2a14862"}}
        """)
  }

  @Test func ofATie() throws {
    let report = try JSONReport(
      "--ngram 1 --alphabet 4 --length 4 --source uniform --seed 3 --kernel rational", status: 1)
    #expect(
      try report.stable == """
        {"bounds":{"gssmBits":8,"pNgramUpper":"1/1"},\
        "construction":{"alphabet":4,"boundaryBonus":2,"codeBits":2,"heads":[2,1],"hidden":12,"layers":2,\
        "maxLength":4,"ngram":1,"nonzeros":87,"parameters":1418,"scale":4,\
        "scaleRule":"length-dependent","width":19},\
        "input":{"distinctNgrams":false,"length":4,\
        "sha256":"f64c4f47efd334e4ef769d171b6a7b636564ab7eac0e8082d1a938ecd18665b1","source":"uniform"},\
        "run":{"copied":2,"firstMismatch":{"due":2,"step":2,"wrote":null},"generated":2,"kernel":"rational",\
        "minAttention":"128/259","minMargin":"0/1","resumedAt":null,"terminated":false},"schema":"verbatim.copy/1",\
        "weights":{"sha256":"9f74c45fba1aa6de7e2f9c2fc2a39bf7e907c8cc5d67d617484c79ef35d4d3c0"}}
        """)
  }

  @Test func aScaleThatDoesNotDependOnTheLength() throws {
    let report = try JSONReport("--ngram 4 --alphabet 10 --length 300 --scale length-free")
    #expect(try report.number("construction", "scale") == 5)
    #expect(try report.number("construction", "boundaryBonus") == 4)
    #expect(try report.text("construction", "scaleRule") == "length-free")
    #expect(try report.number("run", "copied") == 300)
  }

  @Test func boundsAreExact() throws {
    let report = try JSONReport("--ngram 3 --alphabet 26 --length 10")
    // C(8, 2) / 26^3 = 28/17576, and 10 log2 26 = 47.004...
    #expect(try report.text("bounds", "pNgramUpper") == "7/4394")
    #expect(try report.number("bounds", "gssmBits") == 48)
  }

  @Test func volatileMembersAreNumbers() throws {
    let run = try JSONReport("--ngram 2 --length 10")["run"]
    #expect(run.count == 11)
    for key in JSONReport.volatileKeys { #expect(try #require(run[key] as? Double) > 0, "\(key)") }
  }

  @Test(arguments: [
    "--ngram 2 --alphabet 3 --length 10", "--ngram 2 --alphabet 3 --length 10 --source uniform",
    "--ngram 4 --alphabet 20 --length 20 --kernel float8e5m2",
  ])
  func isAllThatIsPrinted(arguments: String) throws {
    let result = try construct("--json " + arguments)
    // The object begins and ends what is printed, and nothing follows but a line feed.
    #expect(result.output.hasPrefix("{\n"))
    #expect(result.output.hasSuffix("\n}\n"))
    _ = try JSONReport(result)
  }

  @Test func largeAlphabetsAreDigestedInEightBytesPerToken() throws {
    let report = try JSONReport("--ngram 1 --alphabet 300 --length 20")
    #expect(
      try report.text("input", "sha256")
        == "f5c4cb24f4c9b43e624e0a83cb11934f932dbd5db24eee67fed696354ac88a61")
  }
}
