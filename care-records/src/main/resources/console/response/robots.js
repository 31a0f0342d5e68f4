// The robots in the chat groups of those who serve a cell: who they write to when somebody calls.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';

const KINDS = ['wecom', 'dingtalk', 'ntfy', 'webhook'];

export const Robots = {
  props: { cell: { type: String, required: true } },
  setup(props) {
    const path = () => `/api/grid/${encodeURIComponent(props.cell)}/robots`;
    const robots = load(path, (at) => api.get(at));
    const form = formOf({ channel: KINDS[0], to: '', name: '' }, async () => {
      await put([...items(), { channel: form.channel, to: form.to.trim(), name: form.name.trim() }]);
      Object.assign(form, { to: '', name: '' });
    });

    function items() {
      return robots.value?.items ?? [];
    }

    async function put(next) {
      await api.put(path(), { items: next });
      say(t('robots.saved'));
      robots.again();
    }

    async function take(place) {
      try {
        await put(items().filter((_, at) => at !== place));
      } catch (problem) {
        form.problem = problem;
      }
    }

    return () =>
      h('form', { class: 'sheet register', 'data-testid': 'robots', onSubmit: form.submit }, [
        h('h2', t('robots.title')),
        h('p', { class: 'soft' }, t('robots.what')),
        standing(robots),
        robots.value && items().length === 0 ? h('p', { class: 'soft' }, t('robots.none')) : null,
        h('ul', { class: 'rows' }, items().map((robot, place) => h('li', { key: `${robot.channel} ${robot.to}` }, robotRow(robot, () => take(place))))),
        choiceField(form, 'channel', t('robots.channel'), KINDS.map((kind) => [kind, word('way', kind)]), { 'data-testid': 'robot-channel' }),
        textField(form, 'to', t('robots.to'), { maxlength: 500, autocomplete: 'off', 'data-testid': 'robot-to' }),
        textField(form, 'name', t('robots.name'), { maxlength: 60, autocomplete: 'off', 'data-testid': 'robot-name' }),
        sendPart(form, t('robots.add'), 'add-robot', whyNotDone),
      ]);
  },
};

/** Its address is its password: only where it goes is shown. */
function robotRow({ channel, to, name }, take) {
  return h('div', { class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [h('strong', name), h('span', { class: 'soft' }, word('way', channel)), h('span', { class: 'soft' }, shortened(to))]),
    h('button', { type: 'button', class: 'button button-later', 'data-testid': 'take-robot', onClick: take }, t('robots.take')),
  ]);
}

function shortened(to) {
  return to.length > 36 ? `${to.slice(0, 28)}…${to.slice(-4)}` : to;
}
