// Made by Tools/embed from the files of a target.
// swift-format-ignore-file

enum Embedded {
  static let `empty` = #"""

"""#

  static let `hostile` = ####"""
"quoted" \(not) \n\u{41} """ ends?
#""" ##"""## \##u{41} ###
  indented\####u{9}
\####u{d}
\####u{d}x\####u{d}
\####u{0}\####u{1}\####u{2}\####u{3}\####u{4}\####u{5}\####u{6}\####u{7}\####u{8}\####u{9}
\####u{b}\####u{c}\####u{d}\####u{e}\####u{f}\####u{10}\####u{11}\####u{12}\####u{13}\####u{14}\####u{15}\####u{16}\####u{17}\####u{18}\####u{19}\####u{1a}\####u{1b}\####u{1c}\####u{1d}\####u{1e}\####u{1f}\####u{7f}\####u{85} \####u{2028}\####u{2029}\####u{feff}😀é\
"""
\
"""####

  static let `oneLine` = #"""
{"a": 1}

"""#
}
