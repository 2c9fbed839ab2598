extension ExplorerSources {
  /// The style sheet.
  static let style = #"""
/* Colors of Okabe and Ito, as in this project's figures. What a color says, a shape or a word says too. */
:root {
  --page: #ffffff; --ink: #1f2328; --soft: #4d5660; --rule: #d1d9e0; --wash: #f3f5f8; --strong-rule: #818b98;
  --blue: #0072b2; --orange: #d55e00; --green: #009e73; --on-blue: #ffffff; --error: #a33a00;
  --blue-tint: #d9ebf6; --orange-tint: #fbe5d6;
  --text: system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --ink: #f0f6fc; --soft: #b1bac4; --rule: #3d444d; --wash: #171d26;
    --strong-rule: #7d8590;
    --blue: #56b4e9; --orange: #e69f00; --green: #2fbf97; --on-blue: #0d1117; --error: #ffb070;
    --blue-tint: #12344a; --orange-tint: #473106;
  }
}

* { box-sizing: border-box }
html { scroll-padding: 8.5rem 0 8rem; -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; padding: 2rem 1.25rem 9rem; max-width: 74rem;
  background: var(--page); color: var(--ink); font: 1rem/1.5 var(--text);
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; letter-spacing: -.01em }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .75rem }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem }
p { margin: 0 0 .75rem; max-width: 46rem }
section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--rule) }
section:focus { outline: none }
header + main > section:first-child, noscript + main > section:first-child { margin-top: 1.5rem }
footer {
  margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft);
  font-size: .875rem;
}
.kicker {
  color: var(--soft); margin: 0 0 .25rem; font-size: .9rem; letter-spacing: .06em; text-transform: uppercase;
}
.lead { font-size: 1.05rem }
.help, .legend { color: var(--soft); font-size: .875rem }
.error { color: var(--error); font-weight: 600; margin: .25rem 0 0 }
.error:empty { margin: 0 }
.notice, .verdict { padding: .6rem .9rem; background: var(--wash); border-left: 4px solid var(--strong-rule) }
.verdict.right { border-color: var(--green) }
.verdict.wrong { border-color: var(--orange) }
sub, sup { line-height: 0 }
code, .mono { font-family: var(--mono); font-size: .93em }
.skip {
  position: absolute; left: -99rem; top: .5rem; padding: .5rem 1rem; background: var(--blue);
  color: var(--on-blue);
}
.skip:focus { left: 1rem; z-index: 5 }

:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }

/* Controls */
.settings { display: flex; flex-wrap: wrap; gap: .9rem 1.25rem; align-items: flex-start }
.field { display: flex; flex-direction: column; flex: 1 1 11rem; min-width: 0 }
.field.wide { flex-basis: 100% }
.field.half { flex-basis: 24rem }
.field p { margin: .25rem 0 0 }
label { font-size: .875rem; color: var(--soft); margin-bottom: .25rem }
input[type="text"], select, button {
  font: inherit; color: inherit; background: var(--page); border: 1px solid var(--strong-rule);
  border-radius: 6px; padding: .45rem .6rem; min-height: 2.6rem; max-width: 100%;
}
input[type="text"] { width: 100%; font-family: var(--mono); font-size: 1.1rem; letter-spacing: .04em }
input[type="text"][aria-invalid="true"] { border-color: var(--error); border-width: 2px }
input[type="range"] { width: 100%; min-height: 2.6rem; margin: 0; accent-color: var(--blue) }
button { cursor: pointer }
button:hover { background: var(--wash) }
button:disabled { color: var(--strong-rule); cursor: default }
button.link {
  border: 0; padding: 0 .1rem; min-height: 1.75rem; color: var(--blue); background: none;
  text-decoration: underline;
}
.map-controls { display: flex; align-items: center; gap: .6rem; margin-bottom: .5rem }
.map-controls label { margin: 0 }

