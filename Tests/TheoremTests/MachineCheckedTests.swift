import CopyTask
import Foundation
import Testing
import Theorems

/// The ledger says of each claim what Coq proves of it; here that is compared with the files that Coq checks.
@Suite("The ledger and the statements of Coq agree")
struct MachineCheckedTests {
  /// The folder of the proofs.
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Proofs")

  private let ids = ClaimID.allCases.map(\.rawValue)

  private func text(_ name: String) throws -> String {
    try String(contentsOf: MachineCheckedTests.folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test("every statement in Coq names a claim, and a theorem of its name proves it")
  func statementsAreProved() throws {
    let statements = try statements()
    #expect(statements.count >= 50, "the files of statements are not read as they are written")
    #expect(Set(statements.map(\.name)).count == statements.count)
    let theorems = try theorems()
    for statement in statements {
      #expect(ids.contains(statement.claim), "\(statement.name): no claim is called \(statement.claim)")
      #expect(theorems[statement.name.lowercased()] == statement.name, "no theorem proves \(statement.name)")
    }
  }

  @Test("the ledger names for each claim exactly the statements that Coq proves of it")
  func ledger() throws {
    var cells: [String: String] = [:]
    for row in try rows(of: "README.md") {
      if let match = row[0].wholeMatch(of: /\[([A-Z][^\]]*)\]\(.*\.md\)/), row.count == 5 {
        cells[String(match.output.1)] = row[3]
      }
    }
    #expect(cells.keys.sorted() == ids.sorted())
    let open = try notMachineChecked()
    let statements = try statements()
    for id in ids {
      let cell = try #require(cells[id], "no row for \(id)")
      let names = statements.filter { $0.claim == id }.map(\.name)
      let answer = cell.prefix { $0 != ":" }
      #expect(MachineCheckedTests.names(in: cell, of: id) == names, "\(id): expected these, in this order")
      // What is left open of a claim stands in Coq/README.md.
      if names.isEmpty {
        #expect(cell == "no", "\(id)")
      } else {
        #expect(answer == (open.contains(id) ? "partly" : "yes"), "\(id)")
      }
    }
  }

  @Test("the table of the machine-checked proofs names the same statements")
  func table() throws {
    let rows = try rows(of: "Coq/README.md").filter { ids.contains($0[0]) }
    #expect(Set(rows.map { $0[0] }).count == rows.count)
    let statements = try statements()
    for id in ids {
      let names = statements.filter { $0.claim == id }.map(\.name)
      let row = rows.first { $0[0] == id }
      #expect(row.map { MachineCheckedTests.names(in: $0[1], of: id) } ?? [] == names, "\(id)")
      #expect((row == nil) == names.isEmpty, "\(id)")
    }
    let open = try notMachineChecked()
    for id in open { #expect(ids.contains(id), "Coq/README.md: \(id)") }
    for id in ids where rows.allSatisfy({ $0[0] != id }) {
      #expect(open.contains(id), "Coq/README.md does not say that \(id) is not machine-checked")
    }
  }

  // MARK: - Reading

  /// The propositions of the statements in order, each with the claim in the comment before it; after them those of
  /// Reals, the folder where three axioms are allowed.
  private func statements() throws -> [(claim: String, name: String)] {
    var files: [String] = []
    for place in ["Coq/theories/Statements/", "Coq/theories/Reals/"] {
      let folder = MachineCheckedTests.folder.appendingPathComponent(place)
      files += try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasPrefix("Statement") && $0.hasSuffix(".v") && !$0.hasSuffix("Proofs.v") }.sorted().map { place + $0 }
    }
    var found: [(claim: String, name: String)] = []
    for file in files {
      var claim: String?
      for line in try text(file).split(separator: "\n") {
        if let match = line.wholeMatch(of: /\(\* claim: (\S+) \*\)/) {
          #expect(claim == nil, "\(file): nothing between two comments: \(line)")
          claim = String(match.output.1)
        } else if let match = line.prefixMatch(of: /Definition (\w+) : Prop\b/) {
          let name = String(match.output.1)
          found.append((try #require(claim, "\(file): no claim before \(name)"), name))
          claim = nil
        }
      }
    }
    return found
  }

  /// What each theorem of the files that StatementProofs.v names proves, and of those of Reals.
  private func theorems() throws -> [String: String] {
    let files = try text("Coq/theories/Proofs/StatementProofs.v").matches(of: /From Verbatim Require Export ([\w ]+)\./)
      .flatMap { $0.output.1.split(separator: " ").map { "Proofs/\($0)" } }
    #expect(!files.isEmpty)
    var found: [String: String] = [:]
    for file in files + ["Reals/StatementSoftmaxProofs"] {
      for match in try text("Coq/theories/\(file).v").matches(of: /(?m)^Theorem (\w+) : (\w+)\.$/) {
        found[String(match.output.1)] = String(match.output.2)
      }
    }
    return found
  }

  /// The cells of all rows of all tables of a page.
  private func rows(of page: String) throws -> [[String]] {
    try text(page).split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix(" |") }
      .map { $0.dropFirst(2).dropLast(2).components(separatedBy: " | ") }
  }

  /// The claims of which Coq/README.md says that something is left open.
  private func notMachineChecked() throws -> [String] {
    let section = try text("Coq/README.md").components(separatedBy: "\n## What is not machine-checked\n")
    let end = try #require(section.count == 2 ? section[1] : nil, "Coq/README.md: no section of what is left open")
    return end.components(separatedBy: "\n## ")[0].matches(of: #/(?m)^- (\S+): /#).map { String($0.output.1) }
  }

  /// The names in a cell; for the claim `T2.3`, `_error` stands for `T2_3_error`.
  private static func names(in cell: String, of id: String) -> [String] {
    let stem = String(id.map { ".-".contains($0) ? "_" : $0 })
    return cell.matches(of: /`(\w+)`/).map { match in
      let name = String(match.output.1)
      return name.hasPrefix("_") ? stem + name : name
    }
  }
}
