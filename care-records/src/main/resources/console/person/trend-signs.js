// What the colours and lines of a trend mean, in words.

import { h } from '../vendor.js';
import { t } from '../i18n.js';

export function signsPart(sign, limits, usual) {
  const pulse = sign === 'heart-rate';
  return h(
    'ul',
    { class: 'chart-signs soft', 'data-testid': 'trend-key' },
    [
      ...(pulse ? [1, 2, 3].map((band) => [band, t(`trend.news.${band}`)]) : []),
      usual ? ['usual', t('trend.usual')] : null,
      limits.length ? ['limit', t('trend.limits')] : null,
      ['gap', t('trend.gapSign')],
    ]
      .filter(Boolean)
      .map(([name, words]) => h('li', { key: name }, [h('span', { class: ['chart-sign', `chart-sign-${name}`], 'aria-hidden': 'true' }), words])),
  );
}
