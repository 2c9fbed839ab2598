import Arithmetic
import Foundation
import StateSpaces
import StrictJSON
import Testing

/// Configurations that others published have the state that others counted.
@Suite struct PublishedStateTests {
  @Test(arguments: PublishedState.all)
  func isWhatOthersCounted(published: PublishedState) throws {
    let state = try ModelCatalogue.state(configuration: try published.configuration())
    #expect(state.numbers(.recurrent) == published.recurrent)
    #expect(state.numbers(.convolution) == published.convolution)
    #expect(state.numbers(.window) == published.window)
    #expect(state.numbers(.shift) == published.shift)
    #expect(state.growth == published.growth)
    #expect(state.isFixed == (published.growth == 0))
  }

  /// Every file has a row, and no field of them is named as one that was not read.
  @Test func allFilesAreUnderstood() throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Data/configurations")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.map { String($0.dropLast(5)) }.sorted() == PublishedState.all.map(\.name).sorted())
    for published in PublishedState.all {
      let state = try ModelCatalogue.state(configuration: try published.configuration())
      #expect(!state.notes.contains { $0.hasPrefix("not read") }, "\(published.name): \(state.notes)")
    }
  }

  /// The second implementation counts the same.
  @Test(arguments: PublishedState.all)
  func isWhatTheOracleCounts(published: PublishedState) throws {
    guard let counts = StateOracle(try published.configuration()).counts else { return }
    let expected = [published.recurrent, published.convolution, published.window, published.growth]
    #expect(counts == expected.map { Int(exactly: $0) })
  }

  @Test func theOracleKnowsFamilies() throws {
    let known = try PublishedState.all.filter { StateOracle(try $0.configuration()).counts != nil }
    #expect(known.count >= 18)
  }
}
