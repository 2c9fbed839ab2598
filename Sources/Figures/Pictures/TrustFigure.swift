/// From a run to a certificate to a theorem, and what must be trusted for each to be true: the table of
/// `Proofs/TRUST.md` as a picture.
enum TrustFigure {
  /// The picture. It has no numbers.
  static func figure() -> Figure {
    let (left, right) = (16, 316)
    let run = Diagram.Box(
      x: left, y: 44, width: 264, name: "A run", lines: ["an engine writes tokens, and EOS"])
    let certificate = Diagram.Box(
      x: left, y: 142, width: 264, name: "A certificate: copy.json",
      lines: ["n, D, the string, exact numbers", "and a digest of the weights"])
    let theorem = Diagram.Box(
      x: left, y: 258, width: 264, name: "Theorem 2.3, by make proofs",
      lines: ["for all n, D and strings with", "distinct n-grams; no axioms"])
    let reference = Diagram.Box(
      x: right, y: 44, width: 388, name: "construct verify: holds",
      lines: ["computes everything again, by the reference", "trusts its weights and forward pass, GMP, Swift"])
    let python = Diagram.Box(
      x: right, y: 142, width: 388, name: "Proofs/Certificates/check.py: holds",
      lines: [
        "computes everything again, in another language", "trusts the specification, and Python's integers",
      ])
    let coq = Diagram.Box(
      x: right, y: 258, width: 388, name: "coqc: a theorem about this string",
      lines: ["stated by certificate_to_coq.py", "trusts Coq's kernel, and that definitions fit"])
    // Arrows to the right meet in one line, halfway.
    let middle = (left + run.width + right) / 2
    let start = [left + certificate.width, certificate.y + certificate.height / 2]
    func branch(_ box: Diagram.Box) -> Diagram.Arrow {
      let end = box.y + box.height / 2
      return Diagram.Arrow(
        end == start[1] ? [start, [right, end]] : [start, [middle, start[1]], [middle, end], [right, end]])
    }
    let down = left + run.width / 2
    return Figure(
      name: "trust", title: "From a run to a certificate to a theorem, and what each trusts",
      description: """
        Boxes with arrows. A run leads to a certificate, and the certificate to three answers: construct verify \
        computes everything again by the reference; check.py does so in Python, from the specification; coqc \
        accepts a theorem about this string, to which a second arrow leads from Theorem 2.3, which is proved for \
        all strings. Each answer names what it trusts. None of them trusts the run.
        """,
      diagrams: [
        Diagram(
          title: "What an answer rests on",
          boxes: [run, certificate, theorem, reference, python, coq],
          arrows: [Diagram.Arrow([[down, run.y + run.height], [down, certificate.y]])]
            + [reference, python, coq].map(branch)
            + [
              Diagram.Arrow([[left + theorem.width, theorem.y + 54], [right, theorem.y + 54]])
            ],
          notes: [
            """
            An answer holds if what it trusts is right. The run and the issuer are trusted by none: a \
            certificate that was changed, or made up, is refused.
            """
          ])
      ])
  }
}
