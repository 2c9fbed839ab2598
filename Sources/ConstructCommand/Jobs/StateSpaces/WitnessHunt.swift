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
  var strategies: [CollisionSearch<Recurrence>.Strategy] {
    switch self {
    case .auto: [.breadth, .contraction, .birthday]
    case .breadth: [.breadth]
    case .contraction: [.contraction]
    case .birthday: [.birthday]
    }
  }
}

/// The search for two strings that a recurrence cannot tell apart, decided.
struct WitnessHunt {
  private let description: RecurrenceDescription
  private let search: GssmWitnessSearch

  /// The length that was asked for.
  private let length: Int?
  private let effort: CollisionSearch<Recurrence>.Effort
  private let certificate: CertificateFile?

  /// Decides.
  ///
  /// - Throws: `Failure` for a recurrence that there is not, and for a length that is out of reach.
  init(
    _ family: RecurrenceFamily, format: StateFormat, hidden: Int, alphabetSize: Int, seed: UInt64, length: Int?,
    search: GssmWitnessSearch, certificate: String?
  ) throws(Failure) {
    self.certificate = try certificate.map { path throws(Failure) in try CertificateFile(path) }
    do throws(RecurrenceError) {
      description = try RecurrenceDescription(
        family: family, format: format, hidden: hidden, alphabetSize: alphabetSize, seed: seed)
    } catch {
      throw .usage("\(error)")
    }
    effort = try GssmWitnessEffort.allowed(for: description, length: length)
    (self.search, self.length) = (search, length)
  }

  /// Searches, replays what was found, and writes its certificate.
  func report() throws(Failure) -> GssmWitnessReport {
    let machine = Recurrence(description)
    let outcome = CollisionSearch(machine, seed: description.seed).run(search.strategies, effort: effort)
    let witness = try outcome.pair.map { pair throws(Failure) in try replayed(pair, of: machine) }
    if let witness {
      try certificate?.write { () throws(CertificateProblem) in try CertificateIssuer.witness(witness) }
    }
    return GssmWitnessReport(
      description: description, search: search, length: length, outcome: outcome, witness: witness)
  }

  private func replayed(
    _ pair: CollidingPair, of machine: Recurrence
  ) throws(Failure) -> CollisionWitness<Recurrence> {
    // Any tail will do: what is read after the states agree keeps them equal.
    let tail = [Token](repeating: 0, count: (length ?? pair.length) - pair.length)
    let witness = CollisionWitness(pair.extended(by: tail), of: machine)
    do throws(WitnessError) { try WitnessReplay.check(witness) } catch {
      throw .limit("the witness that was found does not replay: \(error)")
    }
    return witness
  }
}
