import Arithmetic
import Constructions
import Rounding
import StrictJSON
import Theorems

extension FrontierReport {
  /// One JSON object, schema `verbatim.frontier/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.frontier/1", "ngram": parameters.ngram.json, "alphabet": parameters.alphabetSize.json,
      "codeBits": parameters.codeBits.json, "scale": parameters.scale.json,
      "boundaryBonus": parameters.boundaryBonus.json,
      "scaleRule": parameters.scaleRule.name.json, "maxLength": parameters.maxLength.json,
      "cells": .array(cells.map(\.json)),
    ]
  }
}

extension FrontierCell {
  fileprivate var json: JSONValue {
    let arithmetic = frontier.arithmetic
    return [
      "format": arithmetic.format.json, "accumulator": arithmetic.accumulator.json,
      "order": frontier.orders.rawValue.json, "verdict": verdict.rawValue.json,
      // Certain, by the theorem; by it and by runs of all strings.
      "provenLength": frontier.provenLength.json, "safeLength": safeLength.json,
      // Whether safeLength is maxLength, or a string of one token more fails.
      "closed": isClosed.json, "stages": .array(frontier.stages.map(\.json)),
      "limit": frontier.limit.map(\.json) ?? .null, "runs": search.runs.json,
      "failure": search.failure.map(\.json) ?? .null,
    ]
  }
}

extension FloatFormat {
  fileprivate var json: JSONValue {
    [
      "name": name.json, "significandBits": significandBits.json, "leastExponent": leastExponent.json,
      "greatest": Rational(exactly: greatest).map { "\($0)".json } ?? .null,
    ]
  }
}

extension FloatFrontier.Stage {
  fileprivate var json: JSONValue {
    [
      "stage": name.rawValue.json, "holds": holds.json, "statement": statement.json,
      // left < right is what the stage needs; null where it is no inequality of two numbers.
      "left": sides.map { $0.left.sideText.json } ?? .null, "right": sides.map { $0.right.sideText.json } ?? .null,
    ]
  }
}

extension FailingRun {
  fileprivate var json: JSONValue {
    [
      "length": string.count.json, "string": .array(string.map(\.json)), "order": arithmetic.order.name.json,
      "scoreTree": scoreTree.map { $0.description.json } ?? .null, "step": mismatch.step.json,
      "wrote": mismatch.wrote.map(\.json) ?? .null, "due": mismatch.due.json,
    ]
  }
}