.stepper {
  position: sticky; top: 0; z-index: 2; display: grid; grid-template-columns: auto 1fr auto;
  gap: .25rem .75rem;
  align-items: center; padding: .5rem 0; margin-bottom: .75rem; background: var(--page);
  border-bottom: 1px solid var(--rule);
}
.stepper output { grid-column: 1 / -1; font-size: .95rem; min-height: 1.5em }

/* Tokens */
.tape { display: flex; flex-wrap: wrap; gap: 4px; margin: .5rem 0 .75rem }
.cell {
  position: relative; display: inline-flex; align-items: center; justify-content: center; min-width: 1.75rem;
  height: 2rem; min-height: 0; padding: 0 .3rem; border: 1px solid var(--rule); border-radius: 4px;
  font: 1rem/1 var(--mono); background: var(--page); color: var(--ink);
}
.cell.special { font: 600 .68rem/1 var(--text); letter-spacing: .05em; color: var(--soft) }
.cell.future { display: none }
.cell.query { background: var(--blue); color: var(--on-blue); border-color: var(--blue) }
.cell.matched { background: var(--blue-tint); border-color: var(--blue); color: var(--ink) }
.cell.best {
  background: var(--orange-tint); border: 2px solid var(--orange); color: var(--ink); font-weight: 700;
}
.cell.written { border: 2px dashed var(--green); font-weight: 700 }
.cell.wrong::after {
  content: "✗"; position: absolute; top: -.55rem; right: -.3rem; color: var(--orange); font-size: .9rem;
}
.cell.shown::before {
  content: ""; position: absolute; bottom: -6px; left: 15%; right: 15%; height: 3px; background: var(--ink);
  border-radius: 2px;
}
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; padding: 0; margin: 0 0 1rem; list-style: none }
.legend .sample { min-width: 1.4rem; height: 1.5rem; font-size: .85rem; margin-right: .25rem }
.token {
  font-family: var(--mono); padding: .05em .3em; border-radius: 3px; background: var(--wash);
  overflow-wrap: anywhere;
}
td .token, th .token { white-space: nowrap }

/* Tables */
.scroll { overflow-x: auto; max-width: 100% }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .6rem; text-align: left; border-bottom: 1px solid var(--rule); white-space: nowrap }
thead th { color: var(--soft); font-weight: 600; border-bottom-color: var(--strong-rule) }
td.number, th.number { text-align: right }
tr.right-key td:first-child, tr.due th { box-shadow: inset 4px 0 0 var(--orange) }
.slots td { padding: 2px; text-align: center; border: 0 }
.slots th { border: 0 }
.slots .meaning { text-align: left; color: var(--soft); padding-left: .75rem }
.slots td.meaning { white-space: normal; min-width: 7rem }
.slots .exact { min-width: 2.4rem; width: 100%; text-align: center; border-radius: 3px }
.slots .plus { background: var(--blue); color: var(--on-blue) }
.slots .minus { background: var(--orange-tint); box-shadow: inset 0 0 0 1px var(--orange) }
.slots .zero { color: var(--soft); background: var(--wash) }
.slots .between { background: var(--blue-tint) }
.slots tr.group-start th, .slots tr.group-start td { padding-top: .6rem }

button.exact {
  border: 0; background: none; padding: .05rem .25rem; min-width: 1.6rem; min-height: 1.6rem;
  border-radius: 3px;
  font: inherit; text-align: inherit;
  font-variant-numeric: tabular-nums; cursor: help; text-decoration: underline dotted var(--strong-rule) 1px;
  text-underline-offset: 3px;
}
.slots button.exact { text-decoration: none; font-family: var(--mono); font-size: .85rem }
.exact-value {
  position: fixed; z-index: 4; left: 0; right: 0; bottom: 0; max-height: 40vh; overflow: auto;
  padding: .6rem 1.25rem;
  background: var(--page); border-top: 2px solid var(--blue); box-shadow: 0 -4px 18px rgb(0 0 0 / 18%);
}
.exact-value p { max-width: 63.5rem; margin: 0 auto; overflow-wrap: anywhere }
.exact-value .mono { font-size: .9rem }
.exact-value .what { color: var(--soft); font-size: .875rem }

