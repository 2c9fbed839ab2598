import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An ONNX graph that is being written: every operator appends a node and returns the name of its result.
struct ONNXGraph {
  private(set) var graph = Onnx_GraphProto()

  /// The element type of weights and activations.
  let type: Onnx_TensorProto.DataType

  /// How many results have been named.
  private var count = 0

  init(name: String, type: Onnx_TensorProto.DataType) {
    graph.name = name
    self.type = type
  }

  // MARK: - Inputs and outputs

  /// A size of a tensor: fixed, or named and known when the graph runs.
  enum Size {
    case fixed(Int)
    case named(String)
  }

  /// Declares an input, whose name is returned.
  mutating func input(_ name: String, _ type: Onnx_TensorProto.DataType, _ shape: [Size]) -> String {
    graph.input.append(ONNXGraph.value(name, type, shape))
    return name
  }

  /// Declares that the value `name` is an output.
  mutating func output(_ name: String, _ type: Onnx_TensorProto.DataType, _ shape: [Size]) {
    graph.output.append(ONNXGraph.value(name, type, shape))
  }

  private static func value(
    _ name: String, _ type: Onnx_TensorProto.DataType, _ shape: [Size]
  ) -> Onnx_ValueInfoProto {
    .with {
      $0.name = name
      $0.type.tensorType.elemType = Int32(type.rawValue)
      $0.type.tensorType.shape.dim = shape.map { size in
        .with {
          switch size {
          case .fixed(let size): $0.dimValue = Int64(size)
          case .named(let name): $0.dimParam = name
          }
        }
      }
    }
  }

  // MARK: - Constants

  /// A constant from its bytes, least significant first.
  mutating func constant(
    _ name: String, _ type: Onnx_TensorProto.DataType, shape: [Int], bytes: [UInt8]
  ) -> String {
    graph.initializer.append(
      .with {
        $0.name = name
        $0.dims = shape.map(Int64.init)
        $0.dataType = Int32(type.rawValue)
        $0.rawData = .init(bytes)
      })
    return name
  }

  /// 64-bit integers: a vector, or a scalar if there is no shape.
  mutating func integers(_ name: String, _ values: [Int], shape: [Int]) -> String {
    let bytes = values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    return constant(name, .int64, shape: shape, bytes: bytes)
  }

  // MARK: - Operators

  /// Applies an operator of the standard set.
  ///
  /// - Parameter result: the name of the result; by default one that says which operator made it.
  mutating func apply(
    _ operation: String, _ inputs: [String], _ attributes: [Onnx_AttributeProto] = [], as result: String? = nil
  ) -> String {
    count += 1
    let name = result ?? "\(operation.lowercased())_\(count)"
    graph.node.append(
      .with {
        $0.opType = operation
        $0.name = "node_\(count)"
        $0.input = inputs
        $0.output = [name]
        $0.attribute = attributes
      })
    return name
  }
}

extension Onnx_AttributeProto {
  static func integer(_ name: String, _ value: Int) -> Onnx_AttributeProto {
    .with {
      $0.name = name
      $0.type = .int
      $0.i = Int64(value)
    }
  }

  static func integers(_ name: String, _ values: [Int]) -> Onnx_AttributeProto {
    .with {
      $0.name = name
      $0.type = .ints
      $0.ints = values.map(Int64.init)
    }
  }
}
