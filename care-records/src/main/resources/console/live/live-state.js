// Whether what is on screen is true now: a small word when it is, a banner across the page when it is not.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { clockTime } from '../time.js';
import { live, reconnectNow } from './live.js';

export const LiveState = {
  setup() {
    return () =>
      h('span', { class: ['live-state', `live-${live.state}`], 'data-testid': 'live-state', 'data-state': live.state, role: 'status' }, [
        h('i', { class: 'live-dot', 'aria-hidden': 'true' }),
        t(`live.${live.state}`, { time: lostAt() }),
      ]);
  },
};

export const LiveBanner = {
  setup() {
    return () => {
      if (live.state !== 'reconnecting' && live.state !== 'offline') {
        return null;
      }
      return h('div', { class: ['live-banner', `live-banner-${live.state}`], role: 'alert' }, [
        h('div', [
          h('strong', t(`live.${live.state}.banner`, { time: lostAt() })),
          h('p', t('live.offline.advice', { time: lostAt() })),
        ]),
        h('button', { class: 'button button-on-colour', onClick: reconnectNow }, t('live.retry')),
      ]);
    };
  },
};

function lostAt() {
  return live.since === null ? '' : clockTime(live.since);
}
