// A response plan being written: its steps in seconds, whom each asks, and how often everybody is asked again.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { t, word } from '../i18n.js';
import { planName, whoWords } from './plan-words.js';

const SEVERITIES = ['emergency', 'urgent', 'notice'];
const WHO = [
  { kind: 'family' },
  { kind: 'on-duty' },
  { kind: 'stand-in' },
  { kind: 'above', levels: 1 },
  { kind: 'above', levels: 2 },
  { kind: 'above', levels: 3 },
  { kind: 'above', levels: 4 },
  { kind: 'desk' },
  { kind: 'groups' },
];

export const PlanForm = {
  props: { plan: { type: Object, required: true }, cells: { type: Array, required: true } },
  emits: ['done', 'back'],
  setup(props, { emit }) {
    const { plan } = props;
    const steps = shallowReactive(plan.steps.map((step) => ({ ...step, who: [...step.who] })));
    const form = formOf(
      {
        name: planName(plan),
        severity: plan.severity,
        cell: plan.cell ?? '',
        again: plan.againSeconds ?? '',
        answers: plan.answersWanted ?? 1,
        attend: plan.attendWithinSeconds ? plan.attendWithinSeconds / 60 : '',
      },
      async () => {
        const body = bodyOf(form, steps);
        if (plan.id) {
          await api.put(`/api/response-plans/${encodeURIComponent(plan.id)}`, body);
        } else {
          await api.post('/api/response-plans', body);
        }
        emit('done');
      },
    );
    return () =>
      h('form', { class: 'sheet plan-form', 'data-testid': 'plan-form', onSubmit: form.submit }, [
        textField(form, 'name', t('plans.name'), { maxlength: 80, 'data-testid': 'plan-name' }),
        choiceField(form, 'severity', t('plans.severity'), SEVERITIES.map((it) => [it, word('severity', it)])),
        choiceField(form, 'cell', t('plans.cell'), [['', t('plans.everywhere')], ...props.cells.map((cell) => [cell.id, cell.name])]),
        h('h3', t('plans.steps')),
        steps.map((step, index) => stepPart(steps, step, index)),
        h('button', { class: 'button button-later', type: 'button', 'data-testid': 'add-step', onClick: () => addStep(steps) }, t('plans.addStep')),
        h('div', { class: 'swap-times' }, [
          textField(form, 'again', t('plans.again'), { type: 'number', min: 10, max: 86400, required: false }),
          textField(form, 'attend', t('plans.attend'), { type: 'number', min: 1, max: 1440, required: false }),
        ]),
        textField(form, 'answers', t('plans.wanted'), { type: 'number', min: 1, max: 5 }),
        sendPart(form, t('plans.save'), 'save-plan'),
        h('button', { class: 'button button-text', type: 'button', onClick: () => emit('back') }, t('plans.discard')),
      ]);
  },
};

function stepPart(steps, step, index) {
  return h('fieldset', { key: index, class: 'plan-edit-step' }, [
    h('legend', t('plans.step', { n: index + 1 })),
    h('label', { class: 'field' }, [
      h('span', t('plans.after')),
      h('input', {
        type: 'number',
        min: 0,
        max: 86400,
        required: true,
        disabled: index === 0,
        value: step.afterSeconds,
        'data-testid': `step-seconds-${index}`,
        onInput: (event) => {
          steps[index] = { ...step, afterSeconds: Number(event.target.value) };
        },
      }),
    ]),
    h('div', { class: 'plan-who', role: 'group', 'aria-label': t('plans.who') }, [...WHO, ...namedOf(step)].map((who) => whoBox(steps, step, index, who))),
    index > 0 ? h('button', { class: 'button button-text', type: 'button', onClick: () => steps.splice(index, 1) }, t('plans.dropStep')) : null,
  ]);
}

/** Somebody asked by name stays in the plan; they are added over the API. */
function namedOf(step) {
  return step.who.filter((who) => who.kind === 'named');
}

function whoBox(steps, step, index, who) {
  const ticked = step.who.some((it) => sameWho(it, who));
  return h('label', { key: whoKey(who), class: 'tick' }, [
    h('input', {
      type: 'checkbox',
      checked: ticked,
      onChange: () => {
        const left = step.who.filter((it) => !sameWho(it, who));
        steps[index] = { ...step, who: ticked ? left : [...left, who] };
      },
    }),
    h('span', whoWords(who)),
  ]);
}

function sameWho(a, b) {
  return whoKey(a) === whoKey(b);
}

function whoKey({ kind, levels, staff }) {
  return `${kind} ${levels ?? ''} ${staff ?? ''}`;
}

function addStep(steps) {
  const last = steps.at(-1)?.afterSeconds ?? 0;
  steps.push({ afterSeconds: last + 60, who: [] });
}

function bodyOf(form, steps) {
  return {
    name: form.name.trim(),
    severity: form.severity,
    cell: form.cell || null,
    steps: steps.map(({ afterSeconds, who }) => ({ afterSeconds, who: who.map(({ kind, levels, staff }) => ({ kind, levels, staff })) })),
    againSeconds: form.again === '' ? null : Number(form.again),
    answersWanted: Number(form.answers),
    attendWithinSeconds: form.attend === '' ? null : Math.round(Number(form.attend) * 60),
  };
}
