import Foundation
import Testing

/// `construct trace` for people, character by character.
@Suite struct TraceTextTests {
  @Test func ofAStringThatNoCopierByBigramsCopies() throws {
    let result = try construct("trace --string abcabd --ngram 2 --step 2")
    #expect(result.ending == .status(1) && result.errors == "")
    #expect(
      result.output == """
        model      n = 2, D = 4: 2 layers, 3 + 1 heads, width 28, hidden 24, scale 5
                   3,440 parameters, 154 of them not zero: integers that depend on n and
                   D, not on L
        string     6 letters, as typed: 4 distinct 2-grams among 5
                   abcabd
        positions  0 is BOS, 1 to 6 the string, 7 COPY; then comes what is written
        scores     5 for each bit of a token that agrees, -5 for one that does not, 10
                   where boundary meets boundary; a whole 2-gram scores 20
        marks      ┃ a boundary, BOS or COPY; · silenced by the gate; ≈ a mean of
                   several tokens; * the right key; … a decimal that is cut off
                   (fractions are exact). Beside a key: the tokens before its position →
                   the one there, which attention reads

        step 2, token 3 of 6: c is due ─────────────────────────────────────────────────
        reads      b at position 9, after ⟨BOS⟩abcabd⟨COPY⟩a
        window     ┃ a b  the last 3 tokens, gathered by layer 1
        query        a b  let through by its gate: all
        keys             → read   score  weight
          3*         a b → c         20  0.4999983308…    █████████▉
          6          a b → d         20  0.4999983308…    █████████▉
          0          · · → ⟨BOS⟩      0  1024/2147490817
          others   7 more keys: together 6145/2147490817
        logits     d 3.999979…, c 3.9999752…, ⟨EOS⟩ 0.0000057220267…, ...
        writes     d, a mistake: c was due, and trails by 8184/2147490817

        result ─────────────────────────────────────────────────────────────────────────
        written    abd⟨EOS⟩
        copied     2 of 6 tokens, ended by EOS too early
        mismatch   first at token 3: wrote d, due was c
        attention  at least 0.4999983308 on the right key (smallest at token 3)
        margin     at least -0.000003810959254 between the right logit and the next
                   (smallest at token 3)
        theorem    not covered by T2.3: the 2-gram that ends at token 2 comes again at
                   token 5 with another successor; no copier by 2-grams can be right at
                   both (X.failure-set)

        """)
  }

  @Test func ofAStringShorterThanAnNgram() throws {
    let result = try construct("trace --string ab --ngram 4 --step 0")
    #expect(result.ending == .status(0))
    #expect(
      result.output.contains(
        """
        step 0, token 1 of 2: a is due ─────────────────────────────────────────────────
        reads      ⟨COPY⟩ at position 3, after ⟨BOS⟩ab
        window     ≈ ┃ a b ┃  the last 5 tokens, gathered by layer 1
        query        · · · ┃  let through by its gate: up to the boundary
        keys                 → read   score  weight
          1*         · · · ┃ → a         10  1024/1027        ███████████████████▉
          0          · · · · → ⟨BOS⟩      0  1/1027
          2          · · ┃ a → b          0  1/1027
          others   1 more key: together 1/1027
        logits     a 8192/1027, ⟨EOS⟩ 12/1027, b 8/1027, ...
        writes     a, which leads by 8180/1027
        """))
  }

  @Test func theRightKeyIsShownWhereItIsNotAmongTheBest() throws {
    let result = try construct("trace --string aab --ngram 1 --step 2 --keys 1")
    #expect(result.ending == .status(1))
    #expect(
      result.output.contains(
        """
        keys           → read   score  weight
          2          a → a          6  16/49            ██████▌
          3*         a → b          6  16/49            ██████▌
          others   5 more keys: together 17/49
        logits     a 260/49, b 128/49, ⟨EOS⟩ 3/49, ...
        writes     a, a mistake: b was due, and trails by 132/49

        """))
  }

  @Test func aTieAndStepsThatWereNotReached() throws {
    let output = try construct("trace --string acca --ngram 1 --alphabet 4").output
    for part in [
      "\nwrites     nothing: an exact tie between a, c; c was due\n",
      "\nsteps      3 to 4 not reached: decoding ended at step 2\n",
      "\nwritten    ac\n", "\ncopied     2 of 4 tokens, not ended by EOS\n",
    ] { #expect(output.contains(part), "\(part)") }
    let one = try construct("trace --string acca --ngram 1 --alphabet 4 --step 4").output
    #expect(one.contains("\nsteps      4 not reached: decoding ended at step 2\n"))
  }

  /// All scripts, windows that do not fit, strings shorter than n, mistakes and ties.
  @Test(arguments: [
    "--string abcabd --ngram 2", "--string a --ngram 1", "--string ab --ngram 9",
    "--string aabbaabbab --ngram 1 --keys all", "--ngram 12 --length 20",
    "--ngram 2 --length 12 --alphabet 300",
    "--ngram 30 --alphabet 2 --length 32 --source distinct --step 31",
    "--ngram 6 --alphabet 1000 --length 12 --source uniform --step 12", "--text text",
    "--text text --ngram 2",
  ])
  func staysWithinEightyColumns(arguments: String) throws {
    try withTemporaryFolder { folder in
      try folder.write("text", "h\u{E9}llo\n\u{1F408}h\u{E9}l")
      let result = try construct("trace " + arguments, in: folder)
      #expect(result.errors == "" && result.output.contains("\nresult ─"))
      for line in result.output.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)")
      }
      // Colour is for terminals.
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  @Test func theHelpNamesEveryOptionInEightyColumns() throws {
    let result = try construct("trace --help")
    #expect(result.ending == .status(0) && result.errors == "")
    for option in [
      "--string", "--ngram", "--length", "--alphabet", "--source", "--seed", "--text", "--scale", "--step",
      "--steps", "--keys", "--json", "--html", "--quiet",
    ] { #expect(result.output.contains(option + " "), "\(option)") }
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  #if os(Linux)
    @Test func colourIsForTerminals() throws {
      let line = "trace --string abcabd --ngram 2"
      let plain = try construct(line).output
      let coloured = try onTerminal(line, variables: "TERM=xterm NO_COLOR=")
      #expect(coloured.contains("\u{1B}[1mstep 2, token 3 of 6"))
      #expect(coloured.contains("\u{1B}[31mwrites\u{1B}[0m     d, a mistake"))
      // Nothing but colour differs.
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
      #expect(try onTerminal(line, variables: "TERM=xterm NO_COLOR=1") == plain)
      #expect(try onTerminal(line, variables: "TERM=dumb NO_COLOR=") == plain)
    }
  #endif
}
