// What a program outside this package imports: numbers, strings to copy, the transformer, its weights, and models with
// a state of fixed size; and the threads that a run can be spread over. `Tools/names/check` sees to it that no two of
// their types have one name.

@_exported public import Arithmetic
@_exported public import Constructions
@_exported public import CopyTask
@_exported public import StateSpaces
@_exported public import Transformers
@_exported public import Workers
