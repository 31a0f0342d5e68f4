// How a person's band is doing.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';

const OTHER_SIGNS = ['spo2', 'systolic', 'diastolic', 'temperature', 'steps'];

export const BandStatus = {
  props: { wearing: { type: Object, default: null }, latest: { type: Object, default: null } },
  setup(props) {
    return () => [
      h('h2', t('band.status')),
      props.wearing
        ? h('p', [h('strong', props.wearing.serial), h('span', { class: 'soft' }, `　${t('band.since', { time: clockTime(props.wearing.since) })}`)])
        : h('p', { class: 'soft' }, t('band.none')),
      statusOf(props),
      otherSigns(props.latest),
    ];
  },
};

function statusOf({ wearing, latest }) {
  const band = latest?.band;
  if (!band) {
    return wearing && latest ? h('p', { class: 'soft' }, t('band.unheard')) : null;
  }
  return [
    h('p', { class: 'marks' }, [
      mark(band.online, 'band.online', 'band.silent'),
      mark(band.worn, 'band.worn', 'band.notWorn'),
      band.battery === null || band.battery === undefined ? null : mark(band.battery > 20, null, null, `${t('sign.battery')} ${band.battery}%`),
      band.charging ? h('span', { class: 'mark' }, t('band.charging')) : null,
    ]),
    h('p', { class: 'soft' }, t('band.seen', { time: clockTime(band.at) })),
  ];
}

/** A word that is calm when the thing is as it should be; nothing when the band did not say. */
function mark(good, goodKey, badKey, words) {
  if (good === null || good === undefined) {
    return null;
  }
  return h('span', { class: ['mark', good ? 'mark-good' : 'mark-bad'] }, words ?? t(good ? goodKey : badKey));
}

function otherSigns(latest) {
  const signs = OTHER_SIGNS.filter((sign) => latest?.[sign]);
  if (signs.length === 0) {
    return null;
  }
  return h(
    'dl',
    { class: 'other-signs' },
    signs.map((sign) =>
      h('div', [
        h('dt', word('sign', sign)),
        h('dd', [h('strong', String(latest[sign].value)), ` ${word('unit', sign)}`]),
        h('dd', { class: 'soft' }, clockTime(latest[sign].at)),
      ]),
    ),
  );
}
