/** Shows a passage with its highlights, whole or around the best of them. */
import { element } from './dom.js';

const SHORT = matchMedia('(max-width: 40rem)').matches ? 220 : 340;
const LEAD = 60;
const WORD = 24;

/** @param passage `{text, start, highlights: [{start, end}]}`, offsets in UTF-16 code units of the text */
export function shortPassage(passage) {
  return render(passage, extract(passage.text, passage.highlights ?? []));
}

export function wholePassage(passage) {
  return render(passage, { start: 0, end: passage.text.length });
}

export const isShort = passage => passage.text.length <= SHORT;

/** The stretch of at most SHORT characters with the most highlights, cut at spaces where there are any. */
export function extract(text, highlights) {
  if (text.length <= SHORT) return { start: 0, end: text.length };
  let best = 0;
  let most = 0;
  for (const { start } of highlights) {
    const from = Math.max(0, start - LEAD);
    const inside = highlights.filter(other => other.start >= from && other.end <= from + SHORT - WORD).length;
    if (inside > most) {
      most = inside;
      best = from;
    }
  }
  const start = wordStart(text, Math.min(best, text.length - SHORT));
  return { start, end: wordEnd(text, Math.min(text.length, start + SHORT)) };
}

function wordStart(text, at) {
  if (at <= 0) return 0;
  const space = text.slice(at, at + WORD).search(/\s/);
  return space >= 0 ? at + space + 1 : wholeCharacter(text, at);
}

function wordEnd(text, at) {
  if (at >= text.length) return text.length;
  const tail = text.slice(at - WORD, at + 1);
  const space = tail.search(/\s\S*$/);
  return space >= 0 ? at - WORD + space : wholeCharacter(text, at);
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function render({ text, start: offset = 0, highlights = [] }, { start, end }) {
  const shown = document.createDocumentFragment();
  if (start > 0 || offset > 0) shown.append('…\u00a0');
  let at = start;
  for (const highlight of highlights) {
    if (highlight.start < at || highlight.end > end || highlight.end <= highlight.start) continue;
    shown.append(text.slice(at, highlight.start), element('mark', {}, text.slice(highlight.start, highlight.end)));
    at = highlight.end;
  }
  shown.append(text.slice(at, end));
  if (end < text.length) shown.append('\u00a0…');
  return shown;
}
