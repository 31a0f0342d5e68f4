// Where a cell lies, on a small map.

import { h, ref, watch } from '../vendor.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { mapIn } from '../person/map-frame.js';
import { ringsOf } from './outline.js';

export const OutlineMap = {
  props: { outline: { type: Object, required: true } },
  setup(props) {
    const frame = ref(null);
    let shape = null;

    const again = mapIn(frame, (L, map) => {
      shape?.remove();
      shape = L.polygon(ringsOf(props.outline), { className: 'map-outline', interactive: false }).addTo(map);
      map.fitBounds(shape.getBounds(), { padding: [16, 16], maxZoom: 18, animate: false });
    });
    watch(() => JSON.stringify(props.outline), again);

    return () => [
      h('div', { ref: frame, class: ['map', { 'map-plain': !session.me?.mapTiles }], 'data-testid': 'outline-map', role: 'img', 'aria-label': t('cell.map') }),
      h('p', { class: 'soft map-note' }, session.me?.mapTiles ? session.me.mapAttribution : t('cell.noTiles')),
    ];
  },
};
