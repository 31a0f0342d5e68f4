// Whom somebody promised to look in on after an incident: what is due, and what was done.

import { h, reactive } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { dayOf } from '../time.js';
import { say } from '../toast.js';

const DAY = 86_400_000;
const AHEAD = 14;

export const FollowUpsPage = {
  setup() {
    const shown = reactive({ problem: null, busy: null });
    const until = new Date(Date.now() + AHEAD * DAY).toISOString().slice(0, 10);
    const due = load(
      () => withQuery('/api/follow-ups', { until }),
      (path) => api.get(path),
    );

    async function done(id) {
      Object.assign(shown, { problem: null, busy: id });
      try {
        await api.post(`/api/follow-ups/${encodeURIComponent(id)}/done`, {});
        say(t('followUps.saved'));
        await due.again();
      } catch (problem) {
        shown.problem = problem;
      } finally {
        shown.busy = null;
      }
    }

    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'follow-ups-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'follow-ups-title', tabindex: -1 }, t('followUps.title'))),
        h('p', { class: 'soft' }, t('followUps.what', { n: AHEAD })),
        standing(due),
        shown.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(shown.problem)) : null,
        due.value?.items.length === 0 ? h('p', { class: 'plain-word' }, t('followUps.none')) : null,
        h('ul', { class: 'rows', 'data-testid': 'follow-ups' }, (due.value?.items ?? []).map((one) => h('li', { key: one.id }, row(one, shown, done)))),
      ]);
  },
};

function row(one, shown, done) {
  return h('div', { class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [
      h('strong', { class: one.overdue ? 'still-unanswered' : '' }, dayOf(`${one.on}T12:00`)),
      one.person ? h('a', { class: 'text-link', href: linkTo.person(one.person.id) }, one.person.name) : null,
      h('a', { class: 'text-link', href: linkTo.incident(one.incident) }, t('followUps.incident')),
    ]),
    one.note ? h('p', one.note) : null,
    h('button', { class: 'button button-later', 'aria-busy': shown.busy === one.id, 'data-testid': 'follow-up-done', onClick: () => done(one.id) }, t('followUps.done')),
  ]);
}
