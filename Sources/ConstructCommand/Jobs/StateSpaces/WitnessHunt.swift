import Certificates
import CopyTask
import StateSpaces

/// What `--search` takes.
enum GssmWitnessSearch: String, CaseIterable {
  case auto
  case breadth
  case contraction
  case birthday

  /// The searches, in this order.
  var strategies: [CollisionSearch<SeededRecurrence>.Strategy] {
    switch self {
    case .auto: [.breadth, .contraction, .birthday]
    case .breadth: [.breadth]
    case .contraction: [.contraction]
    case .birthday: [.birthday]
    }
  }
}

/// The search for two strings that a recurrence cannot tell apart.
struct WitnessHunt {
  let description: RecurrenceDescription
  let search: GssmWitnessSearch

  /// The length that was asked for.
  let length: Int?
  let certificate: CertificateFile?

  /// Searches, replays what was found, and writes its certificate.
  ///
  /// - Throws: `Failure` for a length that is out of reach, before anything is searched.
  func report() throws(Failure) -> GssmWitnessReport {
    let effort = try GssmWitnessEffort.allowed(for: description, length: length)
    let machine = SeededRecurrence(description)
    let outcome = CollisionSearch(machine, seed: description.seed).run(search.strategies, effort: effort)
    let witness = try outcome.pair.map { pair throws(Failure) in try replayed(pair, of: machine) }
    if let witness {
      try certificate?.write { () throws(CertificateProblem) in try CertificateIssuer.witness(witness) }
    }
    return GssmWitnessReport(
      description: description, search: search, length: length, outcome: outcome, witness: witness)
  }

  private func replayed(
    _ pair: CollidingPair, of machine: SeededRecurrence
  ) throws(Failure) -> CollisionWitness<SeededRecurrence> {
    // Any tail will do: what is read after the states agree keeps them equal.
    let tail = [Token](repeating: 0, count: (length ?? pair.length) - pair.length)
    let witness = CollisionWitness(pair.extended(by: tail), of: machine)
    do throws(WitnessError) { try WitnessReplay.check(witness) } catch {
      throw .limit("the witness that was found does not replay: \(error)")
    }
    return witness
  }
}
