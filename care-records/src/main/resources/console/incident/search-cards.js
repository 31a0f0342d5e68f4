// The cards by which volunteers and the police help: made with what somebody has seen them wear, handed on as a link,
// withdrawn at a tap.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf, sendPart, textField } from '../access/form.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { clockTime } from '../time.js';
import { say } from '../toast.js';

export const SearchCards = {
  props: { incident: { type: Object, required: true }, cards: { type: Array, required: true }, agreed: { type: Boolean, required: true } },
  emits: ['changed'],
  setup(props, { emit }) {
    const path = () => `/api/incidents/${encodeURIComponent(props.incident.id)}/search-cards`;
    const form = formOf({ clothes: '', call: '', why: '', hours: '6' }, async () => {
      const why = props.agreed ? {} : { why: form.why.trim() };
      await api.post(path(), { clothes: form.clothes.trim(), call: form.call.trim(), hours: Number(form.hours), ...why });
      Object.assign(form, { clothes: '' });
      say(t('search.card.made'));
      emit('changed');
    });

    async function withdraw(card) {
      try {
        await api.post(`${path()}/${encodeURIComponent(card.id)}/withdraw`);
        emit('changed');
      } catch (problem) {
        form.problem = problem;
      }
    }

    return () =>
      h('div', { class: 'sheet', 'data-testid': 'search-cards' }, [
        h('h2', t('search.cards')),
        h('p', { class: 'soft' }, t('search.cards.what')),
        h('ul', { class: 'rows' }, props.cards.map((card) => h('li', { key: card.id }, row(card, withdraw)))),
        h('form', { class: 'register', onSubmit: form.submit }, [
          textField(form, 'clothes', t('search.card.clothes'), { maxlength: 300, autocapitalize: 'sentences', 'data-testid': 'card-clothes' }),
          h('div', { class: 'form-grid' }, [
            textField(form, 'call', t('search.card.call'), { type: 'tel', maxlength: 40, 'data-testid': 'card-call' }),
            textField(form, 'hours', t('search.card.hours'), { type: 'number', min: 1, max: 24, inputmode: 'numeric' }),
          ]),
          props.agreed
            ? null
            : [
                h('p', { class: 'strip', role: 'note', 'data-testid': 'card-not-agreed' }, t('search.card.notAgreed')),
                textField(form, 'why', t('search.card.why'), { maxlength: 300, autocapitalize: 'sentences', 'data-testid': 'card-why' }),
              ],
          sendPart(form, t('search.card.make'), 'make-card', whyNotDone),
        ]),
      ]);
  },
};

function row(card, withdraw) {
  return h('div', { class: 'row row-card' }, [
    h('div', { class: 'row-main' }, [h('strong', card.clothes), h('span', { class: 'soft' }, stateOf(card)), card.why ? h('span', { class: 'soft' }, t('search.card.because', { why: card.why })) : null]),
    card.link
      ? h('div', { class: 'card-link' }, [
          h('a', { class: 'text-link', href: card.link, target: '_blank', rel: 'noopener', 'data-testid': 'card-link' }, card.link),
          h('button', { type: 'button', class: 'button button-later', 'data-testid': 'copy-card', onClick: () => handOn(card.link) }, t('search.card.copy')),
          h('button', { type: 'button', class: 'button button-later', 'data-testid': 'withdraw-card', onClick: () => withdraw(card) }, t('search.card.withdraw')),
        ])
      : null,
  ]);
}

function stateOf(card) {
  if (card.withdrawnAt) {
    return t('search.card.withdrawn', { time: clockTime(card.withdrawnAt) });
  }
  if (card.link) {
    return t('search.card.until', { time: clockTime(card.until), by: card.by });
  }
  return new Date(card.until) > new Date() ? t('search.card.takenBack') : t('search.card.ended', { time: clockTime(card.until) });
}

/** The telephone's own way of handing on, where it has one; else it is copied. */
async function handOn(link) {
  try {
    if (navigator.share) {
      await navigator.share({ url: link });
    } else {
      await navigator.clipboard.writeText(link);
      say(t('search.card.copied'));
    }
  } catch {
    // It was put away, or the page may not: the link stands beside the button.
  }
}
