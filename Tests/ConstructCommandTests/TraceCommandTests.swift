import Foundation
import Testing

/// `construct trace` in JSON: schema `verbatim.trace/1`.
@Suite struct TraceCommandTests {
  /// The report, which is all that is printed.
  private func report(_ line: String, status: Int32 = 0, in folder: URL? = nil) throws -> [String: Any] {
    let result = try construct("trace " + line + " --json", in: folder)
    try #require(result.ending == .status(status), "\(line): \(result.errors)")
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("{") && result.output.hasSuffix("}\n"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func steps(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["steps"] as? [[String: Any]])
  }

  @Test func ofTheShortestString() throws {
    // Member by member what a model in Python's fractions, written from the description alone, gives.
    let result = try construct("trace --string a --ngram 1 --keys all --json")
    #expect(result.ending == .status(0))
    #expect(
      result.output == """
        {"construction":{"alphabet":2,"boundaryBonus":2,"codeBits":2,"heads":[2,1],"hidden":12,"layers":2,\
        "maxLength":2,"ngram":1,"nonzeros":79,"parameters":1342,"scale":3,\
        "scaleRule":"length-dependent","width":19},\
        "input":{"distinctNgrams":true,"length":1,\
        "sha256":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","source":"string",\
        "tokens":[0]},\
        "positions":[\
        {"gathered":[["0","0","1"],["0","0","1"]],"key":[["0","0","0"]],"position":0,\
        "query":[["0","0","1"]],"token":2},\
        {"gathered":[["-1","-1","0"],["0","0","1"]],"key":[["0","0","1"]],"position":1,\
        "query":[["-1","-1","0"]],"token":0},\
        {"gathered":[["0","0","1"],["-1","-1","0"]],"key":[["-1","-1","0"]],"position":2,\
        "query":[["0","0","1"]],"token":3},\
        {"gathered":[["-1","-1","0"],["0","0","1"]],"key":[["0","0","1"]],"position":3,\
        "query":[["-1","-1","0"]],"token":0}],\
        "run":{"copied":1,"firstMismatch":null,"generated":[0,4],"minAttention":"64/67","minMargin":"374/67",\
        "terminated":true},"schema":"verbatim.trace/1",\
        "slots":[{"count":2,"name":"code","start":0},{"count":1,"name":"flag","start":2},\
        {"count":1,"name":"start","start":3},{"count":3,"name":"G_0","start":4},\
        {"count":3,"name":"G_1","start":7},{"count":3,"name":"Q_0","start":10},\
        {"count":3,"name":"K_1","start":13},{"count":3,"name":"O","start":16}],\
        "steps":[\
        {"due":0,"keys":[{"position":1,"score":6,"weight":"32/33"},{"position":0,"score":0,"weight":"1/66"},\
        {"position":2,"score":0,"weight":"1/66"}],"logits":["256/33","0","0","0","2/11"],\
        "margin":"250/33","output":["-32/33","-32/33","1/33"],"position":2,"rightKey":1,"step":0,"tied":[],\
        "visible":3,"wrote":0},\
        {"due":4,"keys":[{"position":2,"score":6,"weight":"64/67"},{"position":0,"score":0,"weight":"1/67"},\
        {"position":1,"score":0,"weight":"1/67"},{"position":3,"score":0,"weight":"1/67"}],\
        "logits":["16/67","0","0","0","390/67"],"margin":"374/67",\
        "output":["-2/67","-2/67","65/67"],"position":3,"rightKey":2,"step":1,"tied":[],\
        "visible":4,"wrote":4}]}

        """)
  }

  /// Strings that are copied, miscopied, and undecided, from every source: the packed engine says the same.
  @Test(arguments: [
    ("--ngram 2 --length 10", Int32(0)), ("--ngram 3 --length 9 --source distinct --seed 3", 0),
    ("--ngram 2 --length 8 --scale length-free", 0),
    ("--ngram 3 --alphabet 3 --length 29 --source uniform --seed 7", 1),
    ("--ngram 1 --alphabet 4 --length 4 --source uniform --seed 3", 1),
    ("--ngram 2 --alphabet 30 --length 12 --source rotated", 0),
  ])
  func isWhatCopyReports(line: String, status: Int32) throws {
    let trace = try report(line, status: status)
    let copy = try JSONReport(line + " --kernel packed", status: status)
    for section in ["construction", "input", "run"] {
      var traced = try #require(trace[section] as? [String: Any])
      var copied = try copy[section]
      traced["tokens"] = nil
      for key in JSONReport.volatileKeys + ["kernel", "resumedAt"] { copied[key] = nil }
      if section == "run" {
        let generated = try #require(traced["generated"] as? [Int])
        #expect(generated.count == copied["generated"] as? Int)
        (traced["generated"], copied["generated"]) = (nil, nil)
        // A whole number is p here, and p/1 there.
        for key in ["minAttention", "minMargin"] where (traced[key] as? String)?.contains("/") == false {
          traced[key] = try #require(traced[key] as? String) + "/1"
        }
      }
      #expect(NSDictionary(dictionary: traced) == NSDictionary(dictionary: copied), "\(section)")
    }
  }

