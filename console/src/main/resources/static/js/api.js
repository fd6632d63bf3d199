/** Speaks to the API of the server that this page came from. */

/** What the API said instead of an answer: an RFC 9457 problem, or that there was none. */
export class Problem extends Error {
  constructor(status, body = {}, retryAfter = null) {
    super(typeof body.detail === 'string' ? body.detail : `The server answered with status ${status}.`);
    this.status = status;
    this.code = body.code ?? `http_${status}`;
    this.traceId = typeof body.trace_id === 'string' ? body.trace_id : null;
    this.violations = Array.isArray(body.violations) ? body.violations : [];
    this.retryAfter = retryAfter;
  }

  /** The same problem, told by these violations alone if there are any. */
  about(violations) {
    if (violations.length > 0) this.violations = violations;
    return this;
  }

  static unreachable() {
    return new Problem(0, { code: 'unreachable', detail: 'Trovex cannot be reached. Is it running?' });
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { Accept: 'application/json', ...options.headers } });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : Problem.unreachable();
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Problem(response.status, body, Number(response.headers.get('Retry-After')) || null);
  }
  return response.json();
}

const json = (body, options) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
  ...options,
});

export function search({ query, mode, explain }, signal) {
  return call('v1/search', json({ query, mode, explain, client_id: client() }, { signal }));
}

/** Answers when searches see the document. */
export function addDocument(fields) {
  return call('v1/documents?wait_for=indexed', json(fields));
}

/** When the document came to which stage. */
export function life(docId) {
  return call(`v1/documents/${encodeURIComponent(docId)}`);
}

/** What the index holds. */
export function holdings() {
  return call('v1/index');
}

/** Tells that the user opened a hit; outlives the page and never disturbs it. */
export function sendClick(queryId, docId, ordinal) {
  const event = {
    feedback_id: globalThis.crypto?.randomUUID?.(),
    action_name: 'click',
    query_id: queryId,
    client_id: client(),
    session_id: session(),
    event_attributes: { object: { object_id: docId, object_id_field: 'doc_id' }, position: { ordinal } },
  };
  fetch('v1/feedback', json(event, { keepalive: true })).catch(() => {});
}

const client = () => remembered(() => localStorage, 'trovex.client');
const session = () => remembered(() => sessionStorage, 'trovex.session');

/** A random name of this browser or tab; none where storage is forbidden. */
function remembered(storage, key) {
  try {
    let name = storage().getItem(key);
    if (!name) {
      name = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
      storage().setItem(key, name);
    }
    return name;
  } catch {
    return undefined;
  }
}
