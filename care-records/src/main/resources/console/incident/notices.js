// Who was told of an incident, on which way, and what became of it: the truth about delivery, step by step.

import { h, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { load, whyNot } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';
import { reasonWords } from './timeline-words.js';

const GOOD = ['delivered', 'read', 'answered'];

/** What else is told of an event is the provider's own name for it. */
const WITH_WHY = ['failed', 'try-again', 'waits'];

export const Notices = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    const told = load(
      () => props.incident.id,
      (id) => api.get(`/api/incidents/${encodeURIComponent(id)}/notices`),
    );
    // The incident is told anew with each thing that becomes of a notice, whether or not it grows a line.
    watch(() => props.incident, told.again);
    return () => {
      const items = told.value ?? [];
      return h('details', { class: 'sheet notices', 'data-testid': 'notices' }, [
        h('summary', [h('h2', t('notices.title')), h('span', { class: 'soft' }, told.value ? summary(items) : t('loading'))]),
        told.problem ? h('p', { class: 'plain-word', role: 'status' }, whyNot(told.problem)) : null,
        told.value && items.length === 0 ? h('p', { class: 'plain-word' }, t('notices.none')) : null,
        stepsOf(items).map(([step, notices]) => stepPart(step, notices)),
      ]);
    };
  },
};

function summary(items) {
  const asked = items.filter((notice) => notice.purpose === 'ask');
  const people = new Set(asked.map((notice) => notice.recipient ?? notice.name));
  const reached = new Set(asked.filter(isReached).map((notice) => notice.recipient ?? notice.name));
  return t('notices.summary', { n: people.size, reached: reached.size });
}

function isReached(notice) {
  return GOOD.includes(notice.state);
}

function stepsOf(items) {
  const steps = new Map();
  for (const notice of items) {
    steps.set(notice.step, [...(steps.get(notice.step) ?? []), notice]);
  }
  return [...steps].sort(([a], [b]) => a - b);
}

function stepPart(step, notices) {
  return h('section', { key: step, class: 'notice-step' }, [
    h('h3', t('notices.step', { n: step })),
    h('ul', { class: 'rows' }, notices.map((notice) => h('li', { key: `${notice.purpose} ${notice.recipient ?? notice.name}` }, noticePart(notice)))),
  ]);
}

function noticePart(notice) {
  return h('div', { class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [
      h('strong', notice.name),
      notice.purpose === 'tell' ? h('span', { class: 'soft' }, t('notices.tell')) : null,
      // Whoever does not see the ways sees at least how far it has come.
      notice.dispatches ? null : h('span', { class: `dispatch-${notice.state}` }, h('strong', { class: 'dispatch-state' }, word('dispatch', notice.state))),
    ]),
    notice.state === 'unreachable' ? h('p', { class: 'refusal' }, t('notices.noWay')) : null,
    notice.dispatches ? h('ul', { class: 'dispatches' }, notice.dispatches.map(dispatchPart)) : null,
  ]);
}

function dispatchPart(dispatch, index) {
  const events = dispatch.events ?? [];
  const last = events.at(-1);
  return h('li', { key: index, class: ['dispatch', `dispatch-${dispatch.state}`] }, [
    h('span', { class: 'dispatch-way' }, [word('way', dispatch.channel), dispatch.address ? h('span', { class: 'soft' }, dispatch.address) : null]),
    h('strong', { class: 'dispatch-state', 'data-state': dispatch.state }, word('dispatch', dispatch.state)),
    last ? h('time', { class: 'soft', datetime: last.at }, clockTime(last.at, 'second')) : null,
    events.length > 1 || WITH_WHY.includes(last?.what) ? h('ol', { class: 'dispatch-events soft' }, events.map(eventPart)) : null,
  ]);
}

function eventPart(event) {
  return h('li', { key: event.at + event.what }, [
    h('time', { datetime: event.at }, clockTime(event.at, 'second')),
    ` ${word('dispatch', event.what)}`,
    WITH_WHY.includes(event.what) && event.detail ? `: ${reasonWords(event.detail)}` : null,
  ]);
}
