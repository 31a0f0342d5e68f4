// The form of a person's file. Only what was changed is sent; who comes second is told, and keeps what they typed.

import { h, onBeforeUnmount, reactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNot, whyNotDone } from '../access/loaded.js';
import { session } from '../access/session.js';
import { isShut } from '../access/shut.js';
import { t } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { clockTime } from '../time.js';
import { say } from '../toast.js';
import { contactsField } from './edit-contacts.js';
import { choices, field, rowsField } from './edit-fields.js';
import { houseField, houseSearch } from './edit-house.js';
import { bodyOf, EMPTY, same, valuesOf } from './edit-values.js';
import { PhotoField } from './photo.js';

/** What was typed and is not saved, by account and person: it outlives a turn of the screen and a look elsewhere. */
const typed = new Map();

const copy = (value) => JSON.parse(JSON.stringify(value));

export const EditPerson = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const fresh = props.id === 'new';
    const path = `/api/people/${encodeURIComponent(props.id)}`;
    const key = `${session.me?.account} ${props.id}`;
    const kept = typed.get(key);
    const form = kept ?? reactive({ base: copy(EMPTY), mine: copy(EMPTY), version: null, photo: null, hidden: [], ready: fresh, sending: false, problem: null, clash: null, lost: null });
    const lists = reactive({ cells: [], names: new Map(), doctors: [] });
    const search = houseSearch();
    readLists(lists);

    async function read() {
      // The person first: what changes between the two readings is then refused as old, not overwritten.
      const person = await api.get(path);
      const contacts = await api.get(`${path}/contacts`);
      return { person, values: valuesOf(person, contacts.items) };
    }

    async function start() {
      try {
        const { person, values } = await read();
        Object.assign(form, { base: values, mine: copy(values), version: person.version, photo: person.photo, hidden: person.hidden, ready: true });
      } catch (problem) {
        form.lost = problem;
      }
    }

    /** Takes over what others wrote where we wrote nothing; says where both did. */
    async function meet(problem) {
      const { person, values } = await read();
      const fields = {};
      for (const name of Object.keys(values)) {
        if (same(form.mine[name], form.base[name])) {
          form.mine[name] = copy(values[name]);
        } else if (!same(values[name], form.base[name]) && !same(values[name], form.mine[name])) {
          fields[name] = values[name];
        }
      }
      Object.assign(form, { base: values, version: person.version, clash: { by: problem.more.changedBy, at: problem.more.changedAt, fields } });
    }

    async function save(event) {
      event.preventDefault();
      if (form.sending) {
        return;
      }
      Object.assign(form, { sending: true, problem: null });
      try {
        const body = bodyOf(form.base, form.mine);
        const person = fresh ? await api.post('/api/people', { ...body, risk: form.mine.risk }) : await api.putOver(path, form.version, body);
        forget(form);
        say(t('edit.saved', { name: person.name }));
        goTo(linkTo.person(person.id));
      } catch (problem) {
        await refused(problem);
      } finally {
        form.sending = false;
      }
    }

    async function refused(problem) {
      try {
        if (problem.status === 412) {
          await meet(problem);
        } else {
          form.problem = problem;
        }
      } catch (unread) {
        form.problem = unread;
      }
    }

    if (!fresh && !kept) {
      start();
    }
    keepTyped(form, key);
    return () =>
      h('section', { class: 'page edit-page', 'aria-labelledby': 'edit-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'edit-title', tabindex: -1 }, fresh ? t('edit.new') : t('edit.title', { name: form.base.name }))),
        form.ready ? [fresh ? null : h(PhotoField, { path, photo: form.photo }), formPart(form, lists, search, save, props.id)] : h('p', { class: 'plain-word' }, form.lost ? whyNot(form.lost, t('person.notYours')) : t('loading')),
      ]);
  },
};

/** Keeps what is typed when the page is left; a closed tab asks first. */
function keepTyped(form, key) {
  const ask = (event) => {
    if (!same(form.base, form.mine)) {
      event.preventDefault();
    }
  };
  addEventListener('beforeunload', ask);
  onBeforeUnmount(() => {
    removeEventListener('beforeunload', ask);
    if (same(form.base, form.mine)) {
      typed.delete(key);
    } else {
      typed.set(key, form);
    }
  });
}

function forget(form) {
  form.base = copy(form.mine);
}

async function readLists(lists) {
  const [grid, accounts] = await Promise.allSettled([api.get('/api/grid'), api.get('/api/accounts')]);
  const cells = grid.value?.items ?? [];
  const names = new Map(cells.map((cell) => [cell.id, cell.name]));
  lists.names = names;
  const above = new Set(cells.map((cell) => cell.parent));
  lists.cells = cells
    .filter((cell) => !above.has(cell.id))
    .map((cell) => [cell.id, cell.name.startsWith(names.get(cell.parent) ?? '') ? cell.name : `${names.get(cell.parent)} · ${cell.name}`]);
  lists.doctors = (accounts.value?.items ?? []).filter(({ role }) => role === 'doctor').map(({ account, name }) => [account, name]);
}

