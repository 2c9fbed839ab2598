import CopyTask
import Foundation
import Testing

/// What Coq proves is said by names alone; here it is seen that the names are those of claims and of theorems.
@Suite("The statements of Coq")
struct MachineCheckedTests {
  /// The folder of the development.
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Proofs/Coq/theories")

  private func text(_ path: String) throws -> String {
    try String(contentsOf: MachineCheckedTests.folder.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("name a claim each, and a theorem of the same name proves it")
  func statementsAreProved() throws {
    // Reals, where three axioms are allowed, stands apart.
    let statements = try statements(in: "Statements/") + statements(in: "Reals/")
    #expect(statements.count >= 50, "the files of statements are not read as they are written")
    #expect(Set(statements.map(\.name)).count == statements.count)
    let proofs = try text("Proofs/StatementProofs.v").matches(of: /From Verbatim Require Export ([\w ]+)\./)
      .flatMap { $0.output.1.split(separator: " ").map { "Proofs/\($0).v" } }
    var theorems: [String: String] = [:]
    for file in proofs + ["Reals/StatementSoftmaxProofs.v"] {
      for match in try text(file).matches(of: /(?m)^Theorem (\w+) : (\w+)\.$/) {
        theorems[String(match.output.1)] = String(match.output.2)
      }
    }
    for (claim, name) in statements {
      #expect(ClaimID(rawValue: claim) != nil, "\(name): no claim is called \(claim)")
      #expect(theorems[name.lowercased()] == name, "no theorem proves \(name)")
    }
  }

  /// The propositions of the files of statements in a folder, each with the claim in the comment before it.
  private func statements(in folder: String) throws -> [(claim: String, name: String)] {
    try FileManager.default.contentsOfDirectory(
      atPath: MachineCheckedTests.folder.appendingPathComponent(folder).path
    ).filter { $0.contains(/^Statement.*\.v$/) && !$0.hasSuffix("Proofs.v") }.flatMap { file in
      try text(folder + file).matches(of: /\(\* claim: (\S+) \*\)(?s:.*?)\nDefinition (\w+) : Prop\b/)
        .map { (String($0.output.1), String($0.output.2)) }
    }
  }
}
