// What is to be set is tried on what is stored first: how often it would have rung, beside how often what is in force rings.

import { h, onBeforeUnmount, shallowReactive } from '../vendor.js';
import { api, Problem } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { language, t, word } from '../i18n.js';
import { clockTime } from '../time.js';

const EVERY = 400;
const AT_FIRST = 5;

/**
 * Tries one thing at a time and follows it to its end.
 *
 * @param path of the back-tests
 */
export function trialOn(path) {
  const trial = shallowReactive({ asked: null, test: null, problem: null, all: false, start, cancel, clear, guarding, isOf, isSeen });
  let round = 0;

  async function start(asked) {
    const mine = ++round;
    Object.assign(trial, { asked, test: { state: 'running', done: 0, total: 0 }, problem: null, all: false });
    try {
      const { id } = await api.post(path(), asked);
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

  /** What was seen of it no longer counts, for that reason if there is one. */
  function clear(problem = null) {
    round++;
    Object.assign(trial, { asked: null, test: null, problem });
  }

  /** Does what was tried; where the service knows of no such trial any more, it can be tried anew. */
  async function guarding(set) {
    try {
      await set();
    } catch (problem) {
      if (problem.type === 'back-test-needed') {
        clear(problem);
      }
      throw problem;
    }
  }

  function isOf(asked) {
    return JSON.stringify(asked) === JSON.stringify(trial.asked);
  }

  /** Whether exactly that was tried, and what came of it has been seen. */
  function isSeen(asked) {
    return isOf(asked) && ['done', 'failed'].includes(trial.test?.state);
  }

  onBeforeUnmount(() => {
    round++;
  });
  return trial;
}

/** What came of exactly that, or how far it is; before it was tried, that it will be. */
export function trialFor(trial, asked, testId) {
  const shown = trial.problem || trial.test?.state === 'running' || (trial.test && trial.isOf(asked));
  return shown ? trialPart(trial, testId) : h('p', { class: 'soft' }, t('backTest.first'));
}

/** The button that tries it, in the place of the one that sets it. */
export function tryPart(trial, testId) {
  return h('button', { class: 'button button-main', 'data-testid': testId, disabled: trial.test?.state === 'running' }, t('backTest.try'));
}

/** Why it could not be set before is no longer so when it is tried anew. */
export function tryIt(event, form, trial, asked) {
  event.preventDefault();
  form.problem = null;
  trial.start(asked);
}

/** The same on everybody of the reader's: is it this person, or is it the setting? */
export function trialOfAll(trial, asked) {
  return trial.isOf(asked) && (trial.test || trial.problem)
    ? [h('h4', t('backTest.ofAll')), trialPart(trial, 'trial-all')]
    : h('button', { type: 'button', class: 'button button-later', 'data-testid': 'try-all', onClick: () => trial.start(asked) }, t('backTest.tryAll'));
}

export function trialPart(trial, testId) {
  if (trial.problem) {
    return h('p', { class: 'refusal', role: 'alert', 'data-testid': `${testId}-problem` }, whyNotSet(trial.problem));
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
  const { answer, total, kind } = trial.test;
  if (answer.readings === 0) {
    return h('p', { class: 'trial', role: 'status', 'data-testid': `${testId}-end`, 'data-state': 'nothing' }, t(answer.ringDays === undefined ? 'backTest.nothing' : 'backTest.nothingUntilMidnight'));
  }
  return h('div', { class: 'trial', role: 'status', 'data-testid': `${testId}-end`, 'data-state': 'done' }, [
    h('dl', { class: 'trial-counts' }, [
      count(t('backTest.rings'), answer.rings, total > 1 ? t('backTest.people', { n: answer.peopleRung }) : answer.ringDays ? t('backTest.days', { n: answer.ringDays }) : null, `${testId}-rings`),
      count(t('backTest.ringsNow'), answer.ringsNow, total > 1 ? t('backTest.people', { n: answer.peopleRungNow }) : null, `${testId}-rings-now`),
    ]),
    h('p', { class: 'soft' }, total > 1 ? t(kind === 'day' ? 'backTest.ofManyDays' : 'backTest.ofMany', { n: answer.withReadings, total, readings: answer.readings.toLocaleString(language.value) }) : t('backTest.of', { readings: answer.readings.toLocaleString(language.value) })),
    answer.ringDays === undefined ? found(trial, testId) : h('p', { class: 'soft' }, t('backTest.countsOnly')),
  ]);
}

function count(words, n, more, testId) {
  return h('div', [h('dt', words), h('dd', { 'data-testid': testId }, [h('strong', n), more ? h('span', more) : null])]);
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

/** What the one who set it had seen; null where that was before anything was tried. */
export function triedPart(tried) {
  return tried ? h('p', { class: 'soft' }, tried.readings ? t('backTest.tried', { rings: tried.rings, ringsNow: tried.ringsNow }) : t('backTest.triedNothing')) : null;
}

/** The page's own word for what was not tried first. */
export function whyNotSet(problem) {
  return problem instanceof Problem && problem.type === 'back-test-needed' ? t('backTest.needed') : whyNotDone(problem);
}
