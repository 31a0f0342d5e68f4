// Where a person is expected to be: circles and areas by hours, drawn around the house; the office adds and ends them.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { keepsOffice } from '../access/session.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';
import { ZoneMap } from './zone-map.js';

const FEWEST_CORNERS = 3;
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const Zones = {
  props: { person: { type: String, required: true }, house: { type: Object, default: null } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/zones`;
    const zones = load(path, (at) => api.get(at));
    const form = formOf({ name: '', shape: 'circle', radius: '300', from: '', to: '', centre: props.house, corners: [] }, async () => {
      await api.post(path(), {
        name: form.name.trim(),
        ...drawnIn(form),
        hours: form.from && form.to ? WEEK.map((day) => ({ day, from: form.from, to: form.to })) : [],
      });
      Object.assign(form, { name: '', from: '', to: '', centre: props.house, corners: [] });
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
          ? h(ZoneMap, { zones: standingOnes(), house: props.house, drawn: keepsOffice() && (form.name || form.corners.length > 0) ? drawnIn(form) : null, onChoose: (point) => keepsOffice() && choose(form, point) })
          : null,
        keepsOffice() ? addForm(form) : null,
      ]);
  },
};

/** What is being drawn, as the service takes it. */
function drawnIn({ shape, centre, radius, corners }) {
  return shape === 'area' ? { polygon: corners } : centre && { circle: { ...centre, radius: Number(radius) || 0 } };
}

function choose(form, point) {
  Object.assign(form, form.shape === 'area' ? { corners: [...form.corners, point] } : { centre: point });
}

function addForm(form) {
  const area = form.shape === 'area';
  return h('form', { class: 'register', onSubmit: form.submit }, [
    h('p', { class: 'soft' }, t(!form.centre ? 'zones.noHouse' : area ? 'zones.tapCorners' : 'zones.tapMap')),
    textField(form, 'name', t('zones.name'), { maxlength: 60, autocapitalize: 'sentences', 'data-testid': 'zone-name' }),
    h('div', { class: 'form-grid' }, [
      choiceField(form, 'shape', t('zones.shape'), ['circle', 'area'].map((shape) => [shape, t(`zones.shape.${shape}`)]), { 'data-testid': 'zone-shape' }),
      area ? null : textField(form, 'radius', t('zones.radius'), { type: 'number', min: 50, max: 100000, inputmode: 'numeric', 'data-testid': 'zone-radius' }),
      textField(form, 'from', t('zones.from'), { type: 'time', required: false }),
      textField(form, 'to', t('zones.to'), { type: 'time', required: false }),
    ]),
    area ? cornerPart(form) : null,
    form.centre && (!area || form.corners.length >= FEWEST_CORNERS) ? sendPart(form, t('zones.add'), 'add-zone', whyNotDone) : null,
  ]);
}

function cornerPart(form) {
  return h('p', { class: 'form-grid' }, [
    h('span', { 'data-testid': 'zone-corners' }, t('zones.corners', { n: form.corners.length })),
    form.corners.length > 0
      ? h('button', { type: 'button', class: 'button button-later', 'data-testid': 'undo-corner', onClick: () => (form.corners = form.corners.slice(0, -1)) }, t('zones.undo'))
      : null,
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
