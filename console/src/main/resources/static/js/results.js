/** Shows the hits of an answer. */
import { life, sendClick } from './api.js';
import { count, element, milliseconds, show, time } from './dom.js';
import { lifeBar, wholeLife } from './life.js';
import { isShort, shortPassage, wholePassage } from './passage.js';

/** @param added id of the document to mark as new, if any */
export function hits(answer, added) {
  const top = answer.hits.length > 0 ? Math.abs(answer.hits[0].score) : 0;
  return answer.hits.map((hit, index) => hitItem(hit, index + 1, top, answer.query_id, added));
}

export function summary(answer) {
  const { value, relation } = answer.total;
  const found = relation === 'gte' ? `at least ${count(value, 'document', 'documents')}` : count(value, 'document', 'documents');
  const shown = answer.hits.length < value ? `Best ${answer.hits.length} of ${found}` : `${found[0].toUpperCase()}${found.slice(1)}`;
  return `${shown} in ${milliseconds(answer.took_ms)}`;
}

function hitItem(hit, ordinal, top, queryId, added) {
  const id = `hit-${ordinal}`;
  const passage = element('p', { class: 'passage' }, shortPassage(hit.passage));
  const more = element('div', { class: 'more', id: `${id}-more`, hidden: true });
  const title = element('button', {
    type: 'button',
    'aria-expanded': 'false',
    'aria-controls': more.id,
    onclick: () => toggle(),
  }, hit.title || element('code', {}, hit.doc_id));
  let opened = false;

  function toggle() {
    const open = more.hidden;
    more.hidden = !open;
    title.setAttribute('aria-expanded', String(open));
    show(passage, open ? wholePassage(hit.passage) : shortPassage(hit.passage));
    if (open && !opened) {
      opened = true;
      sendClick(queryId, hit.doc_id, ordinal);
      fill(more, hit);
    }
  }

  // the passage opens like the title, unless the user is selecting text
  passage.addEventListener('click', () => {
    if (String(getSelection()) === '') toggle();
  });

  return element('li', { class: hit.doc_id === added ? 'hit added' : 'hit', id },
    element('h2', {}, title, hit.doc_id === added && element('span', { class: 'badge' }, 'just added')),
    element('p', { class: 'about' },
      hit.source && element('span', { class: 'source' }, hit.source),
      hit.timestamp && time(hit.timestamp),
      hit.language && hit.language !== 'und' && element('span', { title: 'Language' }, hit.language),
      score(hit, top)),
    passage,
    hit.explanation && explanation(hit.explanation),
    more);
}

function score(hit, top) {
  const bar = element('span', { class: 'score-bar' });
  const parts = hit.explanation
    ? [['words', hit.explanation.keyword?.contribution], ['meaning', hit.explanation.semantic?.contribution]]
    : [['all', hit.score]];
  for (const [name, value] of parts) {
    if (!(value > 0) || !(top > 0)) continue;
    const part = element('span', { class: `part-${name}` });
    part.style.width = `${Math.min(100, (100 * value) / top)}%`;
    bar.append(part);
  }
  return element('span', { class: 'score', title: 'Score' }, bar, element('span', { class: 'unseen' }, 'score '), number(hit.score));
}

function explanation({ fusion, keyword, semantic }) {
  const row = (part, name, label, measure) => part && element('li', { class: `part-${name}` },
    element('b', {}, `${label} ${number(part.contribution)}`),
    ` ${measure} ${number(part.score)}`,
    part.rank ? `, rank ${part.rank}` : '');
  return element('ul', { class: 'explanation', 'aria-label': 'Parts of the score' },
    row(keyword, 'words', 'Words', 'BM25'),
    row(semantic, 'meaning', 'Meaning', 'cosine'),
    fusion && element('li', { class: 'fusion' }, fusion === 'rrf' ? 'fused by rank' : 'fused by weight'));
}

async function fill(more, hit) {
  const facts = element('dl', {}, ...fact('doc_id', element('code', {}, hit.doc_id)));
  for (const [name, value] of Object.entries(hit.metadata ?? {})) {
    facts.append(...fact(name, valueOf(value)));
  }
  if (!isShort(hit.passage) || hit.passage.start > 0) {
    facts.append(...fact('passage', `characters ${hit.passage.start} to ${hit.passage.end} of the body`));
  }
  more.append(facts);
  try {
    const status = await life(hit.doc_id);
    const bar = lifeBar(status);
    if (bar) {
      more.append(element('p', { class: 'life-said' }, `Searchable ${milliseconds(wholeLife(status))} after it was submitted`), bar);
    }
  } catch {
    // the status is an extra: without it the hit is complete
  }
}

const fact = (name, value) => [element('dt', {}, name), element('dd', {}, value)];

function valueOf(value) {
  if (Array.isArray(value)) return value.join(', ');
  const text = String(value);
  // only what leads to a page becomes a link, never javascript: or data:
  return /^https?:\/\/\S+$/i.test(text)
    ? element('a', { href: text, target: '_blank', rel: 'noopener noreferrer' }, text)
    : text;
}

const number = value => (Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3));
