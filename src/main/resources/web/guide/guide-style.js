// How the Work Guide looks on any page; the page that embeds it themes it by --wg-* properties.
import {css} from '../lib/lit/index.js';

export const guideStyle = css`
  :host {
    --guide-accent: var(--wg-accent, light-dark(#0f766e, #4fd1c1));
    --guide-on-accent: var(--wg-on-accent, light-dark(#ffffff, #06302b));
    --guide-ink: var(--wg-ink, light-dark(#1e2227, #e9e7e2));
    --guide-ink-soft: var(--wg-ink-soft, light-dark(#575d65, #aab1b8));
    --guide-card: var(--wg-card, light-dark(#ffffff, #1d2024));
    --guide-sunk: var(--wg-sunk, light-dark(#efede8, #24282d));
    --guide-line: var(--wg-line, light-dark(#e0dcd4, #343a40));
    --guide-line-strong: var(--wg-line-strong, light-dark(#87827a, #7b848c));
    --guide-bad: var(--wg-bad, light-dark(#ac2218, #ffa69c));
    --guide-bad-soft: var(--wg-bad-soft, light-dark(#fbe6e3, #431f1c));
    --guide-good: var(--wg-good, light-dark(#17633a, #82dba6));
    --guide-good-soft: var(--wg-good-soft, light-dark(#e0f1e6, #173324));
    --guide-corner: var(--wg-corner, 14px);
    --guide-font: var(--wg-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    /* a rule of the page for all its elements must not hide or bend this one; where it stands and how wide is the page's to say */
    display: block !important;
    visibility: visible !important;
    opacity: 1 !important;
    filter: none !important;
    transform: none !important;
    clip-path: none !important;
    mask: none !important;
    content-visibility: visible !important;
    color-scheme: inherit !important;
  }
  :host([empty]), :host([hidden]) { display: none !important; }
  .guide { all: initial; color-scheme: inherit; color: var(--guide-ink); font: medium/1.5 var(--guide-font); font-variant-numeric: tabular-nums; overflow-wrap: break-word; } /* nothing is inherited from the page */
  *, *::before { box-sizing: border-box; }
  h2, h3, p, ul, dl, dd, fieldset, legend { margin: 0; padding: 0; }
  h2 { font-size: 1.125em; line-height: 1.35; }
  h3 { font-size: 1em; }
  h2:focus, h3:focus, .note:focus { outline: none; }
  a { color: var(--guide-accent); }
  .guide { box-sizing: border-box; display: grid; gap: 16px; padding: 20px; border: 1px solid var(--guide-line); border-radius: var(--guide-corner); background: var(--guide-card); }
  label .soft, legend .soft { font-size: .93em; }
  form { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
  .soft { color: var(--guide-ink-soft); font-size: .875em; font-weight: 400; }
  .display { white-space: pre-line; }
  .field { display: grid; gap: 4px; justify-items: start; overflow-wrap: anywhere; }
  .field.wrong { padding-inline-start: 12px; border-inline-start: 4px solid var(--guide-bad); }
  label, legend { font-weight: 600; font-size: .9375em; }
  fieldset { border: 0; min-inline-size: 0; display: grid; gap: 4px; }
  .choice { display: flex; gap: 8px; align-items: center; min-block-size: 28px; }
  .choice label { font-weight: 400; padding-block: 3px; }
  .choice input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--guide-accent); flex: none; }
  input:not([type="checkbox"], [type="radio"]), select, textarea { inline-size: min(30em, 100%); min-block-size: 38px; padding: 7px 10px; border: 1px solid var(--guide-line-strong); border-radius: 8px; background: var(--guide-card); color: inherit; font: inherit; font-size: .9375em; }
  input[type="date"], input[type="datetime-local"] { inline-size: auto; }
  form > [role="status"]:empty { position: absolute; } /* there before its words, without room of its own */
  .section { gap: 8px; }
  .section > legend { margin-block-end: 8px; font-size: 1em; }
  .columns { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
  .column { display: grid; gap: 16px; align-content: start; grid-template-columns: minmax(0, 1fr); }
  @media (min-width: 640px) {
    .columns-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .columns-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .columns-4 { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  }
  .lookup { display: block; inline-size: min(30em, 100%); position: relative; }
  .lookup [role="status"] { min-block-size: 1.5em; } /* its line is there before its words: what a person presses must not move away */
  [role="listbox"] { list-style: none; position: absolute; z-index: 1; inset-inline: 0; inset-block-start: 40px; max-block-size: 16em; overflow-y: auto; border: 1px solid var(--guide-line-strong); border-radius: 8px; background: var(--guide-card); }
  [role="listbox"][hidden] { display: none; }
  [role="option"] { padding: 8px 10px; min-block-size: 24px; cursor: pointer; }
  [role="option"][aria-selected="true"] { background: var(--guide-sunk); outline: 2px solid var(--guide-accent); outline-offset: -2px; }
  :is(input, select, textarea)[aria-invalid="true"] { border-color: var(--guide-bad); border-width: 2px; }
  .error { color: var(--guide-bad); font-size: .9375em; font-weight: 600; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding-block-start: 4px; }
  button, .button { display: inline-flex; align-items: center; min-block-size: 38px; padding: 6px 16px; border: 1px solid var(--guide-line-strong); border-radius: 8px; background: var(--guide-card); color: var(--guide-ink); font: inherit; font-size: .9375em; cursor: pointer; text-decoration: none; }
  button:hover { background: var(--guide-sunk); }
  button:disabled { opacity: .6; cursor: default; }
  button.main { background: var(--guide-accent); border-color: var(--guide-accent); color: var(--guide-on-accent); font-weight: 600; }
  :focus-visible { outline: 2px solid var(--guide-accent); outline-offset: 2px; border-radius: 4px; }
  .note { display: grid; gap: 6px; padding: 12px 16px; border-radius: 8px; border-inline-start: 4px solid var(--guide-line-strong); background: var(--guide-sunk); }
  .note.bad { background: var(--guide-bad-soft); border-color: var(--guide-bad); }
  .note.good { background: var(--guide-good-soft); border-color: var(--guide-good); }
  .note ul { padding-inline-start: 20px; }
  .items { list-style: none; display: grid; gap: 8px; }
  .items button { display: grid; inline-size: 100%; text-align: start; padding: 10px 14px; border-color: var(--guide-line); border-radius: var(--guide-corner); }
  .items b { font-weight: 600; }
  .progress { display: flex; gap: 8px; align-items: center; }
  .dots { display: inline-flex; gap: 4px; }
  .dots i { inline-size: 18px; block-size: 5px; border-radius: 3px; background: var(--guide-line-strong); }
  .dots i.now { background: var(--guide-accent); }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; }
  dt { color: var(--guide-ink-soft); font-size: .875em; }
  dd { overflow-wrap: anywhere; white-space: pre-line; }
  @media (forced-colors: active) { .dots i { background: GrayText; } .dots i.now { background: Highlight; } .note, .field.wrong { border: 1px solid CanvasText; } }
`;
