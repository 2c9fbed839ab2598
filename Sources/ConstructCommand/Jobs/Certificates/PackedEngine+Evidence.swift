import Arithmetic
import Certificates
import CopyTask
import Engines

extension PackedEngine {
  /// What a certificate records of each step, given that the steps before it are right.
  func evidence() -> [(weight: Rational, margin: Rational)] {
    prompt.steps.map { step in
      let exact = exactStep(step)
      return (exact.rightWeight, exact.margin(of: prompt.expectedOutput(atStep: step)))
    }
  }

  /// The first step at which something else is written than is due.
  ///
  /// - Throws: `CertificateProblem.rejected` if there is none.
  func firstFailure() throws(CertificateProblem) -> FailureCertificate.Step {
    for step in prompt.steps {
      let due = prompt.expectedOutput(atStep: step)
      let exact = exactStep(step)
      // Decoding writes the right token where it leads all others.
      guard exact.margin(of: due) > 0 else { return LogitReading(exact.logits, due: due).record(step: step, due: due) }
    }
    throw .rejected("the run failed, but every step is right in exact arithmetic")
  }
}
