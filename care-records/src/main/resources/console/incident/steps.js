// How far an incident has come, as the four steps of a response: acknowledge, depart, arrive, resolve.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { since } from '../time.js';
import { isOpen } from './facts.js';

export const STEPS = ['acknowledge', 'depart', 'arrive', 'resolve'];

const TAKEN = { open: 0, acknowledged: 1, attending: 2, arrived: 3, resolved: 4, cancelled: 4 };

// 97.5 % of calls are to be answered within 60 s (UK telecare quality framework): past that it is said in words.
const ANSWER_WITHIN = 60_000;

/** The steps still to be taken; the first is the next sensible one. A step may be left out. */
export function stepsLeft(incident) {
  return STEPS.slice(TAKEN[incident.state] ?? 0);
}

/** The stage in words, with the four steps as a bar behind it. */
export const Progress = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    return () => {
      const { state } = props.incident;
      const taken = TAKEN[state] ?? 0;
      return h('div', { class: 'progress' }, [
        h('p', { class: 'progress-word' }, [
          h('strong', { class: ['state', `state-${state}`], 'data-testid': 'state', 'data-state': state }, word('state', state)),
          h(AnsweredBy, { incident: props.incident }),
        ]),
        h(
          'div',
          { class: 'progress-bar', role: 'img', 'aria-label': `${t('step.label')} ${taken}/${STEPS.length}` },
          STEPS.map((step, index) => h('i', { class: { taken: index < taken } })),
        ),
      ]);
    };
  },
};

/** Who has it. A component of its own, because "still" comes by the clock alone. */
const AnsweredBy = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    return () => {
      const { answeredBy, askingUntil, openedAt, severity, state } = props.incident;
      if (answeredBy) {
        return h('span', { class: 'answered-by' }, t(isOpen(props.incident) ? 'incident.by' : 'incident.was', { name: answeredBy }));
      }
      const late = state === 'open' && severity !== 'notice' && !askingUntil && since(openedAt) > ANSWER_WITHIN;
      return h('span', { class: late ? 'still-unanswered' : 'answered-by' }, t(late ? 'incident.stillUnanswered' : 'incident.nobody'));
    };
  },
};
