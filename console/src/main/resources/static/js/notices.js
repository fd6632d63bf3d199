/** Says what the page has to say besides results. */
import { element } from './dom.js';

/** @param retry called when the user wants to try again; absent where that makes no sense */
export function problemCard(problem, retry) {
  return element('div', { class: 'card problem', role: 'alert' },
    element('h2', {}, heading(problem)),
    problem.violations.length > 1
      ? element('ul', {}, ...problem.violations.map(violation => element('li', {}, told(violation))))
      : element('p', {}, problem.violations.length === 1 ? told(problem.violations[0]) : problem.message),
    problem.retryAfter && element('p', {}, `Try again in ${problem.retryAfter} s.`),
    problem.traceId && element('p', { class: 'trace' }, 'Trace ', element('code', {}, problem.traceId)),
    retry && element('button', { type: 'button', class: 'quiet', onclick: retry }, 'Try again'));
}

/** With the field in front, unless the sentence begins with it. */
function told({ field, detail }) {
  return field && !detail.startsWith(field) ? `${field}: ${detail}` : detail;
}

function heading({ status }) {
  if (status === 0) return 'No connection';
  if (status === 429 || status === 503) return 'Not available right now';
  return status >= 500 ? 'Something went wrong' : 'That did not work';
}

const WHY_DEGRADED = {
  embedder_timeout: 'The embedding model took too long',
  embedder_saturated: 'The embedding model has too many queries to answer',
  embedder_mismatch: 'Another embedding model is answering than the index was made with',
};

/** @param found an answer that is degraded */
export function degradedCard({ degraded_reason: reason, fallback }) {
  const why = WHY_DEGRADED[reason] ?? 'The embedding model is not answering';
  const [what, so] = fallback === 'static_encoder'
    ? ['Results by a simpler model. ', 'so a smaller one stood in for it.']
    : ['Results by words alone. ', 'so meaning was left out.'];
  return element('div', { class: 'card degraded', role: 'status' },
    element('p', {}, element('b', {}, what), `${why}, ${so}`));
}

/** @param mode that found nothing */
export function nothingFound(query, mode, tryMode) {
  return element('div', { class: 'blank' },
    element('h2', {}, 'Nothing found'),
    element('p', {}, 'No document matches ', element('q', {}, query), '.'),
    mode === 'keyword' && element('p', {},
      element('button', { type: 'button', class: 'quiet', onclick: () => tryMode('hybrid') }, 'Search by meaning too')));
}

/** @param held `{documents}` if it is known */
export function welcome(held, add) {
  if (held?.documents === 0) {
    return element('div', { class: 'blank' },
      element('h2', {}, 'Nothing here yet'),
      element('p', {}, 'Add a first document and watch it become searchable, or start with the sample: ', element('code', {}, './trovex up --sample')),
      element('p', {}, element('button', { type: 'button', class: 'primary', onclick: add }, 'Add a document')));
  }
  const way = (name, told) => element('div', {}, element('dt', {}, name), element('dd', {}, told));
  return element('div', { class: 'blank' },
    element('h2', {}, 'Find documents by what they mean'),
    element('p', {}, 'Ask in your own words. The documents may use others.'),
    element('dl', { class: 'ways' },
      way('Hybrid', 'Meaning and words together: the best start.'),
      way('Keyword', 'The very words: names, codes, quotations.'),
      way('Semantic', 'Meaning alone: paraphrases and questions.')));
}

export function skeletons() {
  return [0, 1, 2, 3].map(() => element('li', { class: 'hit skeleton', 'aria-hidden': 'true' },
    element('span', {}), element('span', {}), element('span', {}), element('span', {})));
}
