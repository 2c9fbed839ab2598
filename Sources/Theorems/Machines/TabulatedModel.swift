import CopyTask
import StateSpaces

/// A machine of tables that a witness can describe: by the tables.
struct TabulatedModel: DescribedModel {
  let description: TableMachine

  init(_ description: TableMachine) { self.description = description }

  var alphabet: Alphabet { description.alphabet }
  var start: Int { description.start }
  func update(_ state: Int, reading token: Token) -> Int { description.update(state, reading: token) }
  func output(in state: Int) -> Token { description.output(in: state) }
  func hexadecimal(_ state: Int) -> String { String(state, radix: 16) }
}
