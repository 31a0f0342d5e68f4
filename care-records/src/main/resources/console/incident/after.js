// After an incident: how both sides found it, and when somebody looks in again.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf, sendPart, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { dayOf } from '../time.js';

const STARS = [1, 2, 3, 4, 5];

export const After = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    const path = () => `/api/incidents/${encodeURIComponent(props.incident.id)}`;
    const after = load(path, (it) => api.get(`${it}/after`));
    const side = session.me.role === 'family' ? 'person' : 'responder';
    const assess = formOf({ stars: '', note: '' }, async () => {
      await api.post(`${path()}/assessment`, { side, stars: Number(assess.stars), note: assess.note.trim() || null });
      Object.assign(assess, { stars: '', note: '' });
      await after.again();
    });
    const follow = formOf({ day: '', why: '' }, async () => {
      await api.post(`${path()}/follow-up`, { on: follow.day, note: follow.why.trim() || null });
      Object.assign(follow, { day: '', why: '' });
      await after.again();
    });
    return () => {
      const mine = after.value?.assessments.some((it) => it.by === session.me.name);
      return h('div', { class: 'sheet', 'data-testid': 'after' }, [
        h('h2', t('after.title')),
        standing(after),
        h('ul', { class: 'rows' }, (after.value?.assessments ?? []).map(assessmentPart)),
        h('ul', { class: 'rows' }, (after.value?.followUps ?? []).map(followUpPart)),
        mine ? null : assessForm(assess),
        side === 'responder' && session.me.role !== 'doctor' ? followForm(follow) : null,
      ]);
    };
  },
};

function assessmentPart(it, index) {
  return h('li', { key: index, class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [h('strong', '★'.repeat(it.stars)), h('span', { class: 'soft' }, `${t(`after.side.${it.side}`)} · ${it.by}`)]),
    it.note ? h('p', it.note) : null,
  ]);
}

function followUpPart(it) {
  return h('li', { key: it.id, class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [h('strong', `${t('after.follow')} ${dayOf(`${it.on}T12:00`)}`), it.done ? h('span', { class: 'soft' }, '✓') : null]),
    it.note ? h('p', it.note) : null,
  ]);
}

function assessForm(form) {
  return h('form', { class: 'register', onSubmit: form.submit }, [
    h('h3', t('after.assess')),
    h(
      'div',
      { class: 'stars', role: 'radiogroup', 'aria-label': t('after.stars') },
      STARS.map((n) =>
        h('label', { key: n }, [
          h('input', {
            type: 'radio',
            name: 'stars',
            class: 'unseen',
            required: true,
            value: n,
            checked: Number(form.stars) === n,
            'data-testid': `stars-${n}`,
            onChange: () => {
              form.stars = n;
            },
          }),
          h('span', `${n} ★`),
        ]),
      ),
    ),
    textField(form, 'note', t('after.note'), { required: false, maxlength: 1000, autocapitalize: 'sentences', 'data-testid': 'assess-note' }),
    sendPart(form, t('after.keep'), 'assess'),
  ]);
}

function followForm(form) {
  return h('form', { class: 'register', onSubmit: form.submit }, [
    textField(form, 'day', t('after.follow'), { type: 'date', 'data-testid': 'follow-day' }),
    textField(form, 'why', t('after.note'), { required: false, maxlength: 1000, autocapitalize: 'sentences', 'data-testid': 'follow-note' }),
    sendPart(form, t('after.keep'), 'follow'),
  ]);
}
