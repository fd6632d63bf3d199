/** The page: its address holds the question, a search shows the answer. */
import { setUpAdding } from './add.js';
import { holdings, Problem, search } from './api.js';
import { byId, count, show } from './dom.js';
import { degradedCard, nothingFound, problemCard, skeletons, welcome } from './notices.js';
import { hits, summary } from './results.js';

const MODES = {
  hybrid: 'by meaning and by words',
  keyword: 'by words: BM25',
  semantic: 'by meaning: nearest passages',
};
const PATIENCE_MS = 150;

const form = byId('search');
const results = byId('results');
const openAdding = setUpAdding(document => {
  const question = document.title ?? document.content.split(/\s+/).slice(0, 12).join(' ');
  ask({ query: question.slice(0, 300), mode: 'hybrid', explain: form.elements.explain.checked }, document.doc_id);
  refreshHoldings();
});
let running = null;
let held = null;

/** The question in the address bar. */
function asked() {
  const parameters = new URLSearchParams(location.search);
  const mode = parameters.get('mode');
  return {
    query: (parameters.get('q') ?? '').trim(),
    mode: Object.hasOwn(MODES, mode) ? mode : 'hybrid',
    explain: parameters.get('explain') === 'true',
  };
}

/** The question in the form. */
function typed() {
  return {
    query: form.elements.q.value.trim(),
    mode: form.elements.mode.value,
    explain: form.elements.explain.checked,
  };
}

function write({ query, mode, explain }) {
  form.elements.q.value = query;
  form.elements.mode.value = mode;
  form.elements.explain.checked = explain;
  byId('mode-hint').textContent = MODES[mode];
}

function address({ query, mode, explain }) {
  if (!query) return location.pathname;
  const parameters = new URLSearchParams({ q: query, mode });
  if (explain) parameters.set('explain', 'true');
  return `?${parameters}`;
}

/** A new question: it goes into the history and is answered. */
function ask(question, added) {
  if (address(question) !== location.search) history.pushState(null, '', address(question));
  answer(question, added);
}

async function answer(question, added) {
  write(question);
  running?.abort();
  const here = (running = new AbortController());
  document.title = question.query ? `${question.query} · Trovex` : 'Trovex';
  show(byId('notice'));
  if (!question.query) {
    settle();
    showWelcome();
    return;
  }
  const loading = setTimeout(() => {
    show(byId('blank'));
    if (results.children.length === 0) show(results, ...skeletons());
    results.setAttribute('aria-busy', 'true');
    byId('summary').textContent = 'Searching…';
  }, PATIENCE_MS);
  try {
    const found = await search(question, here.signal);
    clearTimeout(loading);
    settle(summary(found), hits(found, added));
    show(byId('notice'), found.degraded && degradedCard(found));
    show(byId('blank'), found.hits.length === 0 && nothingFound(question.query, question.mode, mode => ask({ ...question, mode })));
    showGeneration(found);
  } catch (failure) {
    clearTimeout(loading);
    if (here.signal.aborted) return;
    settle();
    const problem = failure instanceof Problem ? failure : new Problem(0, { detail: String(failure) });
    show(byId('blank'));
    show(byId('notice'), problemCard(problem, problem.status === 422 ? null : () => answer(question, added)));
  }
}

function settle(said = '', items = []) {
  results.setAttribute('aria-busy', 'false');
  byId('summary').textContent = items.length === 0 ? '' : said;
  show(results, ...items);
}

function showWelcome() {
  show(byId('blank'), welcome(held, openAdding));
}

function showGeneration({ generation, model }) {
  byId('generation').textContent = `Generation ${generation} · model ${model}`;
}

async function refreshHoldings() {
  try {
    held = await holdings();
    byId('holds').textContent = count(held.documents, 'document', 'documents');
    showGeneration(held);
    if (!asked().query) showWelcome();
  } catch {
    // figures are an extra: searching tells what is wrong
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const question = typed();
  if (question.query) ask(question);
  else form.elements.q.focus();
});
form.addEventListener('change', event => {
  if (event.target === form.elements.q) return;
  const question = typed();
  byId('mode-hint').textContent = MODES[question.mode];
  if (question.query) ask(question);
});
addEventListener('popstate', () => answer(asked()));
addEventListener('keydown', event => {
  const writing = event.target.matches?.('input:not([type=radio], [type=checkbox]), textarea');
  if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    form.elements.q.select();
  }
});

answer(asked());
refreshHoldings();
// elsewhere it would open the keyboard over the results
if (!asked().query && matchMedia('(pointer: fine)').matches) form.elements.q.focus();
