import Arithmetic
import ModelFiles
import Transformers

/// A number type that a kernel multiplies matrices in.
protocol KernelScalar: ReportableScalar {
  /// The format with this precision, where the type leaves a choice.
  static func format(_ precision: Precision) -> Format

  /// A model from a file in numbers of this type.
  static func transformer(_ model: LoadedModel, _ format: Format) throws(ModelFileError) -> Transformer<Self>
}

extension KernelScalar where Format == Void {
  static func format(_ precision: Precision) {}
}

extension KernelScalar where Format == Precision {
  static func format(_ precision: Precision) -> Precision { precision }
}

extension KernelScalar where Self: EnclosureRounding {
  static func transformer(_ model: LoadedModel, _ format: Format) throws(ModelFileError) -> Transformer<Self> {
    try model.transformer(Self.self, format: format)
  }
}

extension Rational: KernelScalar {
  static func transformer(_ model: LoadedModel, _ format: Void) throws(ModelFileError) -> Transformer<Rational> {
    try model.exactTransformer()
  }
}

extension Interval: KernelScalar {}
extension BigFloat: KernelScalar {}
extension Double: KernelScalar {}
extension Float: KernelScalar {}
extension Float16: KernelScalar {}
extension BFloat16: KernelScalar {}
extension Float8E4M3: KernelScalar {}
extension Float8E5M2: KernelScalar {}
