import ArgumentParser
import Arithmetic

/// `construct copy`: builds the construction, runs it on a string and reports.
struct Copy: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a string with the constructed transformer (the default).",
    usage: """
      construct --ngram <n> --length <L> [--alphabet <D>]
                [--source <source>] [--seed <seed>] [<running>]
      construct --string <string> [--ngram <n>] [--alphabet <D>] [<running>]
      construct --text <file> [--ngram <n>] [<running>]
      construct --weights <file> [--logits <file>] ...

      <running>: [--scale <scale>] [--kernel <kernel>] [--precision <bits>]
                 [--threads <threads>] [--checkpoint <file>]
                 [--certificate <file>] [--json] [--quiet]
      """,
    discussion: """
      Takes the transformer for n-grams over D tokens, gives it the prompt BOS x_1 ... x_L COPY and \
      decodes greedily. It is proved to write x_1 ... x_L EOS whenever the n-grams of x are distinct; \
      parameters for which no string of that length has distinct n-grams are refused.

      The report says what was built, what was run, how many tokens came out right, the smallest attention \
      weight on the right key and the smallest lead of the right logit, and what is proved about it.
      """)

  @OptionGroup var string: StringOptions

  @Option(
    "kernel",
    """
    How to compute. 'packed' is exact and fast: the same function from the bits of the tokens; 'indexed' \
    looks n-grams up, for long strings, and gives bounds. All others multiply the matrices: 'rational' is exact; \
    'interval' encloses the exact values and decides only what is certain; 'bigfloat', 'float64', 'float32', \
    'float16', 'bfloat16', 'float8e4m3' and 'float8e5m2' round. (default: packed, or indexed where that would \
    take more than about a second)
    """)
  var kernel: Kernel?

  @Option("bits", "Bits of significand for the kernels interval and bigfloat, from 2. (default: 128)")
  var precision: Int?

  @OptionGroup var threads: ThreadOptions

  @Option(
    "file",
    """
    Keep in this file how far a long copy is, and go on from there if the file exists. Only with the kernel \
    indexed, and a file or the source de-bruijn or rotated.
    """)
  var checkpoint: String?

  @Option(
    "file",
    """
    Copy with the model of this safetensors file, as 'construct weights' writes it, instead of the construction. \
    D, and n unless --ngram is given, are the file's. (default kernel: packed or indexed, as above, if every weight \
    fits the form that they compute, otherwise float64)
    """)
  var weights: String?

  @Option(
    "file",
    "With --weights: write the logits of all positions to this file, as JSON (schema verbatim.logits/1).")
  var logits: String?

  @Option(
    "file",
    """
    Write a certificate to this file (schema verbatim.certificate/1), of the copy or of its failure, which \
    'construct verify' and Proofs/Certificates/check.py accept or reject. Only with a kernel that does not round.
    """)
  var certificate: String?

  static let schema = "verbatim.copy/1"
  static let quietHelp = "Print nothing on success or mismatch: the exit status says which."

  @OptionGroup var reporting: OutputOptions<Copy>

  func validate() throws {
    if let weights {
      if let checkpoint {
        throw Failure.usage("--checkpoint \(checkpoint) with --weights \(weights): expected one of the two")
      }
      if let certificate {
        throw Failure.usage("--certificate \(certificate) with --weights \(weights): expected one of the two")
      }
      guard !weights.isEmpty else { throw Failure.usage("--weights '': expected a path") }
      if logits == "" { throw Failure.usage("--logits '': expected a path") }
    } else if let logits {
      throw Failure.usage("--logits \(logits): expected only with --weights")
    }
    if let precision {
      guard let kernel, kernel.takesPrecision else {
        let subject = kernel.map { "--kernel \($0.rawValue), whose precision is fixed" } ?? "no --kernel"
        throw Failure.usage("--precision \(precision) with \(subject): expected with interval or bigfloat")
      }
      guard Precision(bits: precision) != nil else {
        throw Failure.usage("--precision \(precision): expected \(Precision.least) to \(Precision.largest) bits")
      }
    }
  }

  func report() throws -> any CommandReport {
    let request = CopyRequest(
      string: string.request(), kernel: kernel,
      precision: precision.flatMap(Precision.init(bits:)) ?? .standard, threads: threads.count,
      certificate: certificate, checkpoint: checkpoint, quiet: reporting.quiet)
    if let weights { return try WeightsCopy(weights, request, logits: logits).report() }
    return try CopyPlan(request).report()
  }
}
