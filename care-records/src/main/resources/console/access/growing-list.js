// A list the service gives page by page: read at once, made longer by hand, narrowed by a search.

import { h, onBeforeUnmount, shallowReactive } from '../vendor.js';
import { t } from '../i18n.js';
import { api, withQuery } from './api.js';
import { whyNot } from './loaded.js';

const PAGE = 50;
const TYPING = 200;
const PAUSE = 3000;

/**
 * Goes on trying while the service is out of reach; the answer to an older search never replaces that of a newer one.
 * list.narrow({ state: 'lost' }) narrows it by more than words.
 */
export function growingList(path) {
  const list = shallowReactive({ words: '', only: {}, items: [], total: null, next: null, reading: false, read: false, problem: null, type, narrow, more, again });
  let round = 0;
  let timer = null;

  function type(words) {
    list.words = words;
    clearTimeout(timer);
    timer = setTimeout(again, TYPING);
  }

  function narrow(only) {
    list.only = only;
    return again();
  }

  function more() {
    return list.reading ? undefined : read(list.next);
  }

  function again() {
    return read(null);
  }

  async function read(cursor) {
    const mine = ++round;
    clearTimeout(timer);
    list.reading = true;
    try {
      const page = await api.get(withQuery(path, { ...list.only, q: list.words.trim(), limit: PAGE, cursor }));
      if (mine === round) {
        const items = cursor ? [...list.items, ...page.items] : page.items;
        Object.assign(list, { items, total: page.total ?? null, next: page.next ?? null, reading: false, read: true, problem: null });
      }
    } catch (problem) {
      if (mine === round) {
        Object.assign(list, { problem, reading: false });
        if (problem.passing) {
          timer = setTimeout(() => read(cursor), PAUSE);
        }
      }
    }
  }

  again();
  onBeforeUnmount(() => {
    round = Infinity;
    clearTimeout(timer);
  });
  return list;
}

/** What stands under the rows: why there are none, that they are being read, or the way to more. */
export function endOfList(list, noneWords) {
  if (list.problem) {
    return h('p', { class: 'strip strip-urgent', role: 'alert' }, whyNot(list.problem));
  }
  if (list.read && list.items.length === 0) {
    return h('p', { class: 'plain-word', role: 'status' }, noneWords);
  }
  if (list.next) {
    return h('button', { class: 'button button-later', 'aria-busy': list.reading, onClick: list.more }, t('list.more'));
  }
  return list.read ? null : h('p', { class: 'plain-word', role: 'status' }, t('loading'));
}
