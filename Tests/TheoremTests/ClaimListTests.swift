import CopyTask
import Foundation
import Testing
import Theorems

/// The claims, their pages, the ledger and the front page name the same.
@Suite("The lists of claims agree")
struct ClaimListTests {
  /// The root of the package.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let ids = ClaimID.allCases.map(\.rawValue)

  private func text(_ path: String) throws -> String {
    try String(contentsOf: ClaimListTests.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("nothing is left empty, and a claim is found by its name")
  func entries() {
    for claim in Claim.all {
      #expect(Claim.named(claim.id).title == claim.title)
      for text in [claim.title, claim.statement, claim.executed, claim.nearMiss.statement] + claim.trusted
        + Effort.allCases.map({ claim.coverage(at: $0) })
      {
        #expect(!text.isEmpty && !text.contains("\n") && !text.contains("  "), "\(claim.id): \(text)")
      }
    }
    #expect(Claim.all.map(\.id) == ClaimID.allCases && Set(Claim.all.map(\.title)).count == Claim.all.count)
  }

  @Test("every claim has a source file and a page of its name, and every page a claim")
  func pages() throws {
    let files = FileManager.default
    let pages = try files.contentsOfDirectory(atPath: ClaimListTests.root.appendingPathComponent("Proofs/Claims").path)
      .map { String($0.dropLast(3)) }
    #expect(pages.sorted() == ids.sorted())
    let sources = try files.contentsOfDirectory(
      atPath: ClaimListTests.root.appendingPathComponent("Sources/Theorems/Claims").path)
    #expect(sources.map { String($0.dropLast(6)) }.sorted() == ids.sorted())
  }

  @Test("every page has the sections of a proof, in order, and the claim's statement")
  func sections() throws {
    let sections = [
      "Statement", "Idea", "Definitions", "Proof", "What the program checks", "What it does not", "References",
    ]
    for claim in Claim.all {
      let page = try text("Proofs/Claims/\(claim.id).md")
      #expect(page.hasPrefix("# \(claim.id): \(claim.title)\n"), "\(claim.id)")
      let headings = page.matches(of: /\n## (.*)\n/).map { String($0.output.1) }
      #expect(headings == sections, "\(claim.id): \(headings)")
      let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(claim.statement), "\(claim.id): the page does not hold the statement")
      #expect(words.contains(claim.nearMiss.statement), "\(claim.id): the page does not hold the near miss")
    }
  }

  @Test("the ledger has a row for each claim, in order")
  func ledger() throws {
    let rows = try text("Proofs/README.md").matches(of: /\n\| \[([A-Z][^\]]*)\]\(([^)]*)\) \|/)
    #expect(rows.map { String($0.output.1) } == ids)
    for row in rows { #expect(row.output.2 == "Claims/" + row.output.1 + ".md") }
  }

  @Test("the front page has a row for each claim, in order, and says of Coq what the ledger says")
  func frontPage() throws {
    let rows = try text("README.md").matches(of: /\n\| \[([A-Z][^\]]*)\]\(Proofs\/Claims\/([^)]*)\) \| ([^|]*) \| (\w+) \|/)
    #expect(rows.map { String($0.output.1) } == ids)
    let ledger = try text("Proofs/README.md")
    for (row, claim) in zip(rows, Claim.all) {
      #expect(row.output.2 == row.output.1 + ".md")
      #expect(row.output.3 == claim.title)
      let entry = try #require(ledger.split(separator: "\n").first { $0.hasPrefix("| [\(claim.id)](") })
      let cells = entry.components(separatedBy: " | ")
      #expect(cells[3].prefix { $0 != ":" } == row.output.4, "\(claim.id)")
    }
  }

  @Test("every link in the pages leads to a file, and every symbol in code is there")
  func links() throws {
    let sources = try swiftSources()
    let proofs = ClaimListTests.root.appendingPathComponent("Proofs")
    let files = try filesBelow(proofs)
    for page in files where page.pathExtension == "md" {
      let (name, text) = (page.lastPathComponent, try String(contentsOf: page, encoding: .utf8))
      for link in text.matches(of: /\]\(([^)#]+)\)/).map({ String($0.output.1) }) where !link.contains("://") {
        let target = page.deletingLastPathComponent().appendingPathComponent(link)
        #expect(FileManager.default.fileExists(atPath: target.path), "\(name): \(link)")
      }
      // A file of the machine-checked proofs, such as `Statement.v` or `Reals/StatementSoftmax.v`.
      for file in text.matches(of: /`([A-Za-z\/]+\.v)`/).map({ "/" + $0.output.1 }) {
        #expect(files.contains { $0.path.hasSuffix(file) }, "\(name): \(file)")
      }
      // A symbol is a capitalized word in code, such as `WindowGadget` or `SpecifiedModel.query`. The names
      // of the machine-checked proofs are looked for by a test of their own.
      if page.path.hasSuffix("/Coq/README.md") { continue }
      for symbol in text.matches(of: /`([A-Z][a-z]+[A-Za-z]*)(\.(?!v`)[a-z][A-Za-z]*)?`/) {
        let name = String(symbol.output.1)
        if !sources.contains(name) { Issue.record("\(page): \(name)") }
        if let member = symbol.output.2, !sources.contains(member.dropFirst()) {
          Issue.record("\(page): \(symbol.output.0)")
        }
      }
    }
  }

  /// The text of all sources.
  private func swiftSources() throws -> String {
    try filesBelow(ClaimListTests.root.appendingPathComponent("Sources")).filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }

  /// All files in a folder and those in it.
  private func filesBelow(_ folder: URL) throws -> [URL] {
    try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
  }
}
