/** Builds elements. Text only ever becomes text nodes, so that nothing a document says is taken for markup. */

/**
 * @param {string} tag
 * @param {Object} properties `class`, `on…` handlers, `data`, and attributes; null, undefined and false are left out
 * @param {...(Node|string|number|null|undefined|false)} children
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

export const byId = id => document.getElementById(id);

export function show(container, ...children) {
  container.replaceChildren(...children.filter(Boolean));
}

const COUNT = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export const count = (number, one, many) => `${COUNT.format(number)} ${number === 1 ? one : many}`;

/** Seconds from ten on. */
export function milliseconds(ms) {
  if (ms >= 10_000) return `${COUNT.format(Math.round(ms / 100) / 10)} s`;
  return `${ms < 10 ? ms.toFixed(1) : COUNT.format(Math.round(ms))} ms`;
}

/** A day, or how long ago on the same day; the exact moment on hover. */
export function time(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return element('span', {}, String(instant));
  return element('time', { datetime: instant, title: MOMENT.format(date) }, ago(date) ?? DAY.format(date));
}

function ago(date) {
  const minutes = Math.round((Date.now() - date.getTime()) / 60_000);
  if (minutes < -1 || minutes >= 24 * 60) return null;
  if (minutes < 1) return 'just now';
  return minutes < 60 ? AGO.format(-minutes, 'minute') : AGO.format(-Math.floor(minutes / 60), 'hour');
}