/** The cells at the bottom of the grid, and the present one wherever it stands. */
function cellChoices(form, lists) {
  const present = form.mine.cell;
  const isMissing = lists.names.has(present) && !lists.cells.some(([id]) => id === present);
  return isMissing ? [...lists.cells, [present, lists.names.get(present)]] : lists.cells;
}

function formPart(form, lists, search, save, id) {
  return h('form', { class: 'edit-form', onSubmit: save }, [
    clashStrip(form),
    part('edit.who', [
      field(form, 'name', { required: true }),
      field(form, 'sex', { options: choices('person.sex', ['female', 'male']), required: true }),
      field(form, 'birthDate', { type: 'date', required: true }),
      unlessShut(form, 'file', () => field(form, 'residentId', { hint: t('edit.residentId') })),
      field(form, 'phone', { type: 'tel' }),
      field(form, 'code'),
      unlessShut(form, 'needs', () => field(form, 'dialect')),
    ]),
    part('edit.home', [
      field(form, 'address', { required: true }),
      field(form, 'cell', { options: cellChoices(form, lists), required: true }),
      unlessShut(form, 'needs', () => field(form, 'living', { options: choices('living', ['alone', 'couple', 'with_family', 'with_carer', 'with_others']) })),
      houseField(form, search),
      unlessShut(form, 'way-in', () => field(form, 'howToGetIn', { type: 'lines' })),
      unlessShut(form, 'way-in', () => field(form, 'doorCode')),
      unlessShut(form, 'way-in', () => field(form, 'keyPlace')),
    ]),
    part('edit.health', [
      unlessShut(form, 'health', () => field(form, 'allergies', { hint: t('edit.allergies') })),
      unlessShut(form, 'health', () => field(form, 'bloodGroup', { options: ['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'].map((group) => [group, group]) })),
      unlessShut(form, 'needs', () => field(form, 'mobility', { options: choices('mobility', ['independent', 'walking_aid', 'wheelchair', 'bedridden']) })),
      unlessShut(form, 'needs', () => field(form, 'hearing', { options: choices('hearing', ['good', 'hard', 'hearing_aid', 'deaf']) })),
      unlessShut(form, 'needs', () => field(form, 'sight', { options: choices('sight', ['good', 'poor', 'blind']) })),
      unlessShut(form, 'health', () => rowsField(form, 'conditions', [['text', t('edit.condition')], ['code', 'ICD-10']], { text: '', code: '' })),
      unlessShut(form, 'health', () => rowsField(form, 'medicines', [['name', t('edit.medicine')], ['dose', t('edit.dose')], ['times', t('edit.times')]], { name: '', dose: '', times: '' })),
    ]),
    part('edit.care', [
      field(form, 'risk', { options: choices('person.risk', ['high', 'key', 'general']), required: true }),
      field(form, 'doctor', { options: lists.doctors }),
    ]),
    h('fieldset', { class: 'sheet' }, [h('legend', t('person.contacts')), contactsField(form)]),
    id === 'new' ? null : part('edit.close', [field(form, 'closed', { options: choices('person.closed', ['moved', 'died']), none: 'edit.open', hint: t('edit.closed') }), form.mine.closed ? field(form, 'closedOn', { type: 'date' }) : null]),
    form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
    h('div', { class: 'buttons edit-buttons' }, [
      h('button', { class: 'button button-main', 'data-testid': 'save-person', 'aria-busy': form.sending }, t(form.sending ? 'tap.sending' : 'edit.save')),
      h('a', { class: 'button button-later', href: id === 'new' ? linkTo.people() : linkTo.person(id), onClick: () => forget(form) }, t('edit.leave')),
    ]),
  ]);
}

/** What is shut to the writer is not offered: it would be overwritten unread. */
function unlessShut(form, aspect, offered) {
  return isShut(form, aspect) ? null : offered();
}

function part(title, fields) {
  return h('fieldset', { class: 'sheet' }, [h('legend', t(title)), h('div', { class: 'form-grid' }, fields)]);
}

function clashStrip(form) {
  if (!form.clash) {
    return null;
  }
  const both = Object.keys(form.clash.fields).map((name) => t(`field.${name}`));
  return h('div', { class: 'strip strip-urgent clash-strip', role: 'alert', 'data-testid': 'clash' }, [
    h('p', t('edit.clash', { who: form.clash.by ?? '', time: clockTime(form.clash.at) })),
    h('p', both.length > 0 ? t('edit.clash.both', { fields: both.join('、') }) : t('edit.clash.apart')),
  ]);
}
