// Zones around a house, on a small map.

import { h, ref, watch } from '../vendor.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { mapIn } from '../person/map-frame.js';

/** The zones on a map, the one that is being drawn among them; a tap chooses a point. */
export const ZoneMap = {
  props: { zones: { type: Array, required: true }, house: { type: Object, default: null }, drawn: { type: Object, default: null } },
  emits: ['choose'],
  setup(props, { emit }) {
    const frame = ref(null);
    let shapes = [];
    let heard = false;
    let looksAt = '';

    const again = mapIn(frame, (L, map) => {
      shapes.forEach((shape) => shape.remove());
      shapes = [...props.zones.map((zone) => shapeOf(L, zone, 'map-outline')), props.drawn ? shapeOf(L, props.drawn, 'map-accuracy') : null, ...cornersOf(L, props.drawn), props.house ? home(L, props.house) : null].filter(Boolean);
      // A circle knows how far it reaches only once it is on a map that looks somewhere.
      // Whoever sets corners keeps the map that they are looking at.
      const looks = JSON.stringify([props.zones, props.drawn?.circle, props.house]);
      if (looks !== looksAt) {
        looksAt = looks;
        map.fitBounds(boundsOf(L, props), { padding: [16, 16], maxZoom: 17, animate: false });
      }
      shapes.forEach((shape) => shape.addTo(map));
      if (!heard) {
        heard = true;
        map.on('click', ({ latlng }) => emit('choose', { lat: latlng.lat, lon: latlng.lng }));
      }
    });
    watch(() => JSON.stringify([props.zones, props.drawn]), again);

    return () => [
      h('div', { ref: frame, class: ['map', { 'map-plain': !session.me?.mapTiles }], 'data-testid': 'zone-map', role: 'img', 'aria-label': t('zones.title') }),
      h('p', { class: 'soft map-note' }, session.me?.mapTiles ? session.me.mapAttribution : t('cell.noTiles')),
    ];
  },
};

function shapeOf(L, { circle, polygon }, className) {
  return circle
    ? L.circle([circle.lat, circle.lon], { radius: circle.radius, className, interactive: false })
    : L.polygon(polygon.map(({ lat, lon }) => [lat, lon]), { className, interactive: false });
}

/** Each corner of what is being drawn, so that also the first tap is seen. */
function cornersOf(L, drawn) {
  return (drawn?.polygon ?? []).map(({ lat, lon }) => L.circleMarker([lat, lon], { radius: 6, className: 'map-outline', interactive: false }));
}

function home(L, { lat, lon }) {
  return L.marker([lat, lon], { icon: L.divIcon({ className: 'map-mark map-home', iconSize: [18, 18] }), keyboard: false, interactive: false });
}

function boundsOf(L, { zones, house, drawn }) {
  const bounds = [...zones.map(({ circle, polygon }) => (circle ? L.latLng(circle.lat, circle.lon).toBounds(2 * circle.radius) : L.latLngBounds(polygon.map(({ lat, lon }) => [lat, lon]))))];
  if (drawn?.circle) {
    bounds.push(L.latLng(drawn.circle.lat, drawn.circle.lon).toBounds(2 * drawn.circle.radius));
  }
  if (house && bounds.length === 0) {
    bounds.push(L.latLng(house.lat, house.lon).toBounds(600));
  }
  return bounds.reduce((all, one) => all.extend(one), L.latLngBounds([]));
}
