// A form whose faults stand beside their fields, and of which nothing typed is lost: not when saving fails, not when
// the screen is turned, not when the reader looks elsewhere and comes back.

import { nextTick, onBeforeUnmount } from '../vendor.js';
import { formOf } from './form.js';
import { session } from './session.js';

/** What was typed and is not saved, by account and form. */
const drafts = new Map();

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * @param key what the form is about
 * @param values what its fields hold at first
 * @param check given the form, the words of what is wrong by field; sent only where there is nothing
 * @param send may throw a Problem; `places` then says beside which fields it belongs, or null for none
 */
export function keptForm(key, values, { check = () => ({}), send, places = () => null }) {
  const whose = `${session.me?.account} ${key}`;
  const names = Object.keys(values);
  const form = formOf({ ...values, ...drafts.get(whose), base: values, faults: {}, isChanged, settle }, async () => {
    if (blame(check(form))) {
      return;
    }
    try {
      await send(form);
    } catch (problem) {
      if (!blame(places(problem) ?? {})) {
        throw problem;
      }
    }
  });

  function blame(faults) {
    form.faults = faults;
    const any = Object.values(faults).some(Boolean);
    if (any) {
      nextTick(() => document.querySelector('[aria-invalid=true]')?.focus());
    }
    return any;
  }

  function changed() {
    return names.filter((name) => !same(form[name], form.base[name]));
  }

  function isChanged() {
    return changed().length > 0;
  }

  /** What stands there now is saved, or thrown away for `fresh`. */
  function settle(fresh = Object.fromEntries(names.map((name) => [name, form[name]]))) {
    Object.assign(form, fresh, { base: fresh, faults: {}, problem: null });
  }

  const ask = (event) => isChanged() && event.preventDefault();
  addEventListener('beforeunload', ask);
  onBeforeUnmount(() => {
    removeEventListener('beforeunload', ask);
    const kept = changed();
    if (kept.length > 0) {
      drafts.set(whose, Object.fromEntries(kept.map((name) => [name, form[name]])));
    } else {
      drafts.delete(whose);
    }
  });
  return form;
}
