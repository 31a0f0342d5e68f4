// What a page reads from the service: the answer, or a decent word on why there is none.

import { h, onBeforeUnmount, shallowReactive, watch } from '../vendor.js';
import { t } from '../i18n.js';
import { Problem } from './api.js';

const PAUSE = 3000;

/**
 * Reads at once and whenever `key` changes, and goes on trying while the service is out of reach. `value` keeps the
 * last answer meanwhile; it is emptied when the key changes.
 */
export function load(key, read) {
  const loaded = shallowReactive({ value: null, problem: null, reading: false, again });
  let round = 0;
  let timer = null;

  async function again() {
    const mine = ++round;
    clearTimeout(timer);
    loaded.reading = true;
    try {
      const value = await read(key());
      if (mine === round) {
        Object.assign(loaded, { value, problem: null, reading: false });
      }
    } catch (problem) {
      if (mine === round) {
        Object.assign(loaded, { problem, reading: false });
        if (problem.passing) {
          timer = setTimeout(again, PAUSE);
        }
      }
    }
  }

  watch(
    key,
    () => {
      Object.assign(loaded, { value: null, problem: null });
      again();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    round = Infinity;
    clearTimeout(timer);
  });
  return loaded;
}

/** Says why something is not shown. `absent` is the page's own word for 404. */
export function whyNot(problem, absent) {
  if (!(problem instanceof Problem)) {
    return t('problem.unreachable');
  }
  if (problem.status === 404 && absent) {
    return absent;
  }
  if (problem.status === 403 || problem.status === 404) {
    return t('problem.forbidden');
  }
  return problem.passing ? t('problem.fault') : t('problem.unfit', { detail: problem.message });
}

/** The same for something done once by hand, which nothing repeats by itself. */
export function whyNotDone(problem) {
  if (problem.passing) {
    return t('problem.once');
  }
  return t('problem.unfit', { detail: whyRefused(problem) });
}

/** Why the service would not do it: in the page's words where it has some, else in the service's. */
export function whyRefused(problem) {
  switch (problem.type) {
    case 'it-is-you':
      return t('problem.itIsYou');
    case 'opened-with-a-reason':
      return t('problem.onlyRead');
    default:
      return problem.status === 403 ? t('problem.mayNot') : problem.message;
  }
}

/** A quiet line while reading, a plain sentence when it failed, nothing when all is well. */
export function standing(loaded, absent) {
  if (loaded.problem) {
    return h('p', { class: 'plain-word', role: 'status' }, whyNot(loaded.problem, absent));
  }
  return loaded.value === null ? h('p', { class: 'plain-word', role: 'status' }, t('loading')) : null;
}
