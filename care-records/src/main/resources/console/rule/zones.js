// Where a person is expected to be: circles and areas by hours, drawn around the house; the office adds and ends them.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { keepsOffice } from '../access/session.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';
import { triedPart, trialFor, trialOn, trialPart, tryIt, tryPart, whyNotSet } from './back-test.js';
import { ZoneMap } from './zone-map.js';

const FEWEST_CORNERS = 3;
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const Zones = {
  props: { person: { type: String, required: true }, house: { type: Object, default: null } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/zones`;
    const zones = load(path, (at) => api.get(at));
    const trial = trialOn(() => `${path()}/back-tests`);
    const ending = trialOn(() => `${path()}/back-tests`);
    const form = formOf({ name: '', shape: 'circle', radius: '300', from: '', to: '', centre: props.house, corners: [] }, async () => {
      try {
        await trial.guarding(() => api.post(path(), { name: form.name.trim(), ...zoneIn(form) }));
      } catch (problem) {
        zones.again(); // a colleague may have added one
        throw problem;
      }
      Object.assign(form, { name: '', from: '', to: '', centre: props.house, corners: [] });
      say(t('zones.saved'));
      again();
    });

    /** What was tried is no longer what would stand. */
    function again() {
      trial.clear();
      ending.clear();
      zones.again();
    }

    /** Without the last one nobody looks any more; what the others ring without this one is tried first. */
    async function end(id) {
      const asked = { ending: id };
      if (standingOnes().length > 1 && !ending.isSeen(asked)) {
        await ending.start(asked);
        return;
      }
      try {
        await api.post(`${path()}/${encodeURIComponent(id)}/end`);
        again();
      } catch (problem) {
        Object.assign(ending, { asked, test: null, problem });
        zones.again();
      }
    }

    const standingOnes = () => (zones.value?.items ?? []).filter((zone) => !zone.until);
    return () =>
      h('div', { class: 'register', 'data-testid': 'zones' }, [
        h('h2', t('zones.title')),
        h('p', { class: 'soft' }, t('zones.what')),
        standing(zones),
        zones.value && standingOnes().length === 0 ? h('p', { class: 'soft' }, t('zones.none')) : null,
        h('ul', { class: 'rows' }, standingOnes().map((zone) => h('li', { key: zone.id }, row(zone, ending, end)))),
        standingOnes().length > 0 || form.centre
          ? h(ZoneMap, { zones: standingOnes(), house: props.house, drawn: keepsOffice() && (form.name || form.corners.length > 0 || trial.asked) ? drawnIn(form) : null, onChoose: (point) => keepsOffice() && choose(form, point) })
          : null,
        keepsOffice() ? addForm(form, trial) : null,
      ]);
  },
};

/** What is being drawn, as the service takes it. */
function drawnIn({ shape, centre, radius, corners }) {
  return shape === 'area' ? { polygon: corners } : centre && { circle: { ...centre, radius: Number(radius) || 0 } };
}

/** The same with its hours: what is tried, and what is set. */
function zoneIn(form) {
  return { ...drawnIn(form), hours: form.from && form.to ? WEEK.map((day) => ({ day, from: form.from, to: form.to })) : [] };
}

function choose(form, point) {
  Object.assign(form, form.shape === 'area' ? { corners: [...form.corners, point] } : { centre: point });
}

/** First it is tried; when what came of it stands there, it can be added. What is drawn anew then is tried anew. */
function addForm(form, trial) {
  const area = form.shape === 'area';
  const zone = zoneIn(form);
  const tried = trial.isSeen(zone);
  return h('form', { class: 'register', onSubmit: tried ? form.submit : (event) => tryIt(event, form, trial, zone) }, [
    h('p', { class: 'soft' }, t(!form.centre ? 'zones.noHouse' : area ? 'zones.tapCorners' : 'zones.tapMap')),
    textField(form, 'name', t('zones.name'), { required: tried, maxlength: 60, autocapitalize: 'sentences', 'data-testid': 'zone-name' }),
    h('div', { class: 'form-grid' }, [
      choiceField(form, 'shape', t('zones.shape'), ['circle', 'area'].map((shape) => [shape, t(`zones.shape.${shape}`)]), { 'data-testid': 'zone-shape' }),
      area ? null : textField(form, 'radius', t('zones.radius'), { type: 'number', min: 50, max: 100000, inputmode: 'numeric', 'data-testid': 'zone-radius' }),
      textField(form, 'from', t('zones.from'), { type: 'time', required: false }),
      textField(form, 'to', t('zones.to'), { type: 'time', required: false }),
    ]),
    area ? cornerPart(form) : null,
    form.centre && (!area || form.corners.length >= FEWEST_CORNERS) ? [trialFor(trial, zone, 'zone-trial'), tried ? sendPart(form, t('zones.add'), 'add-zone', whyNotSet) : tryPart(trial, 'try-zone')] : null,
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

function row({ id, name, circle, hours, tried }, ending, end) {
  const asked = { ending: id };
  return h('div', { class: 'row row-band' }, [
    h('div', { class: 'row-main' }, [h('strong', name), h('span', { class: 'soft' }, circle ? t('zones.circle', { n: Math.round(circle.radius) }) : t('zones.area')), h('span', { class: 'soft' }, hourWords(hours))]),
    triedPart(tried),
    ending.isOf(asked) ? trialPart(ending, 'end-trial') : null,
    keepsOffice() ? h('button', { type: 'button', class: 'button button-later', 'data-testid': 'end-zone', disabled: ending.isOf(asked) && ending.test?.state === 'running', onClick: () => end(id) }, t(ending.isSeen(asked) ? 'zones.endAllTheSame' : 'zones.end')) : null,
  ]);
}

function hourWords(hours) {
  if (hours.length === 0) {
    return t('zones.always');
  }
  const spans = new Set(hours.map(({ from, to }) => `${from}–${to}`));
  return spans.size === 1 && hours.length === WEEK.length ? t('zones.daily', { span: [...spans][0] }) : hours.map(({ day, from, to }) => `${word('weekday', WEEK.indexOf(day) + 1)} ${from}–${to}`).join(' · ');
}
