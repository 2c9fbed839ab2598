extension ExplorerSources {
  /// The page, without its style, its scripts and the state that it opens with.
  static let page = #"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>Verbatim: a transformer that copies, step by step</title>
<!-- style -->
</head>
<body>
<a class="skip" href="#copy">Skip to the copy</a>

<header>
  <p class="kicker">Verbatim</p>
  <h1>A transformer that copies, step by step</h1>
  <p class="lead">Type a string. A transformer with two layers, whose weights are integers that depend on n
  and D alone, reads it and writes it again, token by token. This page runs the whole forward pass, in exact
  fractions: point at a number, or move to it with the keyboard, to see all of it.</p>
</header>

<noscript><p class="notice">This page computes everything itself and needs JavaScript for that. It loads
nothing from anywhere.</p></noscript>

<main>
<section id="input" aria-labelledby="input-title">
  <h2 id="input-title">The string and the model</h2>
  <form id="settings" class="settings" autocomplete="off">
    <div class="field wide">
      <label for="string">String to copy, up to 200 letters</label>
      <input id="string" type="text" spellcheck="false" autocapitalize="none" autocorrect="off"
        aria-describedby="string-error string-help">
      <p id="string-error" class="error" role="alert"></p>
      <p id="string-help" class="help"></p>
    </div>
    <div class="field">
      <label for="ngram">n, letters compared</label>
      <select id="ngram"></select>
    </div>
    <div class="field">
      <label for="alphabet">D, size of the alphabet</label>
      <select id="alphabet"></select>
    </div>
    <div class="field">
      <label for="scale">β, factor of the scores</label>
      <select id="scale"></select>
    </div>
    <div class="field half">
      <label for="example">An example</label>
      <select id="example"></select>
    </div>
  </form>
</section>

<section id="copy" aria-labelledby="copy-title" tabindex="-1">
  <h2 id="copy-title">The copy</h2>
  <p id="verdict" class="verdict" role="status"></p>
  <div class="stepper" role="group" aria-label="Step of the copy">
    <button type="button" id="back" aria-label="One step back">◀</button>
    <input id="step" type="range" min="0" max="0" value="0" step="1" aria-label="Step">
    <button type="button" id="forward" aria-label="One step forward">▶</button>
    <output id="step-text" for="step"></output>
  </div>
  <div id="tape" class="tape" role="group" data-roving
    aria-label="Tokens read so far and the token written; choose one to see its slots below"></div>
  <ul class="legend" aria-hidden="true">
    <li><span class="cell sample query">a</span> the last n tokens: the query</li>
    <li><span class="cell sample matched">a</span> the same tokens before the best key</li>
    <li><span class="cell sample best">a</span> best key: read</li>
    <li><span class="cell sample written">a</span> written in this step</li>
    <li><span class="cell sample shown">a</span> position shown below</li>
  </ul>
  <p id="story" class="story"></p>
</section>

<section id="first" aria-labelledby="first-title">
  <h2 id="first-title">Layer 1: the last n tokens, side by side</h2>
  <div class="columns">
    <div>
      <p>Each head takes the mean of a window: head t sees the last t positions, all with the same weight.
      From the means of t + 1 and of t positions the token t back follows by subtraction. So each position
      comes to hold the tokens before it, in slots G<sub>0</sub>, G<sub>1</sub>, …, G<sub>n</sub>.</p>
      <div class="map-controls">
        <label for="head">Head</label> <select id="head"></select>
      </div>
      <div id="first-map"></div>
    </div>
    <div>
      <h3 id="slots-title">Residual slots at position <span id="slots-position"></span></h3>
      <p>A ReLU layer is the gate: it sets to zero what lies beyond the nearest boundary, <b>BOS</b> or
      <b>COPY</b>. Q is what this position asks for; K is what it offers to be found by.
      <button type="button" class="link" id="follow">Show the query of the step</button></p>
      <div class="scroll">
        <table id="slots" class="slots" data-roving aria-labelledby="slots-title"></table>
      </div>
    </div>
  </div>
</section>

<section id="second" aria-labelledby="second-title">
  <h2 id="second-title">Layer 2: the match</h2>
  <div class="columns">
    <div>
      <p>The query is compared with every key. The score is β times the bits that agree less those that do
      not, and <span id="bonus">2</span>β more where a boundary meets a boundary. The weight of a key is
      2<sup>score</sup> over the sum of all of these. In the map a row is a step and a column a position; a
      copy that goes right is a diagonal.</p>
      <div class="map-controls">
        <label for="shade">Shade by</label>
        <select id="shade"><option value="weight">weight</option><option value="score">score</option></select>
      </div>
      <div id="second-map"></div>
    </div>
    <div>
      <h3 id="keys-title">The best keys at this step</h3>
      <div class="scroll">
        <table id="keys" class="keys" data-roving aria-labelledby="keys-title"></table>
      </div>
      <button type="button" class="link" id="all-keys" aria-expanded="false" aria-controls="keys"></button>
      <p class="help">In a key, | is a boundary, BOS or COPY. What lies beyond it the gate has closed.</p>
    </div>
  </div>
</section>

<section id="readout" aria-labelledby="readout-title">
  <h2 id="readout-title">Readout: logits and margin</h2>
  <p>The weighted mean O of what the keys hold is compared with the code of every token. The largest logit is
  written; a tie is never broken. The margin is the logit that is due less the largest other one.</p>
  <div class="columns">
    <div>
      <h3 id="logits-title">Logits at this step</h3>
      <div class="scroll">
        <table id="logits" class="logits" data-roving aria-labelledby="logits-title"></table>
      </div>
      <button type="button" class="link" id="all-logits" aria-expanded="false"
        aria-controls="logits"></button>
    </div>
    <div>
      <h3 id="margins-title">Margin at every step</h3>
      <div id="margins" class="margins" role="group" data-roving aria-labelledby="margins-title"></div>
      <p id="margins-note" class="help"></p>
    </div>
  </div>
  <details>
    <summary>All steps as a table</summary>
    <div class="scroll"><table id="all-steps" data-roving aria-label="All steps"></table></div>
  </details>
</section>

<section id="repeats" aria-labelledby="repeats-title">
  <h2 id="repeats-title">Repeated n-grams: how the votes fall</h2>
  <div id="repeats-text"></div>
</section>

<section id="machine" aria-labelledby="machine-title">
  <h2 id="machine-title">Beside it: a state space model</h2>
  <p>A state space model reads the same string into a state of fixed size, here b bits, and must write the
  copy from that state alone. The transformer above keeps a key and a value for every token that it reads: its
  memory grows with the string. The memory of this machine does not.</p>
  <form id="machine-settings" class="settings" autocomplete="off">
    <div class="field">
      <label for="kind">Machine</label>
      <select id="kind"></select>
    </div>
    <div class="field">
      <label for="bits">Bits of state: <output id="bits-text" for="bits"></output></label>
      <input id="bits" type="range" min="1" max="16" step="1" value="4">
    </div>
  </form>
  <p id="machine-rule" class="help"></p>
  <h3>Your string, read by the machine</h3>
  <ol id="machine-tape" class="machine-tape" tabindex="0" aria-label="The state after each token"></ol>
  <div id="machine-count"></div>
  <h3>Two strings, one state</h3>
  <div id="collision" role="status"></div>
  <h3>A twin of your string</h3>
  <div id="twin"></div>
</section>
</main>

<footer>
  <p>The weights are this project’s construction for Theorem 2.3 of <cite>Repeat After Me: Transformers are
  Better than State Space Models at Copying</cite> (Jelassi, Brandfonbrener, Kakade, Malach, ICML 2024,
  arXiv:2402.01032). The statement, Hard-ALiBi attention and the lookup of n-grams are the paper's; the
  numbers are not. <code>construct trace --json</code> prints what this page computes; a test compares the
  two.</p>
</footer>

<div id="exact" class="exact-value" role="status" hidden></div>

<script type="application/json" id="initial"><!-- initial --></script>
<!-- scripts -->
</body>
</html>
"""#
}
