// A limit is tried on what is stored before it is set: how often it would have rung, beside how often what is in force rings.

import { h, onBeforeUnmount, shallowReactive } from '../vendor.js';
import { api, Problem } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { language, t, word } from '../i18n.js';
import { clockTime } from '../time.js';

const EVERY = 400;
const AT_FIRST = 5;

/**
 * Tries one limit at a time and follows it to its end.
 *
 * @param path of the back-tests
 */
export function trialOn(path) {
  const trial = shallowReactive({ limit: null, test: null, problem: null, all: false, start, cancel, isOf });
  let round = 0;

  async function start(limit) {
    const mine = ++round;
    Object.assign(trial, { limit, test: { state: 'running', done: 0, total: 0 }, problem: null, all: false });
    try {
      const { id } = await api.post(path(), limit);
      do {
        await new Promise((go) => setTimeout(go, EVERY));
        const test = await looked(id);
        if (mine !== round) {
          return;
        }
        trial.test = test ?? trial.test;
      } while (trial.test.state === 'running');
    } catch (problem) {
      if (mine === round) {
        Object.assign(trial, { test: null, problem });
      }
    }
  }

  /** Null where the service is out of reach for a moment: it goes on by itself. */
  async function looked(id) {
    try {
      return await api.get(`${path()}/${id}`);
    } catch (problem) {
      if (problem.passing) {
        return null;
      }
      throw problem;
    }
  }

  async function cancel() {
    round++;
    const { id } = trial.test ?? {};
    trial.test = null;
    if (id) {
      await api.delete(`${path()}/${id}`).catch(() => {}); // nobody looks at it any more
    }
  }

  /** Whether exactly that limit was tried, and what came of it has been seen. */
  function isOf(limit) {
    return JSON.stringify(limit) === JSON.stringify(trial.limit) && ['done', 'failed'].includes(trial.test?.state);
  }

  onBeforeUnmount(() => {
    round++;
  });
  return trial;
}

export function trialPart(trial, testId) {
  if (trial.problem) {
    return h('p', { class: 'refusal', role: 'alert', 'data-testid': `${testId}-problem` }, whyNotDone(trial.problem));
  }
  const { test } = trial;
  if (!test) {
    return null;
  }
  if (test.state === 'running') {
    return h('div', { class: 'trial', role: 'status' }, [
      h('p', test.total > 1 ? t('backTest.running', { done: test.done, total: test.total }) : t('backTest.begun')),
      h('progress', { max: test.total || 1, value: test.total > 1 ? test.done : null, 'data-testid': `${testId}-progress` }),
      h('button', { type: 'button', class: 'button button-later', 'data-testid': `${testId}-cancel`, onClick: trial.cancel }, t('backTest.cancel')),
    ]);
  }
  if (test.state !== 'done') {
    return h('p', { class: 'trial', role: 'status', 'data-testid': `${testId}-end`, 'data-state': test.state }, t(`backTest.${test.state}`));
  }
  return outcome(trial, testId);
}

function outcome(trial, testId) {
  const { answer, total } = trial.test;
  if (answer.readings === 0) {
    return h('p', { class: 'trial', role: 'status', 'data-testid': `${testId}-end`, 'data-state': 'nothing' }, t('backTest.nothing'));
  }
  return h('div', { class: 'trial', role: 'status', 'data-testid': `${testId}-end`, 'data-state': 'done' }, [
    h('dl', { class: 'trial-counts' }, [
      count(t('backTest.rings'), answer.rings, total > 1 ? answer.peopleRung : null, `${testId}-rings`),
      count(t('backTest.ringsNow'), answer.ringsNow, total > 1 ? answer.peopleRungNow : null, `${testId}-rings-now`),
    ]),
    h('p', { class: 'soft' }, total > 1 ? t('backTest.ofMany', { n: answer.withReadings, total, readings: answer.readings.toLocaleString(language.value) }) : t('backTest.of', { readings: answer.readings.toLocaleString(language.value) })),
    found(trial, testId),
  ]);
}

function count(words, n, people, testId) {
  return h('div', [h('dt', words), h('dd', { 'data-testid': testId }, [h('strong', n), people === null ? null : h('span', t('backTest.people', { n: people }))])]);
}

function found(trial, testId) {
  const { answer } = trial.test;
  const shown = trial.all ? answer.found : answer.found.slice(0, AT_FIRST);
  const left = answer.found.length - shown.length;
  return [
    h('ul', { class: 'rows' }, shown.map((ring) => h('li', { class: 'row', key: `${ring.person} ${ring.kind} ${ring.at} ${ring.rings}`, 'data-testid': `${testId}-ring` }, row(ring)))),
    left > 0 ? h('button', { type: 'button', class: 'button button-text', 'data-testid': `${testId}-more`, onClick: () => (trial.all = true) }, t('backTest.more', { n: left })) : null,
    left === 0 && answer.more > 0 ? h('p', { class: 'soft' }, t('backTest.notListed', { n: answer.more })) : null,
  ];
}

function row(ring) {
  const how = ring.rings ? (ring.ringsNow ? 'both' : 'new') : 'gone';
  return [
    h('div', { class: 'row-main' }, [h('strong', clockTime(ring.at)), ring.name ? h('span', ring.name) : null, h('span', { class: ['trial-mark', `trial-${how}`] }, t(`backTest.mark.${how}`))]),
    h('span', { class: 'soft' }, `${word('kind', ring.kind)}: ${language.value === 'en' ? ring.why : ring.whyZh}`),
  ];
}

/** The service's own word for a limit that was not tried first. */
export function whyNotSet(problem) {
  return problem instanceof Problem && problem.type === 'back-test-needed' ? t('backTest.needed') : whyNotDone(problem);
}
