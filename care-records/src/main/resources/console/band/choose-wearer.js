// Finds a person, such as the one who is to wear a band.

import { h } from '../vendor.js';
import { growingList } from '../access/growing-list.js';
import { t } from '../i18n.js';
import { describe } from '../person/people-list.js';

const SHOWN = 8;

export const ChooseWearer = {
  props: { label: { type: String, default: '' } },
  emits: ['chosen'],
  setup(props, { emit }) {
    const people = growingList('/api/people');
    return () =>
      h('div', { class: 'choose' }, [
        h('label', { class: 'field' }, [
          h('span', props.label || t('bands.whoWears')),
          h('input', { type: 'search', value: people.words, 'data-testid': 'wearer-search', onInput: (event) => people.type(event.target.value) }),
        ]),
        h(
          'ul',
          { class: 'rows' },
          people.items.slice(0, SHOWN).map((person) =>
            h('li', { key: person.id }, [
              h('button', { type: 'button', class: 'row', 'data-testid': 'wearer-choice', onClick: () => emit('chosen', person) }, [
                h('span', { class: 'row-main' }, [
                  h('strong', person.name),
                  h('span', { class: 'soft' }, describe(person)),
                  person.band ? h('span', { class: 'soft' }, t('bands.wears', { serial: person.band })) : null,
                ]),
                h('span', { class: 'row-more soft' }, person.address),
              ]),
            ]),
          ),
        ),
      ]);
  },
};
