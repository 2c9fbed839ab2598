import ArgumentParser
import Constructions
import ModelFiles

/// `construct weights`: writes the constructed model to a file that other programs read.
struct Weights: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Write the constructed transformer to a file for other programs.",
    usage: """
      construct weights --ngram <n> --alphabet <D> --output <file>
                        [--scale <scale>] [--format <format>] [--softmax <base>]
                        [--dtype <dtype>] [--limit <bytes>] [--json] [--quiet]
      """,
    discussion: """
      Writes dense tensors, most of whose entries are zero. Examples/pytorch and Examples/numpy run the \
      safetensors file; ONNX files run as they are. 'construct --weights <file>' reads a safetensors file back.
      """)

  @Option("n", "How many tokens a lookup compares, n >= 1.")
  var ngram: Int

  @Option("D", "How many tokens the alphabet has, D >= 2.")
  var alphabet: Int

  @Option(name: .shortAndLong, "file", "The file to write. An old one is replaced once the new one is whole.")
  var output: String

  @Option("scale", ScaleRule.optionHelp)
  var scale: ScaleRule = .lengthDependent

  @Option(
    "format",
    """
    'safetensors'; 'onnx', a graph from token numbers to the logits of all positions; or 'onnx-cached', one \
    that also takes and gives the keys and values of earlier positions. (default: what the name of the file ends \
    in, .safetensors or .onnx, otherwise safetensors)
    """)
  var format: WeightsFormat?

  @Option(
    "base",
    """
    The base of the softmax: '2', for which the weights are integers, or 'e', for which W_Q carries the factor \
    ln 2, rounded once. An ONNX file computes its softmax itself, in either case. (default: 2)
    """)
  var softmax: SoftmaxBase = .two

  @Option(
    "dtype",
    """
    The type of the entries: 'f64', 'f32', 'f16', 'bf16' or 'i64'. One that does not hold every weight exactly \
    is refused. (default: f32)
    """)
  var dtype: TensorType = .f32

  @Option(
    "bytes", "The most bytes that the tensors may take. (default: 4294967296, or as much as this machine has memory)")
  var limit: Int?

  static let schema = "verbatim.weights-file/1"
  static let quietHelp = "Print nothing on success."

  @OptionGroup var reporting: OutputOptions<Weights>

  func report() throws -> any CommandReport {
    try WeightsExport(
      parameters: NgramParameters(ngram: ngram, alphabetSize: alphabet, scaleRule: scale),
      path: output, format: WeightsFormat(chosen: format, path: output), type: dtype, softmaxBase: softmax, limit: limit
    ).report()
  }
}