  @Test func aStringThatIsTypedIsTheSameStringMade() throws {
    // aabacbbcca is the de Bruijn sequence of (3, 2); nothing but its source tells the two apart.
    var typed = try report("--string aabacbbcca --keys all")
    var made = try report("--ngram 2 --length 10 --keys all")
    #expect((typed["input"] as? [String: Any])?["source"] as? String == "string")
    #expect((made["input"] as? [String: Any])?["source"] as? String == "de-bruijn")
    (typed["input"], made["input"]) = (nil, nil)
    #expect(NSDictionary(dictionary: typed) == NSDictionary(dictionary: made))
  }

  @Test func aMistakeAndWhatComesAfterIt() throws {
    let trace = try report("--string abcabd --ngram 2", status: 1)
    let steps = try steps(trace)
    #expect(steps.map { $0["wrote"] as? Int } == [0, 1, 3, 6])
    #expect(steps.map { $0["due"] as? Int } == [0, 1, 2, nil])
    #expect(steps.map { $0["rightKey"] as? Int } == [1, 2, 3, nil])
    #expect(steps[2]["margin"] as? String == "-8184/2147490817" && steps[3]["margin"] is NSNull)
    let run = try #require(trace["run"] as? [String: Any])
    #expect(run["firstMismatch"] as? [String: Int] == ["step": 2, "wrote": 3, "due": 2])
  }

  @Test func aTieEndsTheTrace() throws {
    let last = try #require(try steps(report("--string acca --ngram 1 --alphabet 4", status: 1)).last)
    #expect(last["tied"] as? [Int] == [0, 2] && last["wrote"] is NSNull && last["due"] as? Int == 2)
    #expect(last["margin"] as? String == "0")
  }

  @Test func stepsAndKeysAreChosen() throws {
    let all = try steps(report("--string banana --keys all"))
    #expect(all.count == 7 && all.allSatisfy { ($0["keys"] as? [Any])?.count == $0["visible"] as? Int })
    let some = try report("--string banana --steps 2-4 --keys 2")
    #expect(try steps(some).map { $0["step"] as? Int } == [2, 3, 4])
    #expect(try steps(some).allSatisfy { ($0["keys"] as? [Any])?.count == 2 })
    // Every position is there all the same.
    #expect((some["positions"] as? [Any])?.count == 14)
    #expect(try steps(report("--string banana --step 6")).map { $0["step"] as? Int } == [6])
    // Steps after the end are none.
    #expect(try steps(report("--string abcabd --ngram 2 --steps 3-6", status: 1)).count == 1)
  }

  @Test func ofAFile() throws {
    try withTemporaryFolder { folder in
      try folder.write("text", "tattarrattat")
      let trace = try report("--text text", in: folder)
      #expect((trace["construction"] as? [String: Any])?["ngram"] as? Int == 5)
      #expect(
        (trace["input"] as? [String: Any])?["tokens"] as? [Int] == "tattarrattat".utf8.map { Int($0) })
    }
  }

  @Test(arguments: [("--string banana", Int32(0)), ("--string banana --ngram 2", 1)])
  func quietSaysItByItsStatus(line: String, status: Int32) throws {
    let result = try construct("trace \(line) --quiet")
    #expect(result.ending == .status(status) && result.output == "" && result.errors == "")
  }

  @Test func theExplorerIsWrittenBesideTheReport() throws {
    try withTemporaryFolder { folder in
      let result = try construct("trace --string abcabd --ngram 2 --html page.html", in: folder)
      #expect(result.ending == .status(1) && result.errors == "")
      #expect(result.output == (try construct("trace --string abcabd --ngram 2").output))
      let page = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
      #expect(page.hasPrefix("<!doctype html>") && page.utf8.count < 1_000_000)
      #expect(page.contains(#"{"ngram":2,"alphabet":4,"string":"abcabd","scale":null,"bonus":null,"#))
      // Over what was there, and with a scale that is not the page's own.
      let line = "trace --string abc --scale length-free --html page.html --quiet"
      #expect(try construct(line, in: folder).ending == .status(0))
      let other = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
      #expect(other.contains(#"{"ngram":1,"alphabet":3,"string":"abc","scale":3,"bonus":2,"#))
      // A larger scale with the usual bonus, which the page knows.
      let power = "trace --string abc --scale power-of-two --html page.html --quiet"
      #expect(try construct(power, in: folder).ending == .status(0))
      let third = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
      #expect(third.contains(#"{"ngram":1,"alphabet":3,"string":"abc","scale":4,"bonus":null,"#))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["page.html"])
    }
  }
}
