// The response plans: who is asked when, for each severity, everywhere or below one cell.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { linkTo } from '../router.js';
import { PlanForm } from './plan-form.js';
import { planName, whoWords } from './plan-words.js';

export const PlansPage = {
  setup() {
    const plans = load(
      () => '/api/response-plans',
      (path) => api.get(path),
    );
    const cells = load(
      () => '/api/grid',
      (path) => api.get(path),
    );
    const editing = shallowReactive({ plan: null });

    async function done() {
      editing.plan = null;
      await plans.again();
    }

    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'plans-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'plans-title', tabindex: -1 }, t('plans.title')),
          h('a', { class: 'text-link', href: linkTo.simulate() }, t('simulate.title')),
        ]),
        h('p', { class: 'soft' }, t('plans.what')),
        standing(plans),
        editing.plan
          ? h(PlanForm, { plan: editing.plan, cells: cells.value?.items ?? [], onDone: done, onBack: () => (editing.plan = null) })
          : h('ul', { class: 'rows' }, allOf(plans.value).map((plan) => h('li', { key: plan.id ?? plan.name }, planRow(plan, editing, done)))),
      ]);
  },
};

/** The office's own, then the built-in ones that hold wherever it has none. */
function allOf(plans) {
  return plans ? [...plans.items, ...plans.defaults] : [];
}

function planRow(plan, editing, done) {
  return h('div', { class: 'row row-band', 'data-testid': 'plan-row', 'data-severity': plan.severity }, [
    h('div', { class: 'row-main' }, [
      h('strong', planName(plan)),
      h('span', { class: ['severity-mark', `severity-${plan.severity}`] }, word('severity', plan.severity)),
      h('span', { class: 'soft' }, plan.cellName ? t('plans.below', { cell: plan.cellName }) : t('plans.everywhere')),
    ]),
    h('ol', { class: 'plan-steps' }, plan.steps.map(stepPart)),
    plan.againSeconds ? h('p', { class: 'soft' }, t('simulate.again', { n: plan.againSeconds })) : null,
    plan.answersWanted > 1 ? h('p', { class: 'soft' }, t('plans.answers', { n: plan.answersWanted })) : null,
    h('div', { class: 'buttons buttons-2' }, [
      h('button', { class: 'button button-later', 'data-testid': 'edit-plan', onClick: () => (editing.plan = plan) }, t(plan.id ? 'plans.edit' : 'plans.own')),
      plan.id ? h(TakeOut, { plan, onDone: done }) : null,
    ]),
  ]);
}

function stepPart(step, index) {
  return h('li', { key: index, class: 'plan-step' }, [
    h('span', { class: 'plan-second' }, t('plan.second', { n: step.afterSeconds })),
    h('span', step.who.map(whoWords).join('、')),
  ]);
}

const TakeOut = {
  props: { plan: { type: Object, required: true } },
  emits: ['done'],
  setup(props, { emit }) {
    const going = shallowReactive({ asked: false, problem: null });

    async function go() {
      if (!going.asked) {
        going.asked = true;
        return;
      }
      try {
        await api.delete(`/api/response-plans/${encodeURIComponent(props.plan.id)}`);
        emit('done');
      } catch (problem) {
        Object.assign(going, { asked: false, problem });
      }
    }

    return () => [
      h('button', { class: 'button button-text', 'data-testid': 'delete-plan', onClick: go }, t(going.asked ? 'plans.deleteSure' : 'plans.delete')),
      going.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(going.problem)) : null,
    ];
  },
};
