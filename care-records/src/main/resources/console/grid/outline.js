// A pasted outline: GeoJSON as it comes out of drawing tools, down to the Polygon or MultiPolygon the service keeps.

const KINDS = ['Polygon', 'MultiPolygon'];

/** `{ outline }`, null for an empty text; or `{ fault }`, a key of the words. */
export function outlineIn(text) {
  if (text.trim() === '') {
    return { outline: null };
  }
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'fault.notJson' };
  }
  const shapes = shapesIn(json);
  if (shapes.length === 0 || !shapes.every(isShape)) {
    return { fault: 'fault.noOutline' };
  }
  if (!pointsOf(shapes).every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
    return { fault: 'fault.degrees' };
  }
  const [{ type, coordinates }] = shapes;
  return { outline: shapes.length === 1 ? { type, coordinates } : { type: 'MultiPolygon', coordinates: shapes.flatMap(polygonsOf) } };
}

/** The corners as the map takes them: latitude first. */
export function ringsOf(outline) {
  return polygonsOf(outline).map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
}

function shapesIn(json) {
  switch (json?.type) {
    case 'Feature':
      return shapesIn(json.geometry);
    case 'FeatureCollection':
      return Array.isArray(json.features) ? json.features.flatMap(shapesIn) : [];
    default:
      return json ? [json] : [];
  }
}

function isShape({ type, coordinates }) {
  const rings = type === 'Polygon' ? coordinates : Array.isArray(coordinates) ? coordinates.flat() : null;
  return KINDS.includes(type) && Array.isArray(rings) && rings.length > 0 && rings.every(isRing);
}

function isRing(ring) {
  return Array.isArray(ring) && ring.length >= 4 && ring.every((point) => Array.isArray(point) && point.slice(0, 2).every(Number.isFinite));
}

function polygonsOf({ type, coordinates }) {
  return type === 'Polygon' ? [coordinates] : coordinates;
}

function pointsOf(shapes) {
  return shapes.flatMap((shape) => polygonsOf(shape).flat(2));
}
