import Foundation
import Testing

/// What becomes of the files beside an output, of its permissions, and of links.
@Suite struct OutputFileTests {
  private func mode(_ file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
  }

  @Test func clearsWhatKilledProcessesLeft() throws {
    try withTemporaryFolder { folder in
      for name in ["out.json.partial-1", "out.json.partial-4194399"] { try folder.write(name, "half of") }
      // What is not of this file, or of no process, is somebody's.
      let others = ["out.json.partial-", "out.json.partial-x", "other.json.partial-1", "out.json.partial-1.bak"]
      for name in others { try folder.write(name, "mine") }
      #expect(try construct("--ngram 2 --length 5 --quiet --certificate out.json", in: folder).ending == .status(0))
      let found = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(found == (others + ["out.json"]).sorted())
    }
  }

  #if os(Linux)
    @Test func leavesAloneWhatAnotherProcessIsWriting() throws {
      try withTemporaryFolder { folder in
        let file = try folder.write("out.json.partial-1", "half of")
        let handle = try FileHandle(forWritingTo: file)
        #expect(flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
        #expect(try construct("--ngram 2 --length 5 --quiet --certificate out.json", in: folder).ending == .status(0))
        #expect(FileManager.default.fileExists(atPath: file.path))
        try handle.close()
      }
    }
  #endif

  @Test(arguments: [0o600, 0o640, 0o664, 0o755])
  func keepsPermissions(mode: Int) throws {
    try withTemporaryFolder { folder in
      let file = try folder.write("out.json", "old")
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      #expect(try construct("--ngram 2 --length 5 --quiet --certificate out.json", in: folder).ending == .status(0))
      #expect(try self.mode(file) == mode)
      #expect(try String(contentsOf: file, encoding: .utf8).contains("verbatim.certificate/1"))
    }
  }

  @Test func followsSymbolicLinks() throws {
    try withTemporaryFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(at: folder.appendingPathComponent("inner"), withIntermediateDirectories: false)
      try folder.write("inner/real", "old")
      func link(_ name: String, to target: String) throws {
        try manager.createSymbolicLink(atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
      }
      try link("inner/second", to: "real")
      try link("first", to: "inner/second")
      try link("dangling", to: "inner/new")
      try link("circle", to: "circle")
      for (name, target) in [("first", "inner/real"), ("dangling", "inner/new")] {
        #expect(try construct("--ngram 2 --length 5 --quiet --certificate \(name)", in: folder).ending == .status(0))
        let kind = try manager.attributesOfItem(atPath: folder.appendingPathComponent(name).path)[.type]
        #expect(kind as? FileAttributeType == .typeSymbolicLink)
        let text = try String(contentsOf: folder.appendingPathComponent(target), encoding: .utf8)
        #expect(text.contains("verbatim.certificate/1"))
      }
      expectRefusal(
        try construct("--ngram 2 --length 5 --certificate circle", in: folder), status: 64,
        naming: ["--certificate circle: "])
    }
  }

  @Test func weightsOfManyGigabytesAreAskedFor() throws {
    try withTemporaryFolder { folder in
      let result = try construct("weights --ngram 1000 --alphabet 1000 --dtype f16 --output w", in: folder)
      #expect(result.ending == .status(70))
      #expect(result.errors.contains(" bytes > "))
      #expect(result.errors.contains("--limit allows more"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}
