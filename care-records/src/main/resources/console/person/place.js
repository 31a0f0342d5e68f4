// Distances between places, and how they are said.

import { t } from '../i18n.js';

const EARTH_RADIUS = 6_371_008.8;

/** Metres between two points ({lat, lon} in degrees, WGS-84) along the great circle. */
export function metresBetween(a, b) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const east = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(north + east));
}

export function distanceWords(metres) {
  if (metres < 1000) {
    return t('distance.m', { n: Math.round(metres) });
  }
  return t('distance.km', { n: (metres / 1000).toFixed(metres < 10_000 ? 1 : 0) });
}
