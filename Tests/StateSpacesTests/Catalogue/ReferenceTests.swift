import Arithmetic
import StateSpaces
import StrictJSON
import Testing

/// Every row of the reference, verified or not, is what the catalogue computes from the preset's
/// configuration.
///
/// The reference counts in its own way, component by component; the catalogue multiplies out its tensors'
/// axes.
@Suite struct ReferenceTests {
  private func state(_ row: ReferenceRow) throws -> ModelState {
    try #require(ModelCatalogue.preset(named: row.checkpoint), "no preset for \(row.checkpoint)").state()
  }

  @Test func everyRowHasAPresetAndEveryPresetARow() {
    #expect(ReferenceRow.all.count == 59)
    #expect(ReferenceRow.all.count { $0.verified } == 34)
    #expect(ReferenceRow.all.map(\.checkpoint).sorted() == ModelCatalogue.presets.map(\.origin).sorted())
    #expect(Set(ModelCatalogue.presets.map(\.name)).count == ModelCatalogue.presets.count)
  }

  @Test(arguments: ReferenceRow.all)
  func componentsAreThoseOfTheRow(row: ReferenceRow) throws {
    let tensors = try state(row).tensors.filter { $0.role != .growing }
    let computed = tensors.map { tensor in
      [tensor.elements, tensor.tightElements]
        + [CacheFormat.mixed, .all16, .all32].map { Integer($0.bits(tensor.role)) }
    }
    let expected = row.components.map { component in
      [component.alloc * component.layers, component.tight * component.layers].map { Integer($0) }
        + ["mixed", "all16", "all32"].map { Integer(component.bits[$0] ?? 0) }
    }
    // The order in which a layer's tensors are listed means nothing.
    #expect(computed.sorted(by: precedes) == expected.sorted(by: precedes))
    #expect(tensors.map(\.layers).sorted() == row.components.map(\.layers).sorted())
  }

  private func precedes(_ left: [Integer], _ right: [Integer]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }

  @Test(arguments: ReferenceRow.all)
  func bitsAreThoseOfTheRow(row: ReferenceRow) throws {
    let state = try state(row)
    let fixed = state.tensors.filter { $0.role != .growing }
    #expect(fixed.reduce(Integer(0)) { $0 + $1.elements } == Integer(row.elements))
    #expect(fixed.reduce(Integer(0)) { $0 + $1.tightElements } == Integer(row.elementsTight))
    for (profile, bits) in row.byProfile {
      let isTight = profile.hasSuffix("_tight")
      let format = try #require(ReferenceRow.format(isTight ? String(profile.dropLast(6)) : profile))
      #expect((isTight ? state.tightBits(format) : state.bits(format)) == Integer(bits), "\(profile)")
    }
    #expect(row.byProfile.count == 6)
    let primary = try #require(ReferenceRow.format(row.primary))
    #expect(state.bits(primary) == Integer(row.bits))
    #expect(state.tightBits(primary) == Integer(row.bitsTight))
    #expect(state.growthBits(.mixed) == Integer(row.growthBits))
    #expect(state.growthBits(.all32) == Integer(row.growthElements) * 32)
    #expect(state.isFixed == row.fixed)
    #expect(state.receptiveField == row.field.map { Integer($0) })
  }

  /// All 12 cells of each row of fixed size: three alphabets, two errors, allocated or not.
  @Test(arguments: ReferenceRow.all)
  func longestCopiesAreThoseOfTheRow(row: ReferenceRow) throws {
    let state = try state(row)
    let preset = try #require(ModelCatalogue.preset(named: row.checkpoint))
    #expect(preset.vocabulary == row.vocabulary)
    guard let longest = row.longest else {
      #expect(!row.fixed)
      return
    }
    let format = try #require(ReferenceRow.format(row.primary))
    #expect(longest.count == (row.vocabulary == nil ? 2 : 3))
    for (alphabet, errors) in longest {
      let size = try #require(["D=26": 26, "D=256": 256, "D=vocab": row.vocabulary ?? 0][alphabet])
      #expect(errors.count == 2)
      for (name, expected) in errors {
        let error = try #require(["eps=0.5": Rational(1, 2), "eps=0.001": Rational(1, 1000)][name])
        let bound = UniformCopyBound(alphabetSize: size, error: error)
        func longest(_ bits: Integer) -> Integer? {
          StateCapacity(bits: bits, receptiveField: state.receptiveField, bound: bound).longestCopy
        }
        #expect(longest(state.bits(format)) == Integer(expected.alloc), "\(alphabet) \(name)")
        #expect(longest(state.tightBits(format)) == Integer(expected.tight), "\(alphabet) \(name)")
      }
    }
  }

  /// Where preset and row have a field of the same name, they agree: what is computed is computed from the
  /// row's configuration.
  @Test(arguments: ReferenceRow.all)
  func configurationsAgree(row: ReferenceRow) throws {
    let configuration = try #require(ModelCatalogue.preset(named: row.checkpoint)).configuration
    for (name, field) in row.config {
      guard let value = configuration[name] else { continue }
      // The file says 16; the row gives the factor that belongs to the width.
      if row.checkpoint == "tiiuae/falcon-mamba-7b", name == "expand" {
        #expect(value == 16 && field.value == 2)
        continue
      }
      #expect(value == field.value, "\(name)")
    }
  }
}
