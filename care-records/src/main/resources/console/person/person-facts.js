// The parts of a person's file that say how they are and how they live: read in seconds, the dangerous first.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { keepsOffice } from '../access/session.js';
import { t, word } from '../i18n.js';
import { conditionsOf } from './household.js';

export function healthOf(person) {
  const { allergies = [], medicines = [] } = person;
  return [
    allergies.length > 0
      ? h('div', { class: 'part allergies' }, [h('h2', t('person.allergies')), h('p', h('strong', allergies.join('、')))])
      : null,
    conditionsOf(person),
    medicines.length > 0
      ? h('div', { class: 'part' }, [
          h('h2', t('person.medicines')),
          h('ul', { class: 'medicines' }, medicines.map(({ name, dose, times }) => h('li', [h('strong', name), h('span', [dose, ...(times ?? [])].filter(Boolean).join(' · '))]))),
        ])
      : null,
    facts([
      ['person.mobility', person.mobility && word('mobility', person.mobility)],
      ['person.hearing', person.hearing && word('hearing', person.hearing)],
      ['person.sight', person.sight && word('sight', person.sight)],
      ['person.bloodGroup', person.bloodGroup],
    ]),
  ];
}

export function livingOf(person) {
  return facts([
    ['person.living', person.living && word('living', person.living)],
    ['person.dialect', person.dialect],
    ['person.code', person.code],
    ['person.birthDate', person.birthDate],
    ['person.doctor', person.doctor?.name ?? t('person.doctor.none')],
  ]);
}

/** Names and values; what nobody has written down is left out. */
function facts(pairs) {
  const known = pairs.filter(([, value]) => value);
  return known.length > 0 ? h('dl', { class: 'facts' }, known.map(([key, value]) => h('div', [h('dt', t(key)), h('dd', value)]))) : null;
}

/** The resident id number: masked, and whole for an administrator who says why. */
export const ResidentIdPart = {
  props: { person: { type: Object, required: true } },
  setup(props) {
    const look = shallowReactive({ asking: false, reason: '', whole: null, problem: null });

    async function show(event) {
      event.preventDefault();
      try {
        const answer = await api.post(`/api/people/${encodeURIComponent(props.person.id)}/resident-id`, { reason: look.reason.trim() });
        Object.assign(look, { whole: answer.residentId, asking: false, problem: null });
      } catch (problem) {
        look.problem = problem;
      }
    }

    return () =>
      props.person.residentId
        ? h('div', { class: 'part' }, [
            h('h2', t('person.residentId')),
            h('p', { class: 'number', 'data-testid': 'resident-id' }, look.whole ?? props.person.residentId),
            keepsOffice() && !look.whole ? (look.asking ? reasonForm(look, show) : askButton(look)) : null,
          ])
        : null;
  },
};

function askButton(look) {
  return h(
    'button',
    {
      class: 'text-link text-button',
      onClick: () => {
        look.asking = true;
      },
    },
    t('person.residentId.show'),
  );
}

function reasonForm(look, show) {
  return h('form', { class: 'register', onSubmit: show }, [
    h('label', { class: 'field' }, [
      h('span', t('person.residentId.reason')),
      h('input', {
        required: true,
        maxlength: 200,
        value: look.reason,
        onInput: (event) => {
          look.reason = event.target.value;
        },
      }),
    ]),
    look.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(look.problem)) : null,
    h('button', { class: 'button button-later' }, t('person.residentId.show')),
  ]);
}
