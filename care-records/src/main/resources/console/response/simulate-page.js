// What would a press do now, or on Sunday night? Who is asked when and how, without ringing anybody.

import { h, reactive, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { formOf, sendPart } from '../access/form.js';
import { load } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { planName, whoWords } from './plan-words.js';
import { holePart } from './unreachable-page.js';

export const SimulatePage = {
  props: { person: { type: String, default: null } },
  setup(props) {
    const who = load(
      () => props.person,
      (id) => (id ? api.get(`/api/people/${encodeURIComponent(id)}`) : Promise.resolve(null)),
    );
    const found = reactive({ answer: null });
    const form = formOf({ at: '', kind: 'call' }, async () => {
      found.answer = await api.post('/api/response-plans/simulate', {
        person: props.person,
        at: form.at ? new Date(form.at).toISOString() : undefined,
        kind: form.kind,
      });
    });
    watch(
      () => props.person,
      (id) => {
        found.answer = null;
        if (id) {
          form.submit();
        }
      },
      { immediate: true },
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'simulate-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'simulate-title', tabindex: -1 }, t('simulate.title'))),
        h('p', { class: 'soft' }, t('simulate.what')),
        h(ChoosePerson, { chosen: who.value?.name ?? null, onChosen: (person) => goTo(linkTo.simulate(person.id)) }),
        props.person ? whenPart(form) : null,
        found.answer ? answerPart(found.answer) : null,
      ]);
  },
};

const ChoosePerson = {
  props: { chosen: { type: String, default: null } },
  emits: ['chosen'],
  setup(props, { emit }) {
    const typed = reactive({ words: '' });
    const people = load(
      () => typed.words.trim(),
      (q) => (q ? api.get(withQuery('/api/people', { q, limit: 6 })) : Promise.resolve({ items: [] })),
    );
    return () =>
      h('div', { class: 'sheet' }, [
        props.chosen ? h('h2', { 'data-testid': 'simulate-person' }, props.chosen) : null,
        h('label', { class: 'field' }, [
          h('span', t('simulate.person')),
          h('input', {
            type: 'search',
            value: typed.words,
            placeholder: t('people.search'),
            'data-testid': 'simulate-search',
            onInput: (event) => {
              typed.words = event.target.value;
            },
          }),
        ]),
        h(
          'ul',
          { class: 'rows' },
          (people.value?.items ?? []).map((person) =>
            h('li', { key: person.id }, [
              h(
                'button',
                {
                  class: 'button button-later',
                  onClick: () => {
                    typed.words = '';
                    emit('chosen', person);
                  },
                },
                `${person.name} · ${person.cell?.name ?? ''}`,
              ),
            ]),
          ),
        ),
      ]);
  },
};

function whenPart(form) {
  return h('form', { class: 'sheet simulate-when', onSubmit: form.submit }, [
    h('label', { class: 'field' }, [
      h('span', t('simulate.at')),
      h('input', {
        type: 'datetime-local',
        value: form.at,
        'data-testid': 'simulate-at',
        onInput: (event) => {
          form.at = event.target.value;
        },
      }),
    ]),
    sendPart(form, t('simulate.go'), 'simulate-go'),
  ]);
}

function answerPart(answer) {
  return h('div', { class: 'sheet', 'data-testid': 'simulated' }, [
    h('h2', t('simulate.plan', { name: planName(answer.plan) })),
    h('p', { class: answer.reachable ? 'soft' : 'refusal', 'data-testid': 'simulated-reachable' }, answer.reason ? word('hole', answer.reason) : t('simulate.reachable')),
    answer.holes.length ? h('ul', { class: 'holes' }, answer.holes.slice(0, 6).map(holePart)) : null,
    h('ol', { class: 'plan-steps' }, answer.steps.map(stepPart)),
    answer.plan.againSeconds ? h('p', { class: 'soft' }, t('simulate.again', { n: answer.plan.againSeconds })) : null,
  ]);
}

function stepPart(step, index) {
  return h('li', { key: index, class: 'plan-step' }, [
    h('span', { class: 'plan-second' }, t('plan.second', { n: step.second })),
    h('ul', step.who.map(askedPart)),
  ]);
}

function askedPart(one, index) {
  if (!one.name) {
    return h('li', { key: index, class: 'plan-nobody' }, [h('strong', roleWords(one)), ` ${word('nobody', one.nobody)}`]);
  }
  return h('li', { key: index }, [
    h('strong', one.name),
    h('span', { class: 'soft' }, ` ${roleWords(one)}${one.already ? ` · ${t('simulate.already')}` : ''}`),
    one.channels.length === 0 ? h('p', { class: 'refusal' }, t('notices.noWay')) : h('p', { class: 'soft' }, one.channels.map(wayWords).join(' → ')),
  ]);
}

function roleWords(one) {
  return whoWords({ kind: one.role, levels: one.levels });
}

function wayWords(way) {
  const to = way.to ? ` ${way.to}` : '';
  return `${word('way', way.channel)}${to}${way.verified ? '' : ` (${t('reach.unverified')})`}`;
}
