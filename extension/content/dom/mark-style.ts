/**
 * The mark's look. It inherits nothing from the page, and the page's rules do not reach into it, but for whether it
 * is seen at all (`shown.ts`).
 */
export const MARK_STYLE = `
:host { all: initial !important; display: block !important; flex: 0 0 100% !important; box-sizing: border-box !important;
  margin: var(--rualens-gap, 0) 0 !important; max-width: 100% !important; color-scheme: light; }
:host([hidden]) { display: none !important; }
.mark { display: var(--rualens-mark, none); --text: #171b24; --soft: #555e6e; --line: #d3d8e1; --back: #ffffff; --hover: #f3f5fa; --accent: #2b4fc7;
  --good: #17703f; --warn: #8a5300; --bad: #b3202f; --doubt: #6741b5; --quiet: #5d6675;
  font: 13px/20px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: var(--text);
  background: var(--back); border: 1px solid var(--line); border-radius: 6px; overflow: hidden;
  font-variant-numeric: tabular-nums; text-align: start; }
.mark.dark { --text: #e7eaf0; --soft: #a2acbc; --line: #3a4250; --back: #171b23; --hover: #1c2230; --accent: #8fabff;
  --good: #5cc78c; --warn: #e2ae55; --bad: #f5868f; --doubt: #b9a0f2; --quiet: #98a2b2; color-scheme: dark; }
.row { display: flex; flex-wrap: wrap; align-items: stretch; min-height: 34px; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; cursor: pointer; text-align: inherit; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 5px; }
.mark.over { outline: 2px dashed var(--accent); outline-offset: -2px; }
.ghost { visibility: hidden; }
.wide { white-space: normal; }
.slot { display: inline-grid; min-width: 0; }
.slot > * { grid-area: 1 / 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.row > .slot { flex: 1 0 auto; }
.undo { color: var(--accent); font-weight: 600; }
.note { margin: 0; padding: 6px 10px; border-top: 1px solid var(--line); color: var(--warn); }
.fact > svg { vertical-align: -3px; }
.row > input { display: none; }
.summary { flex: 1000 1 220px; min-width: 0; display: flex; flex-wrap: wrap; align-items: center; column-gap: 12px; padding: 6px 10px; }
.summary:hover, .act:hover { background: var(--hover); }
.summary[disabled] { cursor: default; background: none; }
.who { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0 8px; min-width: 0; }
.who b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 34ch; }
.who svg { flex: none; }
.domain { overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.fact { white-space: nowrap; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .quiet { color: var(--quiet); } .doubt { color: var(--doubt); } .calm { color: var(--accent); }
svg { flex: none; fill: none; stroke-linecap: round; stroke-linejoin: round; }
.fill { fill: currentColor; } .line { stroke: currentColor; stroke-width: 1.5; } .cut { stroke: var(--back); stroke-width: 1.8; }
.turn { margin-inline-start: auto; color: var(--soft); transition: transform .12s; }
[aria-expanded="true"] .turn { transform: rotate(180deg); }
@media (prefers-reduced-motion: reduce) { .turn, .busy { transition: none; animation: none; } }
.busy { animation: spin 1s linear infinite; }
@keyframes spin { to { transform: rotate(360deg); } }
.act { flex: 1 0 auto; min-height: 34px; text-align: center; border-inline-start: 1px solid var(--line); padding: 0 12px; color: var(--accent); font-weight: 600; white-space: nowrap; }
.state { flex: 1 0 auto; min-height: 34px; justify-content: center; border-inline-start: 1px solid var(--line); padding: 0 12px; display: inline-flex; align-items: center; gap: 6px; color: var(--soft); white-space: nowrap; }
/* as high as the file says, whatever the senders turn out to be */
.panel { box-sizing: border-box; overflow: auto; border-top: 1px solid var(--line); padding: 8px 10px 10px; }
.panel p { margin: 0 0 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 8px; }
th, td { padding: 3px 12px 3px 0; text-align: start; vertical-align: top; font-weight: 400; }
th { color: var(--soft); border-bottom: 1px solid var(--line); white-space: nowrap; }
td.n, th.n { text-align: end; white-space: nowrap; }
td.name { overflow-wrap: anywhere; min-width: 12ch; font-weight: 600; }
td.status > span { white-space: nowrap; }
td.status svg { vertical-align: -3px; margin-inline-end: 6px; }
.why { color: var(--soft); overflow-wrap: anywhere; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; }
.acts button { border: 1px solid var(--line); border-radius: 6px; padding: 4px 12px; color: var(--accent); font-weight: 600; }
.acts button:hover { background: var(--hover); }
.acts button.main { background: var(--accent); border-color: var(--accent); color: var(--back); }
td button { color: var(--accent); white-space: nowrap; }
td button:hover { text-decoration: underline; }
`;
