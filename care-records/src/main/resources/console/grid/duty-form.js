// A form that changes who is on duty. Before anything is saved the service is asked what the change would leave open;
// where a cell would be without anybody, that is said first and saved only when asked a second time.

import { h, watch } from '../vendor.js';
import { withQuery } from '../access/api.js';
import { sendPart } from '../access/form.js';
import { keptForm } from '../access/kept-form.js';
import { t, word } from '../i18n.js';
import { gridChanged } from './edition.js';
import { stretch } from './duty.js';

/** Of many gaps the first say enough. */
const TOLD = 6;

/**
 * As keptForm; `save` is given a function that makes a path one that is only tried.
 *
 * @param save `(form, path => path) => answer of the service`
 * @param saved done with the answer
 * @param tries false for what can leave no gap
 */
export function dutyForm(key, values, { check, places, save, saved, tries = true }) {
  const form = keptForm(key, values, {
    check,
    places,
    send: async () => {
      if (tries && !form.warned) {
        const { gaps, more } = await save(form, tried);
        const fresh = gaps.filter((gap) => gap.new);
        if (fresh.length > 0) {
          Object.assign(form, { warned: true, gaps: fresh, moreGaps: fresh.length === gaps.length ? more : 0 });
          return;
        }
      }
      const answer = await save(form, (path) => path);
      Object.assign(form, { warned: false, gaps: [] });
      gridChanged();
      await saved(answer);
    },
  });
  Object.assign(form, { warned: false, gaps: [], moreGaps: 0 });
  // What was warned of was another change.
  watch(
    () => Object.keys(values).map((name) => form[name]),
    () => Object.assign(form, { warned: false, gaps: [] }),
  );
  return form;
}

export function tried(path) {
  return withQuery(path, { 'dry-run': true });
}

/** What a change would leave open, in red, with when and why. */
export function gapsPart(gaps, more = 0, words = t('gaps.new')) {
  if (gaps.length === 0) {
    return null;
  }
  const rest = Math.max(0, gaps.length - TOLD) + more;
  return h('div', { class: 'refusal gaps', role: 'alert', 'data-testid': 'gaps-left' }, [
    h('strong', words),
    h(
      'ul',
      gaps.slice(0, TOLD).map((gap) =>
        h('li', { key: gap.cell + gap.from }, [h('span', `${gap.name} · ${stretch(gap.from, gap.to)}`), h('span', { class: 'gap-why' }, word('gap', gap.gap))]),
      ),
    ),
    rest > 0 ? h('span', t('gaps.more', { n: rest })) : null,
  ]);
}

/** The warning, why it was not saved, and the button; `words` are the button's while nothing is amiss. */
export function savePart(form, words, testId, wordsFor) {
  return form.warned
    ? h('div', { class: 'save-warned' }, [gapsPart(form.gaps, form.moreGaps), sendPart(form, t('gaps.anyway'), testId, wordsFor)])
    : sendPart(form, words, testId, wordsFor);
}
