import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

extension CopyReport {
  /// A heading and what stands beside it.
  typealias Line = (String, String)

  /// The report for people: a few lines, each with a heading.
  func text() -> String {
    hangingParagraphs(
      modelLines + stringLines + [runLine] + outcomeLines + [theoremLine, stateLine] + roundingLines)
  }

  /// What was built.
  var modelLines: [Line] {
    let (parameters, size) = (subject.parameters, model.size)
    let heads = size.heads.map(\.grouped).joined(separator: " + ")
    return [
      (
        "model",
        "n = \(parameters.ngram), D = \(parameters.alphabetSize): \(size.heads.count) layers, "
          + "\(heads) heads, width \(size.width.grouped), "
          + "hidden \(size.hidden.grouped), scale \(parameters.scale)\(scaleText)"
      ),
      (
        "",
        "\(size.parameters.grouped) parameters, \(size.nonzeros.grouped) of them not zero: integers that "
          + "depend on n and D, not on L"
          + (model.weights == nil
            ? "; weights of this size were not built, and what runs is the form that \(ClaimID.t23) gives for this "
              + "n and D"
            : "")
      ),
    ]
  }

  /// What it was given.
  var stringLines: [Line] {
    let reason: [Line] = subject.string.ngramOrigin.reason.map { [("n", $0)] } ?? []
    return reason + [("string", subject.string.sourceText + ": " + ngramText), ("", preview)]
  }

  private var runLine: Line {
    (
      "run",
      "\(kernel.description(precision: method.precision))\(choiceText), \(speedText)"
    )
  }

  /// How many threads it took, how long, and how much memory.
  var speedText: String {
    let threads = method.workers.threads
    return "\(threads) thread\(threads == 1 ? "" : "s"): \(secondCount(seconds)), "
      + "\(Int(tokensPerSecond.rounded()).grouped) tokens/s, \(byteCount(peakBytes))"
  }

  /// What came of it.
  var outcomeLines: [Line] {
    var lines: [Line] = [
      ("copied", "\(copied.grouped) of \(subject.length.grouped) tokens" + inARow + ending)
    ]
    if let resumedAt { lines.append(("resumed", resumedText(at: resumedAt))) }
    if let mismatch = firstMismatch { lines.append(("mismatch", mismatchText(mismatch, subject.alphabet))) }
    if let minAttention {
      lines.append(
        (
          "attention",
          "\(value(minAttention)) on the right key (smallest \(place(minAttention.step)))"
        ))
      lines += exactLines(exact?.minAttention)
    }
    if let minMargin {
      lines.append(
        (
          "margin",
          "\(value(minMargin)) between the right logit and the next "
            + "(smallest \(place(minMargin.step)))"
        ))
      lines += exactLines(exact?.minMargin)
    }
    return lines
  }

  /// What was not done here.
  private func resumedText(at step: Int) -> String {
    let what = isTakenWhole ? "all \(step.grouped) steps" : "the first \(step.grouped) of \(generated.grouped) steps"
    return "\(what) are taken from the checkpoint file, which says that what they write is right; that their "
      + "\(subject.parameters.ngram)-grams are distinct and the theorem's inequality holds was found anew"
  }

  /// What is proved of it.
  var theoremLine: Line { ("theorem", theoremText) }

  private var stateLine: Line {
    (
      "state",
      "copying every string of this length takes a state space model \(bounds.stateBits.grouped) bits of "
        + "state, L log2 D (\(ClaimID.t27))"
    )
  }

  /// What there is to say about a scale other than that of T2.3.
  private var scaleText: String {
    let parameters = subject.parameters
    return parameters.scaleRule == .lengthDependent
      ? "" : " (\(parameters.scaleRule.name), boundary bonus \(parameters.boundaryBonus))"
  }

  /// How many tokens are right from the beginning, where that is not what `copied` says already.
  private var inARow: String {
    guard let step = firstMismatch?.step, step != copied else { return "" }
    return ", the first \(step.grouped) in a row"
  }

  /// How the copy ended.
  var ending: String {
    if terminated { return ", then EOS" }
    return endedElsewhere ? ", ended by EOS too early" : ", not ended by EOS"
  }

  /// What the indexed engine did, and why it was taken, where it was.
  private var choiceText: String {
    guard let certification else { return "" }
    let exact = certification.evaluatedExactly
    return (method.kernelReason.map { ", as \($0)" } ?? "")
      + (exact == 0 ? "" : ", \(exact.grouped) steps over all keys")
  }

