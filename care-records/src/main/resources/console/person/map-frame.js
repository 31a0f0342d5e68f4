// A map for as long as its component stands: opened once Leaflet is here, drawn anew when asked, kept to its size.

import { loadMap, onBeforeUnmount, onMounted } from '../vendor.js';
import { session } from '../access/session.js';

/**
 * @param frame a ref to the element
 * @param draw given Leaflet and the map
 * @returns draws it again
 */
export function mapIn(frame, draw) {
  let map = null;
  let gone = false;

  async function again() {
    const L = await loadMap();
    if (!gone) {
      map ??= opened(L, frame.value);
      draw(L, map);
    }
  }

  const size = new ResizeObserver(() => map?.invalidateSize());
  onMounted(() => {
    size.observe(frame.value);
    again();
  });
  onBeforeUnmount(() => {
    gone = true;
    size.disconnect();
    map?.remove();
  });
  return again;
}

function opened(L, element) {
  // Leaflet writes an attribution as HTML; ours stands under the map, as text.
  const map = L.map(element, { attributionControl: false, scrollWheelZoom: false });
  if (session.me?.mapTiles) {
    L.tileLayer(session.me.mapTiles, { maxZoom: 19 }).addTo(map);
  }
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  return map;
}
