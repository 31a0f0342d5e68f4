// The bands: which there are, on whose wrist, and a way to change wrists.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { endOfList, growingList } from '../access/growing-list.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { describe } from '../person/people-list.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';
import { RegisterBand } from './register-band.js';

export const BandsPage = {
  setup() {
    const bands = growingList('/api/bands');
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'bands-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'bands-title', tabindex: -1 }, t('band.title'))),
        h(RegisterBand, { onRegistered: bands.again }),
        h('ul', { class: 'rows' }, bands.items.map((band) => h('li', { key: band.serial }, h(BandRow, { band, onChanged: bands.again })))),
        endOfList(bands, t('bands.none')),
      ]);
  },
};

const BandRow = {
  props: { band: { type: Object, required: true } },
  emits: ['changed'],
  setup(props, { emit }) {
    const change = shallowReactive({ choosing: false, asking: false, sending: false, problem: null });

    async function wear(person) {
      Object.assign(change, { choosing: false, asking: false, sending: true, problem: null });
      try {
        await api.put(`/api/bands/${encodeURIComponent(props.band.serial)}/wearer`, { person });
        emit('changed');
      } catch (problem) {
        change.problem = problem;
      } finally {
        change.sending = false;
      }
    }

    return () => {
      const { serial, wearer, since } = props.band;
      return h('div', { class: 'row row-band', 'data-testid': 'band-row', 'data-serial': serial }, [
        h('div', { class: 'row-main' }, [
          h('strong', serial),
          wearer ? h('a', { class: 'text-link', href: linkTo.person(wearer.id) }, wearer.name) : h('span', { class: 'soft' }, t('bands.nobody')),
          wearer && since ? h('span', { class: 'soft' }, t('band.since', { time: clockTime(since) })) : null,
        ]),
        change.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(change.problem)) : null,
        wearerControls(wearer, change, wear),
        change.choosing ? h(ChooseWearer, { onChosen: wear }) : null,
      ]);
    };
  },
};

function wearerControls(wearer, change, wear) {
  if (change.asking) {
    return h('div', { class: 'row-ask' }, [
      h('p', t('bands.takeOffSure', { name: wearer?.name ?? '' })),
      h('div', { class: 'buttons buttons-2' }, [
        button('yes', () => wear(null)),
        button('no', () => {
          change.asking = false;
        }),
      ]),
    ]);
  }
  return wearer
    ? button('bands.takeOff', () => {
        change.asking = true;
      }, change.sending)
    : button('bands.putOn', () => {
        change.choosing = !change.choosing;
      }, change.sending);
}

function button(key, onClick, busy = false) {
  return h('button', { class: 'button button-later', 'aria-busy': busy, disabled: busy, onClick }, t(busy ? 'tap.sending' : key));
}

const ChooseWearer = {
  emits: ['chosen'],
  setup(_props, { emit }) {
    const people = growingList('/api/people');
    return () =>
      h('div', { class: 'choose' }, [
        h('label', { class: 'field' }, [
          h('span', t('bands.whoWears')),
          h('input', { type: 'search', value: people.words, 'data-testid': 'wearer-search', onInput: (event) => people.type(event.target.value) }),
        ]),
        h(
          'ul',
          { class: 'rows' },
          people.items.slice(0, 8).map((person) =>
            h('li', { key: person.id }, [
              h('button', { class: 'row', 'data-testid': 'wearer-choice', onClick: () => emit('chosen', person.id) }, [
                h('span', { class: 'row-main' }, [h('strong', person.name), h('span', { class: 'soft' }, describe(person))]),
                h('span', { class: 'row-more soft' }, person.address),
              ]),
            ]),
          ),
        ),
      ]);
  },
};
