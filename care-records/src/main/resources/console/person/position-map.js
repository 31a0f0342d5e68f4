// A place on a map: the position with its accuracy drawn true to scale, and the home beside it. Tiles only when the
// service names a source for them; without one the scale still tells how far.

import { h, ref, watch } from '../vendor.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { positionWords } from '../incident/facts.js';
import { mapIn } from './map-frame.js';
import { distanceWords, metresBetween } from './place.js';

export const PositionMap = {
  props: { position: { type: Object, required: true }, home: { type: Object, default: null } },
  setup(props) {
    const frame = ref(null);
    let marks = null;

    function show(L, map) {
      marks ??= L.layerGroup().addTo(map);
      marks.clearLayers();
      marksOf(L, props).forEach((mark) => marks.addLayer(mark));
      map.fitBounds(boundsOf(L, props), { maxZoom: 18, padding: [24, 24], animate: false });
    }

    const again = mapIn(frame, show);
    watch(() => [props.position, props.home], again);

    return () => [
      h('p', { class: 'position-words' }, wordsOf(props)),
      h('div', { ref: frame, class: ['map', { 'map-plain': !session.me?.mapTiles }], 'data-testid': 'map', role: 'img', 'aria-label': t('map.label') }),
      h('p', { class: 'soft map-note' }, session.me?.mapTiles ? session.me.mapAttribution : t('map.noTiles')),
      h('a', { class: 'text-link', href: `geo:${props.position.lat},${props.position.lon}` }, t('map.open')),
    ];
  },
};

function marksOf(L, { position, home }) {
  const here = [position.lat, position.lon];
  const marks = [];
  if (home) {
    marks.push(named(L, [home.lat, home.lon], 'map-home', t('map.home')));
  }
  if (position.accuracy > 0) {
    marks.push(L.circle(here, { radius: position.accuracy, className: 'map-accuracy', interactive: false }));
  }
  marks.push(named(L, here, 'map-here', t('map.here')));
  return marks;
}

/** A dot with its name beside it; the name is our own word, never data. */
function named(L, at, className, name) {
  const label = document.createElement('span');
  label.textContent = name;
  return L.marker(at, { icon: L.divIcon({ className: `map-mark ${className}`, html: label, iconSize: [18, 18] }), keyboard: false, interactive: false });
}

function boundsOf(L, { position, home }) {
  const bounds = L.latLng(position.lat, position.lon).toBounds(Math.max(200, 3 * (position.accuracy ?? 0)));
  // A home far away would shrink the place that matters to a dot.
  return home && metresBetween(position, home) < 3000 ? bounds.extend([home.lat, home.lon]) : bounds;
}

function wordsOf({ position, home }) {
  const words = [positionWords(position)];
  if (home) {
    words.push(t('map.fromHome', { distance: distanceWords(metresBetween(position, home)) }));
  }
  return words.join(' · ');
}
