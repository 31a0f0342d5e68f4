// One band of the list: how it is, and what can be done with it.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';
import { ChooseWearer } from './choose-wearer.js';
import { SecretShown } from './register-band.js';

const LOW_BATTERY = 20;

export const BandRow = {
  props: { band: { type: Object, required: true } },
  emits: ['changed'],
  setup(props, { emit }) {
    const change = shallowReactive({ choosing: false, asking: null, sending: false, problem: null, made: null });
    const path = () => `/api/bands/${encodeURIComponent(props.band.serial)}`;

    async function send(request) {
      Object.assign(change, { choosing: false, asking: null, sending: true, problem: null });
      try {
        const answer = await request();
        change.made = answer?.secret ? answer : change.made; // a secret that is shown stays until it is closed by hand
        emit('changed');
      } catch (problem) {
        change.problem = problem;
      } finally {
        change.sending = false;
      }
    }

    const doing = {
      wear: (person, replace) => send(() => api.put(`${path()}/wearer`, { person, replace })),
      become: (state) => send(() => api.put(path(), { state })),
      renew: () => send(() => api.post(`${path()}/secret`)),
    };

    return () =>
      h('div', { class: 'row row-band', 'data-testid': 'band-row', 'data-serial': props.band.serial }, [
        h('div', { class: 'row-main' }, [h('strong', props.band.serial), stateMark(props.band), whose(props.band)]),
        h('p', { class: 'soft' }, heard(props.band)),
        change.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(change.problem)) : null,
        change.made ? h(SecretShown, { made: change.made, onClosed: () => (change.made = null) }) : null,
        change.asking ? sure(change) : controls(props.band, change, doing),
        change.choosing ? h(ChooseWearer, { onChosen: (person) => chosen(person, props.band, change, doing) }) : null,
      ]);
  },
};

function stateMark({ state }) {
  return h('span', { class: ['band-mark', `band-mark-${state}`], 'data-testid': 'band-state' }, t(`bands.state.${state}`));
}

function whose({ wearer, since }) {
  return wearer
    ? [
        h('a', { class: 'text-link', href: linkTo.person(wearer.id) }, wearer.name),
        since ? h('span', { class: 'soft' }, t('band.since', { time: clockTime(since) })) : null,
      ]
    : null;
}

function heard({ lastHeard, battery, firmware, online }) {
  if (!lastHeard) {
    return t('bands.unheard');
  }
  return [
    h('span', t(online ? 'band.online' : 'band.silent')),
    ' · ',
    t('bands.lastHeard', { time: clockTime(lastHeard) }),
    battery === null ? null : [' · ', h('span', { class: { 'band-low': battery < LOW_BATTERY } }, t('bands.battery', { n: battery }))],
    firmware ? ` · ${t('bands.firmware', { version: firmware })}` : null,
  ];
}

/** Whoever wears another band is asked about first: the two are swapped. */
function chosen(person, band, change, doing) {
  if (person.band && person.band !== band.serial) {
    Object.assign(change, {
      choosing: false,
      asking: { words: t('bands.swapSure', { name: person.name, other: person.band, serial: band.serial }), go: () => doing.wear(person.id, true) },
    });
  } else {
    doing.wear(person.id, false);
  }
}

function sure(change) {
  return h('div', { class: 'row-ask' }, [
    h('p', change.asking.words),
    h('div', { class: 'buttons buttons-2' }, [
      button('yes', change.asking.go, change.sending),
      button('no', () => {
        change.asking = null;
      }),
    ]),
  ]);
}

function controls(band, change, doing) {
  const ask = (words, go) => () => {
    change.asking = { words: t(words, { serial: band.serial, name: band.wearer?.name ?? '' }), go };
  };
  const lose = button('bands.lose', ask('bands.loseSure', () => doing.become('lost')), change.sending);
  const retire = button('bands.retire', ask('bands.retireSure', () => doing.become('retired')), change.sending);
  const renew = button('bands.renew', ask('bands.renewSure', doing.renew), change.sending);
  const putOn = button('bands.putOn', () => {
    change.choosing = !change.choosing;
  }, change.sending);
  const takeOff = button('bands.takeOff', ask('bands.takeOffSure', () => doing.wear(null, false)), change.sending);
  const found = button('bands.found', () => doing.become('in-stock'), change.sending);
  const offered = {
    'in-stock': [putOn, lose, retire, renew],
    worn: [takeOff, lose, retire, renew],
    lost: [found, retire],
    retired: [found],
  };
  return h('div', { class: 'band-controls' }, offered[band.state]);
}

function button(key, onClick, busy = false) {
  return h('button', { class: 'button button-later', 'data-testid': key, 'aria-busy': busy, disabled: busy, onClick }, t(key));
}
