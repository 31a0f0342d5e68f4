// The buttons of an incident: the next sensible step large, the later ones smaller, and under them what has become of
// every tap.

import { h, onBeforeUnmount, ref, watch } from '../vendor.js';
import { t, word } from '../i18n.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';
import { incidentOf, nameOf, openIncidents } from './incidents.js';
import { ResolveForm } from './resolve-form.js';
import { stepsLeft } from './steps.js';
import { dropTap, tap, tapAgain, tapsOf, troubledTaps } from './taps.js';

const UNDER_WAY = ['waiting', 'sending', 'retrying'];
// Milliseconds in which nobody has yet read the new word on a button.
const READING_TIME = 600;

export const IncidentActions = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    const resolving = ref(false);
    const justChanged = ref(false);
    let settling = null;

    // When a step is taken the next one stands in its place: a double tap must not take both.
    watch(
      () => props.incident.state,
      () => {
        justChanged.value = true;
        clearTimeout(settling);
        settling = setTimeout(() => {
          justChanged.value = false;
        }, READING_TIME);
      },
    );
    onBeforeUnmount(() => clearTimeout(settling));

    function press(step) {
      if (justChanged.value) {
        return;
      }
      if (step === 'resolve') {
        resolving.value = true;
      } else {
        tap(props.incident, step);
      }
    }

    function resolve(body) {
      resolving.value = false;
      tap(props.incident, 'resolve', body);
    }

    return () => {
      const steps = stepsLeft(props.incident);
      const taps = tapsOf(props.incident.id);
      const form = resolving.value && steps.length > 0;
      return h('div', { class: 'actions' }, [
        form
          ? h(ResolveForm, {
              kind: props.incident.kind,
              onConfirm: resolve,
              onBack: () => {
                resolving.value = false;
              },
            })
          : buttons(steps, taps, justChanged.value, press),
        taps.map((each) => outcomeOf(each)),
      ]);
    };
  },
};

function buttons(steps, taps, inert, press) {
  return h(
    'div',
    { class: ['buttons', `buttons-${steps.length}`] },
    steps.map((step, index) => {
      const busy = taps.some((each) => each.action === step && UNDER_WAY.includes(each.phase));
      const size = index === 0 ? 'button-main' : 'button-later';
      return h(
        'button',
        { class: ['button', size], 'data-testid': step, 'aria-busy': busy, 'aria-disabled': inert, onClick: () => press(step) },
        t(busy ? 'tap.sending' : index === 0 ? `action.${step}` : `step.${step}`),
      );
    }),
  );
}

/** Taps in trouble whose own incident is not before the reader's eyes: they are told at the top of any page. */
export const TapsElsewhere = {
  props: { place: { type: Object, required: true } },
  setup(props) {
    function inSight(id) {
      const onBoard = openIncidents.value.some((incident) => incident.id === id);
      return props.place.name === 'incident' ? props.place.id === id : props.place.name === 'board' && onBoard;
    }
    return () => troubledTaps().filter((each) => !inSight(each.incident)).map(toldElsewhere);
  },
};

function toldElsewhere(each) {
  const words = incidentOf(each.incident) ? nameOf(incidentOf(each.incident)) : t('incident.details');
  return h('div', { key: each.key, class: 'tap-elsewhere' }, [h('a', { class: 'text-link', href: linkTo.incident(each.incident) }, words), outcomeOf(each)]);
}

/** The first moments of a tap are told by the button itself; whatever takes longer is told in words. */
function outcomeOf(each) {
  const action = word('action', each.action);
  switch (each.phase) {
    case 'waiting':
      return h('p', { class: 'tap-word', role: 'status' }, t('tap.waiting', { action }));
    case 'sending':
      return each.action === 'note' ? h('p', { class: 'tap-word', role: 'status' }, t('tap.sending')) : null;
    case 'retrying':
      return h('p', { class: 'tap-word tap-retrying', role: 'alert', 'data-testid': 'tap-retrying' }, t('tap.retrying', { action, n: each.attempts }));
    case 'stale':
      return undelivered(each, t('tap.stale', { action, time: clockTime(each.at) }));
    default:
      return undelivered(each, t('tap.refused', { action, reason: each.reason }));
  }
}

function undelivered(each, words) {
  return h('div', { class: 'tap-word tap-refused', role: 'alert' }, [
    h('p', words),
    h('div', { class: 'buttons buttons-2' }, [
      h('button', { class: 'button button-later', onClick: () => tapAgain(each) }, t('tap.again')),
      h('button', { class: 'button button-text', onClick: () => dropTap(each) }, t('tap.drop')),
    ]),
  ]);
}
