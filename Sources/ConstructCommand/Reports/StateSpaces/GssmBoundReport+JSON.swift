import Arithmetic
import StateSpaces
import StrictJSON

extension GssmBoundReport {
  /// The report as one JSON object, schema `verbatim.gssm/1`.
  var json: JSONValue {
    var json: JSONObject = [
      "schema": "verbatim.gssm/1", "command": "bound", "task": task.rawValue.json, "claim": task.claim.json,
      "alphabet": alphabet.json,
      // p/q.
      "error": ReportedNumber.exact(error).json, "ngram": ngram.json,
      // The smallest real number of bits, in decimal, rounded outward; null where the bits were given.
      "realBits": bits.map { bits in
        let digits = ReportedNumber.digitsForPrograms
        return ReportedNumber.enclosure(
          lower: bits.decimal(digits: digits, .down), upper: bits.decimal(digits: digits, .up))
      }.json,
      // The smallest number of states in decimal digits; null where it is not known or has more than 4096 bits.
      "states": states.map { "\($0)" }.json,
      // The longest length; null where the length was given, and where any length is allowed.
      "longestLength": longest.json,
    ]
    // The length given or null; the bits given, or the smallest whole number of bits.
    switch given {
    case .length(let value):
      json["given"] = "length"
      json["length"] = value.json
      json["bits"] = (bits?.ceiling ?? 0).json
    case .bits(let value):
      json["given"] = "bits"
      json["length"] = .null
      json["bits"] = value.json
    }
    return .object(json)
  }
}
