import CopyTask

/// All `alphabetSize^length` strings, in lexicographic order.
func allStrings(alphabetSize: Int, length: Int) -> [[Token]] {
  var strings: [[Token]] = [[]]
  for _ in 0..<length {
    strings = strings.flatMap { string in (0..<alphabetSize).map { string + [$0] } }
  }
  return strings
}
