// Says whether the bell can be heard, and arms it with one tap.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { arm, bell, disarm } from './bell.js';

export const SoundStrip = {
  setup() {
    return () => {
      if (!bell.possible) {
        return h('p', { class: 'strip strip-urgent' }, t('sound.none'));
      }
      if (bell.armed) {
        return h('p', { class: 'sound-on' }, [
          h('span', t('sound.on')),
          h('button', { class: 'button button-text', 'data-testid': 'sound-off', onClick: disarm }, t('sound.silence')),
        ]);
      }
      return h('button', { class: 'strip strip-urgent strip-button', 'data-testid': 'sound-on', onClick: arm }, [
        icon('mute'),
        h('span', [h('strong', t('sound.off')), h('span', { class: 'strip-more' }, t('sound.arm'))]),
      ]);
    };
  },
};
