// The map of a search: the zones, the way they came, and where they are with an arrow the way they go.

import { h, ref, watch } from '../vendor.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { mapIn } from '../person/map-frame.js';

export const SearchMap = {
  props: { search: { type: Object, required: true } },
  setup(props) {
    const frame = ref(null);
    let marks = [];
    let fitted = false;

    const again = mapIn(frame, (L, map) => {
      const { search } = props;
      const way = search.track.map(({ lat, lon }) => [lat, lon]);
      const bounds = boundsOf(L, search);
      // Whoever has moved the map looks at something: only what would be out of sight moves it again.
      if (!fitted || !map.getBounds().contains(way.at(-1))) {
        map.fitBounds(bounds, { padding: [24, 24], maxZoom: 17, animate: false });
        fitted = true;
      }
      marks.forEach((mark) => mark.remove());
      marks = [...search.zones.map((zone) => zoneOf(L, zone)), L.polyline(way, { className: 'map-way', interactive: false }), ...hereOf(L, search)];
      marks.forEach((mark) => mark.addTo(map));
    });
    watch(() => JSON.stringify([props.search.zones, props.search.track.at(-1), props.search.track.length]), again);

    return () => [
      h('div', {
        ref: frame,
        class: ['map', 'map-search', { 'map-plain': !session.me?.mapTiles }],
        'data-testid': 'search-map',
        'data-fixes': String(props.search.track.length),
        role: 'img',
        'aria-label': t('search.map'),
      }),
      h('p', { class: 'soft map-note' }, session.me?.mapTiles ? session.me.mapAttribution : t('map.noTiles')),
    ];
  },
};

function zoneOf(L, { circle, polygon }) {
  return circle
    ? L.circle([circle.lat, circle.lon], { radius: circle.radius, className: 'map-outline', interactive: false })
    : L.polygon(polygon.map(({ lat, lon }) => [lat, lon]), { className: 'map-outline', interactive: false });
}

function hereOf(L, { track, heading }) {
  const last = track.at(-1);
  const at = [last.lat, last.lon];
  const marks = [];
  if (last.accuracy > 0) {
    marks.push(L.circle(at, { radius: last.accuracy, className: 'map-accuracy', interactive: false }));
  }
  const arrow = document.createElement('i');
  arrow.className = heading === null ? 'map-dot' : 'map-arrow';
  arrow.style.rotate = `${heading ?? 0}deg`;
  marks.push(L.marker(at, { icon: L.divIcon({ className: 'map-mark map-here', html: arrow, iconSize: [22, 22] }), keyboard: false, interactive: false }));
  return marks;
}

/** The newest of the way and the zone they belong to; a way of hours would make both small. */
function boundsOf(L, { track, zones }) {
  const bounds = L.latLngBounds(track.slice(-40).map(({ lat, lon }) => [lat, lon]));
  const last = track.at(-1);
  bounds.extend(L.latLng(last.lat, last.lon).toBounds(200));
  zones.forEach(({ circle, polygon }) => {
    const zone = circle ? L.latLng(circle.lat, circle.lon).toBounds(2 * circle.radius) : L.latLngBounds(polygon.map(({ lat, lon }) => [lat, lon]));
    if (zone.getCenter().distanceTo([last.lat, last.lon]) < 3000) {
      bounds.extend(zone);
    }
  });
  return bounds;
}
