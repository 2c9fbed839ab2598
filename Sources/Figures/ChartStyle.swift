/// How series are told apart: by color, dashes and the shape of their markers, any one of which is enough.
public enum ChartStyle {
  /// As many series as there are styles.
  public static let most = looks.count

  struct Look {
    /// On white and on a dark page.
    let light, dark: String
    /// The dashes of its line; none for a line without gaps.
    let dashes: String
    /// The corners of its marker around the point, in tenths of a pixel.
    let marker: [(x: Int, y: Int)]
  }

  /// The colors of Okabe and Ito, which people who do not see all colors tell apart (*Color universal
  /// design*, https://jfly.uni-koeln.de/color/). On white the dark ones come first; their yellow is for dark
  /// pages alone, as its contrast to white is 1.3 to 1.
  static let looks: [Look] = [
    Look(
      light: "#0072b2", dark: "#56b4e9", dashes: "", marker: [(-35, -35), (35, -35), (35, 35), (-35, 35)]),
    Look(light: "#d55e00", dark: "#e69f00", dashes: "8 4", marker: [(0, -46), (44, 34), (-44, 34)]),
    Look(light: "#009e73", dark: "#009e73", dashes: "2 3", marker: [(0, -48), (48, 0), (0, 48), (-48, 0)]),
    Look(light: "#000000", dark: "#ffffff", dashes: "10 3 2 3", marker: [(0, 46), (44, -34), (-44, -34)]),
    Look(
      light: "#cc79a7", dark: "#cc79a7", dashes: "14 4",
      marker: [(-46, -46), (46, 46), (0, 0), (46, -46), (-46, 46), (0, 0)]),
    Look(
      light: "#e69f00", dark: "#f0e442", dashes: "5 2 1 2 1 2",
      marker: [
        (-50, -14), (-14, -14), (-14, -50), (14, -50), (14, -14), (50, -14), (50, 14), (14, 14), (14, 50),
        (-14, 50), (-14, 14), (-50, 14),
      ]),
    Look(
      light: "#56b4e9", dark: "#d55e00", dashes: "1 4", marker: [(-48, -18), (48, -18), (48, 18), (-48, 18)]),
  ]

  /// The style sheet. All rules begin with a class of their own: a page that holds the picture keeps its
  /// looks.
  static var sheet: String {
    var lines = [
      ".verbatim text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1f2328; stroke: none }",
      ".verbatim .small { font-size: 12px; fill: #4d5660 }",
      ".verbatim .title { font-weight: bold; font-size: 14px }",
      ".verbatim .page { fill: #ffffff; stroke: none }",
      ".verbatim .grid { stroke: #d1d9e0; stroke-width: 1 }",
      ".verbatim .line { fill: none; stroke-width: 2 }",
      ".verbatim .bar { fill: none; stroke-width: 1.5 }",
      ".verbatim .mark { stroke-width: 1; stroke-linejoin: round }",
    ]
    for (index, look) in looks.enumerated() {
      lines.append(
        ".verbatim .s\(index) { stroke: \(look.light) } .verbatim .mark.s\(index) { fill: \(look.light) }")
      if !look.dashes.isEmpty {
        lines.append(".verbatim .line.s\(index) { stroke-dasharray: \(look.dashes) }")
      }
    }
    lines.append("@media (prefers-color-scheme: dark) {")
    lines.append(".verbatim text { fill: #f0f6fc } .verbatim .small { fill: #b1bac4 }")
    lines.append(".verbatim .page { fill: #0d1117 } .verbatim .grid { stroke: #3d444d }")
    for (index, look) in looks.enumerated() {
      lines.append(
        ".verbatim .s\(index) { stroke: \(look.dark) } .verbatim .mark.s\(index) { fill: \(look.dark) }")
    }
    lines.append("}")
    return lines.joined(separator: "\n")
  }
}