  /// A smallest value and how it is to be read: as a bound, or as what came out of rounded arithmetic.
  private func value(_ extreme: Extreme) -> String {
    kernel.isCertain ? "at least \(extreme.value.text)" : "computed with rounding as \(extreme.value.text)"
  }

  /// The step in words: step t writes token t + 1, and step L the end.
  func place(_ step: Int) -> String {
    step < subject.length ? "at token \((step + 1).grouped)" : "at the end"
  }

  /// The beginning of the string.
  private var preview: String {
    let text = subject.alphabet.text(of: subject.beginning)
    let characters = text.prefix(CopySubject.shown)
    return subject.length > CopySubject.shown || characters.count < text.count ? characters + "..." : text
  }

  private var ngramText: String {
    let statistics = subject.statistics
    let order = subject.parameters.ngram
    if statistics.positionCount == 0 { return "shorter than n, so no \(order)-gram repeats" }
    if statistics.areDistinct {
      return "all \(statistics.positionCount.grouped) \(order)-grams are distinct"
    }
    return "\(statistics.distinctCount.grouped) distinct \(order)-grams among "
      + statistics.positionCount.grouped
  }

  func mismatchText(_ mismatch: Mismatch, _ alphabet: Alphabet) -> String {
    let due = alphabet.text(of: mismatch.due)
    let place = place(mismatch.step)
    if let wrote = mismatch.wrote {
      return "first \(place): wrote \(alphabet.text(of: wrote)), due was \(due)"
    }
    switch uncertainty {
    case .tie(let candidates):
      return "stopped \(place): an exact tie between \(CopyReport.list(candidates, alphabet)), due was \(due)"
    case .undecided(let candidates):
      return "stopped \(place): cannot tell apart \(CopyReport.list(candidates, alphabet)), due was \(due)"
        + (kernel == .interval ? "; more --precision may" : "")
    case nil:
      return "first \(place): wrote nothing, due was \(due)"
    }
  }

  /// At most this many candidates are named.
  private static let mostNamed = 8

  /// The first of some tokens, and how many more there are.
  static func list(_ tokens: [Token], _ alphabet: Alphabet) -> String {
    let named = tokens.prefix(CopyReport.mostNamed).map { alphabet.text(of: $0) }.joined(separator: ", ")
    let more = tokens.count - CopyReport.mostNamed
    return more > 0 ? "\(named) and \(more) more" : named
  }

  // MARK: - What is proved

  /// L_max: a number where it is that of the theorem, D^n + n - 1.
  private var longestText: String {
    let parameters = subject.parameters
    return parameters.isScaleLimited ? "2^62 (to which the scale is limited)" : parameters.maxLength.grouped
  }

  /// What the theorem says about this string and this run.
  private var theoremText: String {
    let parameters = subject.parameters
    let order = parameters.ngram
    if subject.statistics.areDistinct {
      let claim =
        "\(parameters.scaleRule == .lengthFree ? ClaimID.xScale : .t23): every string with distinct "
        + "\(order)-grams and L <= \(longestText) is copied"
      if !kernel.isCertain {
        return "\(claim) by the exact model"
      }
      switch kernel {
      case _ where !succeeded: break
      case .interval: return "\(claim), as it was here, in interval arithmetic"
      case .indexed where isTakenWhole:
        return "\(claim), by the theorem's inequality at every step; none was run here"
      case .indexed:
        let place = resumedAt.map { " from step \($0.grouped) on" } ?? ""
        return "\(claim), as it was here\(place), by the theorem's inequality at every step"
      default: return "\(claim), as it was here, in exact arithmetic"
      }
      return status == .limit
        ? "\(claim) by the exact model; these intervals are too wide to show it"
        : "\(claim): this run contradicts it, which is a defect of this program"
    }
    // A string that repeats an n-gram always has one with two successors: if the same token follows both
    // times, the n-grams that end with it repeat too, and so on up to the end, which follows only one of the
    // two.
    if let conflict = subject.conflict {
      return "not covered by \(ClaimID.t23): the \(order)-gram that ends at token \(conflict.firstStep.grouped) comes "
        + "again at token \(conflict.secondStep.grouped) with another successor; no copier by "
        + "\(order)-grams can be right at both (\(ClaimID.xFailureSet))"
    }
    return "not covered by \(ClaimID.t23), as \(order)-grams repeat"
  }
}
