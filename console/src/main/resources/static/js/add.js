/** The form that adds a document and watches it become searchable. */
import { addDocument, Problem } from './api.js';
import { byId, element, milliseconds, show } from './dom.js';
import { lifeBar } from './life.js';
import { problemCard } from './notices.js';

const FIELDS = ['title', 'content', 'source'];

/**
 * @param found called with the added document once searches see it
 * @returns opens the form
 */
export function setUpAdding(found) {
  const panel = byId('add');
  const form = byId('add-form');
  const toggle = byId('add-toggle');
  const outcome = byId('add-outcome');

  function open(yes) {
    panel.hidden = !yes;
    toggle.setAttribute('aria-expanded', String(yes));
    if (yes) another();
    else toggle.focus();
  }

  function another() {
    form.hidden = false;
    show(outcome);
    byId('add-title').focus();
  }

  async function submit() {
    const fields = Object.fromEntries(FIELDS.map(name => [name, form.elements[name].value.trim()]).filter(([, value]) => value));
    mark([]);
    if (!fields.content) {
      mark([{ field: 'content', detail: 'A document needs some content.' }]);
      return;
    }
    busy(true);
    show(outcome, element('p', { class: 'waiting' }, 'Validating, embedding, indexing…'));
    const start = performance.now();
    try {
      const status = await addDocument(fields);
      const took = performance.now() - start;
      if (status.status === 'indexed') {
        succeed(status, took);
        found({ ...fields, doc_id: status.doc_id });
      } else {
        show(outcome, element('p', { class: 'waiting' },
          `Accepted as `, element('code', {}, status.doc_id), `, not searchable yet (${status.status}). It will be.`));
      }
    } catch (failure) {
      const problem = failure instanceof Problem ? failure : new Problem(0, { detail: String(failure) });
      const rest = mark(problem.violations);
      show(outcome, (rest.length > 0 || problem.violations.length === 0) && problemCard(problem.about(rest)));
    } finally {
      busy(false);
    }
  }

  /** The form makes room for the result. */
  function succeed(status, took) {
    const more = element('button', { type: 'button', class: 'quiet', onclick: another }, 'Add another');
    const close = element('button', { type: 'button', class: 'quiet', onclick: () => open(false) }, 'Close');
    show(outcome,
      element('div', { class: 'done' },
        element('p', {}, 'Searchable after ', element('b', {}, milliseconds(took))),
        element('div', { class: 'actions' }, more, close)),
      lifeBar(status));
    form.elements.title.value = '';
    form.elements.content.value = '';
    form.hidden = true;
    more.focus();
  }

  /** Puts each violation under its field; returns those that belong to none. */
  function mark(violations) {
    for (const name of FIELDS) {
      const here = violations.filter(violation => violation.field === name);
      const wrong = byId(`add-${name}-wrong`);
      wrong.textContent = here.map(violation => violation.detail).join(' ');
      wrong.hidden = here.length === 0;
      const input = form.elements[name];
      if (here.length === 0) {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      } else {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', wrong.id);
      }
    }
    form.querySelector('[aria-invalid]')?.focus();
    return violations.filter(violation => !FIELDS.includes(violation.field));
  }

  function busy(yes) {
    byId('add-submit').disabled = yes;
    form.setAttribute('aria-busy', String(yes));
  }

  toggle.addEventListener('click', () => open(panel.hidden));
  byId('add-cancel').addEventListener('click', () => open(false));
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') open(false);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (!byId('add-submit').disabled) submit();
  });
  return () => open(true);
}
