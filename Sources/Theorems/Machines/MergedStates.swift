import CopyTask
import StateSpaces

/// A machine in which one state has been replaced by another wherever it would be entered: one state less.
struct MergedStates<Model: GeneralizedStateSpaceModel>: GeneralizedStateSpaceModel {
  let model: Model
  /// The state that is never entered.
  let removed: Model.State
  /// The one entered in its place.
  let kept: Model.State

  var alphabet: Alphabet { model.alphabet }
  var start: Model.State { merged(model.start) }

  func update(_ state: Model.State, reading token: Token) -> Model.State {
    merged(model.update(state, reading: token))
  }

  func output(in state: Model.State) -> Token { model.output(in: state) }

  private func merged(_ state: Model.State) -> Model.State { state == removed ? kept : state }
}