/* Bars */
.bar { position: relative; min-width: 7rem; height: 1.1rem }
.logits td:nth-child(2) { width: 55% }
.bar i { position: absolute; top: 0; bottom: 0; background: var(--strong-rule) }
.bar b { position: absolute; top: -.2rem; bottom: -.2rem; width: 1px; background: var(--strong-rule) }
.bar .due { background: var(--blue) }
table.logits { width: 100% }
.margins {
  position: relative; display: flex; height: 9rem; align-items: stretch; border: 1px solid var(--rule);
}
.margins button {
  position: relative; flex: 1 1 0; min-width: 0; min-height: 0; padding: 0; border: 0; border-radius: 0;
  background: none;
}
.margins button:hover, .margins button[aria-current] { background: var(--wash) }
.margins button[aria-current] { box-shadow: inset 0 0 0 2px var(--ink) }
.margins i { position: absolute; left: 12%; right: 12%; background: var(--blue) }
.margins i.below {
  background: repeating-linear-gradient(45deg, var(--orange) 0 3px, var(--page) 3px 6px);
  border: 1px solid var(--orange);
}
.margins .none { left: 30%; right: 30%; height: 3px; background: var(--rule) }
.margins::after {
  content: ""; position: absolute; left: 0; right: 0; top: var(--zero);
  border-top: 1px solid var(--strong-rule);
  pointer-events: none;
}
.columns {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(25rem, 100%), 1fr)); gap: 1rem 3rem;
}
.columns > div { min-width: 0 }
.columns h3 { margin-top: .25rem }
details { margin-top: 1.25rem }
summary { cursor: pointer; color: var(--blue); min-height: 1.75rem }

/* Heat maps */
.map {
  position: relative; overflow: auto; width: fit-content; max-width: 100%; max-height: 36rem;
  border: 1px solid var(--rule);
}
.map canvas { display: block }
.map .row-mark, .map .cell-mark { position: absolute; pointer-events: none; left: 0; top: 0 }
.map .row-mark { border: 2px solid var(--orange) }
.map .cell-mark { border: 2px solid var(--ink); outline: 1px solid var(--page) }
.map-note { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; margin: .4rem 0 0 }
.ramp {
  display: inline-block; width: 7rem; height: .7rem; border: 1px solid var(--rule); vertical-align: baseline;
  background: linear-gradient(90deg, var(--wash), var(--blue));
}

/* The machine */
.machine-tape {
  display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 1rem; padding: 0; list-style: none; max-height: 14rem;
  overflow: auto;
}
.machine-tape li {
  display: flex; flex-direction: column; align-items: center; padding: .1rem .35rem;
  border: 1px solid var(--rule);
  border-radius: 4px; font-family: var(--mono); line-height: 1.35;
}
.machine-tape li span:last-child { color: var(--soft); font-size: .75rem }
.pair th, .pair td { font-family: var(--mono) }
.pair thead th, .pair tbody th { font-family: var(--text) }
.pair .same { background: var(--orange-tint) }

@media (max-width: 34rem) {
  body { padding: 1.25rem .9rem 9rem }
  h1 { font-size: 1.5rem }
  .cell { min-width: 1.5rem; height: 1.8rem }
  th, td { padding: .2rem .4rem }
}
@media (prefers-reduced-motion: no-preference) {
  .bar i, .margins i { transition: left .12s, right .12s, width .12s, top .12s, bottom .12s }
}
@media (forced-colors: active) {
  .cell.query, .cell.best, .cell.written, .slots .plus { border: 2px solid; forced-color-adjust: none }
  .bar i, .margins i { background: CanvasText }
}
"""#
}
