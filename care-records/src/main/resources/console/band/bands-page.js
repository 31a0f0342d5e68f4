// The bands: which there are, how each is, on whose wrist, and a way to change that.

import { h } from '../vendor.js';
import { endOfList, growingList } from '../access/growing-list.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { BandRow } from './band-row.js';
import { RegisterBand } from './register-band.js';

const STATES = ['', 'in-stock', 'worn', 'lost', 'retired'];

export const BandsPage = {
  setup() {
    const bands = growingList('/api/bands');
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'bands-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'bands-title', tabindex: -1 }, t('band.title'))),
        h(RegisterBand, { onRegistered: bands.again }),
        search(bands),
        states(bands),
        h('ul', { class: 'rows' }, bands.items.map((band) => h('li', { key: band.serial }, h(BandRow, { band, onChanged: bands.again })))),
        endOfList(bands, t(bands.words || bands.only.state ? 'people.none' : 'bands.none')),
      ]);
  },
};

function search(bands) {
  return h('label', { class: 'search' }, [
    h('span', { class: 'unseen' }, t('bands.search')),
    icon('search'),
    h('input', {
      type: 'search',
      placeholder: t('bands.search'),
      value: bands.words,
      'data-testid': 'band-search',
      onInput: (event) => bands.type(event.target.value),
    }),
  ]);
}

function states(bands) {
  const chosen = bands.only.state ?? '';
  return h(
    'div',
    { class: 'band-states', role: 'group', 'aria-label': t('bands.state') },
    STATES.map((state) =>
      h(
        'button',
        {
          class: 'button button-later',
          'aria-pressed': chosen === state,
          'data-testid': `band-state-${state || 'all'}`,
          onClick: () => bands.narrow(state ? { state } : {}),
        },
        t(`bands.state.${state || 'all'}`),
      ),
    ),
  );
}
