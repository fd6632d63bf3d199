/** Shows how long a document took from one stage to the next. */
import { element, milliseconds } from './dom.js';

const STAGES = [
  ['validated_at', 'validated'],
  ['embedded_at', 'embedded'],
  ['indexed_at', 'indexed'],
];

/** @param status the answer of `GET /v1/documents/{id}`; null if it has no times to compare */
export function lifeBar(status) {
  const steps = stepsOf(status);
  const total = steps.reduce((sum, step) => sum + step.ms, 0);
  if (steps.length === 0 || total <= 0) return null;
  const bar = element('div', { class: 'life-bar', 'aria-hidden': 'true' });
  const legend = element('ul', { class: 'life-legend', 'aria-label': 'Time in each stage' });
  for (const { name, ms } of steps) {
    const part = element('span', { class: `stage-${name}` });
    part.style.flexGrow = Math.max(ms / total, 0.015);
    bar.append(part);
    legend.append(element('li', { class: `stage-${name}` }, `${name} `, element('b', {}, milliseconds(ms))));
  }
  return element('div', { class: 'life' }, bar, legend);
}

/** From submission to the last stage, in milliseconds; null while there is none. */
export function wholeLife(status) {
  const steps = stepsOf(status);
  return steps.length === 0 ? null : steps.reduce((sum, step) => sum + step.ms, 0);
}

/** Times of different machines may cross: a negative step counts as none. */
function stepsOf(status) {
  const steps = [];
  let last = millis(status.submitted_at);
  for (const [field, name] of STAGES) {
    const reached = millis(status[field]);
    if (last === null || reached === null) continue;
    steps.push({ name, ms: Math.max(0, reached - last) });
    last = Math.max(last, reached);
  }
  return steps;
}

/** Milliseconds since the epoch with their fraction, which Date would drop. */
function millis(instant) {
  if (!instant) return null;
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const whole = Date.parse(instant.replace(/\.\d+/, ''));
  return Number.isNaN(whole) ? null : whole + Number(`0.${fraction || 0}`) * 1000;
}
