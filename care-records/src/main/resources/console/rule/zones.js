// Where a person is expected to be: circles and areas by hours, drawn around the house; the office adds and ends them.

import { h, ref, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { keepsOffice, session } from '../access/session.js';
import { t, word } from '../i18n.js';
import { mapIn } from '../person/map-frame.js';
import { say } from '../toast.js';

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const Zones = {
  props: { person: { type: String, required: true }, house: { type: Object, default: null } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/zones`;
    const zones = load(path, (at) => api.get(at));
    const form = formOf({ name: '', radius: '300', from: '', to: '', centre: props.house }, async () => {
      await api.post(path(), {
        name: form.name.trim(),
        circle: { ...form.centre, radius: Number(form.radius) },
        hours: form.from && form.to ? WEEK.map((day) => ({ day, from: form.from, to: form.to })) : [],
      });
      Object.assign(form, { name: '', from: '', to: '', centre: props.house });
      say(t('zones.saved'));
      zones.again();
    });

    async function end(id) {
      try {
        await api.post(`${path()}/${encodeURIComponent(id)}/end`);
        zones.again();
      } catch (problem) {
        form.problem = problem;
      }
    }

    const standingOnes = () => (zones.value?.items ?? []).filter((zone) => !zone.until);
    return () =>
      h('div', { class: 'register', 'data-testid': 'zones' }, [
        h('h2', t('zones.title')),
        h('p', { class: 'soft' }, t('zones.what')),
        standing(zones),
        zones.value && standingOnes().length === 0 ? h('p', { class: 'soft' }, t('zones.none')) : null,
        h('ul', { class: 'rows' }, standingOnes().map((zone) => h('li', { key: zone.id }, row(zone, end)))),
        standingOnes().length > 0 || form.centre
          ? h(ZoneMap, { zones: standingOnes(), house: props.house, drawn: keepsOffice() ? drawnIn(form) : null, onChoose: (centre) => keepsOffice() && (form.centre = centre) })
          : null,
        keepsOffice() ? addForm(form) : null,
      ]);
  },
};

function drawnIn({ name, centre, radius }) {
  return name && centre ? { ...centre, radius: Number(radius) || 0 } : null;
}

function addForm(form) {
  return h('form', { class: 'register', onSubmit: form.submit }, [
    form.centre ? h('p', { class: 'soft' }, t('zones.tapMap')) : h('p', { class: 'soft' }, t('zones.noHouse')),
    textField(form, 'name', t('zones.name'), { maxlength: 60, autocapitalize: 'sentences', 'data-testid': 'zone-name' }),
    h('div', { class: 'form-grid' }, [
      textField(form, 'radius', t('zones.radius'), { type: 'number', min: 50, max: 100000, inputmode: 'numeric', 'data-testid': 'zone-radius' }),
      textField(form, 'from', t('zones.from'), { type: 'time', required: false }),
      textField(form, 'to', t('zones.to'), { type: 'time', required: false }),
    ]),
    form.centre ? sendPart(form, t('zones.add'), 'add-zone', whyNotDone) : null,
  ]);
}

function row({ id, name, circle, hours }, end) {
  return h('div', { class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [h('strong', name), h('span', { class: 'soft' }, circle ? t('zones.circle', { n: Math.round(circle.radius) }) : t('zones.area')), h('span', { class: 'soft' }, hourWords(hours))]),
    keepsOffice() ? h('button', { type: 'button', class: 'button button-later', 'data-testid': 'end-zone', onClick: () => end(id) }, t('zones.end')) : null,
  ]);
}

function hourWords(hours) {
  if (hours.length === 0) {
    return t('zones.always');
  }
  const spans = new Set(hours.map(({ from, to }) => `${from}–${to}`));
  return spans.size === 1 && hours.length === WEEK.length ? t('zones.daily', { span: [...spans][0] }) : hours.map(({ day, from, to }) => `${word('weekday', WEEK.indexOf(day) + 1)} ${from}–${to}`).join(' · ');
}

const ZoneMap = {
  props: { zones: { type: Array, required: true }, house: { type: Object, default: null }, drawn: { type: Object, default: null } },
  emits: ['choose'],
  setup(props, { emit }) {
    const frame = ref(null);
    let shapes = [];
    let heard = false;

    const again = mapIn(frame, (L, map) => {
      shapes.forEach((shape) => shape.remove());
      shapes = [...props.zones.map((zone) => shapeOf(L, zone, 'map-outline')), props.drawn ? shapeOf(L, { circle: props.drawn }, 'map-accuracy') : null, props.house ? home(L, props.house) : null].filter(Boolean);
      // A circle knows how far it reaches only once it is on a map that looks somewhere.
      map.fitBounds(boundsOf(L, props), { padding: [16, 16], maxZoom: 17, animate: false });
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

function home(L, { lat, lon }) {
  return L.marker([lat, lon], { icon: L.divIcon({ className: 'map-mark map-home', iconSize: [18, 18] }), keyboard: false, interactive: false });
}

function boundsOf(L, { zones, house, drawn }) {
  const bounds = [...zones.map(({ circle, polygon }) => (circle ? L.latLng(circle.lat, circle.lon).toBounds(2 * circle.radius) : L.latLngBounds(polygon.map(({ lat, lon }) => [lat, lon]))))];
  if (drawn) {
    bounds.push(L.latLng(drawn.lat, drawn.lon).toBounds(2 * drawn.radius));
  }
  if (house && bounds.length === 0) {
    bounds.push(L.latLng(house.lat, house.lon).toBounds(600));
  }
  return bounds.reduce((all, one) => all.extend(one), L.latLngBounds([]));
}
