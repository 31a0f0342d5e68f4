// "I can't go": passes the call on to the next one at once. Asked about first, for it must not happen by a slip.

import { h, ref } from '../vendor.js';
import { t } from '../i18n.js';
import { tap } from './taps.js';

export const PassOn = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    const asking = ref(false);
    function pass() {
      asking.value = false;
      tap(props.incident, 'pass', {});
    }
    return () =>
      asking.value
        ? h('div', { class: 'row-ask', role: 'group', 'aria-label': t('pass.sure') }, [
            h('p', t('pass.sure')),
            h('div', { class: 'buttons buttons-2' }, [
              h('button', { class: 'button button-later', 'data-testid': 'pass-yes', onClick: pass }, t('pass.yes')),
              h('button', { class: 'button button-text', 'data-testid': 'pass-no', onClick: () => (asking.value = false) }, t('pass.no')),
            ]),
          ])
        : h('button', { class: 'button button-text', 'data-testid': 'pass', onClick: () => (asking.value = true) }, t('pass.go'));
  },
};
