/// One symbol of a string, a prompt or an output.
///
/// In an alphabet of `D` symbols the content tokens are `0 ..< D`; `D`, `D + 1` and `D + 2` are the special
/// tokens of ``Alphabet/bos``, ``Alphabet/copy`` and ``Alphabet/eos``.
public typealias Token = Int
