// A person's file as a form holds it, and what of it was changed as the service takes it.

const PLAIN = [
  'name', 'sex', 'birthDate', 'code', 'residentId', 'phone', 'dialect', 'address', 'living', 'howToGetIn', 'doorCode', 'keyPlace',
  'mobility', 'hearing', 'sight', 'bloodGroup', 'risk',
];

/** The values of the form; every one a text, or a list of rows of texts. */
export function valuesOf(person, contacts) {
  const values = Object.fromEntries(PLAIN.map((name) => [name, person[name] ?? '']));
  return {
    ...values,
    cell: person.cell?.id ?? '',
    doctor: person.doctor?.account ?? '',
    house: person.house ? `${person.house.lat}, ${person.house.lon}` : '',
    allergies: (person.allergies ?? []).join('、'),
    conditions: (person.conditions ?? []).map(({ code, text }) => ({ code: code ?? '', text })),
    medicines: (person.medicines ?? []).map(({ name, dose, times }) => ({ name, dose: dose ?? '', times: (times ?? []).join('、') })),
    contacts: contacts.map(contactRow),
    closed: person.closed?.why ?? '',
    closedOn: person.closed?.on ?? '',
  };
}

export const EMPTY = valuesOf({ risk: 'general' }, []);

/** Only what differs: what is left out stays as it is. `closedOn` goes with `closed`. */
export function bodyOf(base, mine) {
  const body = {};
  for (const name of Object.keys(mine)) {
    if (!same(base[name], mine[name])) {
      body[name === 'closedOn' ? 'closed' : name] = wire(name, mine);
      // Those who begin on a later day were in the list, too.
      if (name === 'contacts') {
        body.contactsToCome = true;
      }
    }
  }
  return body;
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function wire(name, mine) {
  const value = mine[name];
  switch (name) {
    case 'house':
      return houseOf(value);
    case 'allergies':
      return textsOf(value);
    case 'conditions':
      return value.filter(({ text }) => text.trim()).map(({ code, text }) => ({ code: code.trim().replace(/^[a-z]/, (letter) => letter.toUpperCase()) || null, text: text.trim() }));
    case 'medicines':
      return value.filter((row) => row.name.trim()).map((row) => ({ name: row.name, dose: row.dose || null, times: textsOf(row.times) }));
    case 'contacts':
      return value.filter((row) => row.name.trim()).map(contactOf);
    case 'closed':
    case 'closedOn':
      return mine.closed ? { why: mine.closed, on: mine.closedOn || null } : null;
    default:
      return value.trim() === '' ? null : value.trim();
  }
}

/** The position that was typed, in degrees; null for none. */
export function houseOf(text) {
  const numbers = text.split(/[,，\s]+/).filter(Boolean).map(Number);
  return text.trim() === '' ? null : { lat: numbers[0], lon: numbers[1] };
}

function textsOf(text) {
  return text.split(/[、,，;；\n]+/).map((part) => part.trim()).filter(Boolean);
}

/** The form shows one span of hours; whoever has several keeps them as long as they are not touched here. */
function contactRow(contact) {
  const span = contact.hours?.[0];
  return {
    id: contact.id ?? null,
    name: contact.name,
    relation: contact.relation,
    phones: (contact.phones ?? []).join('、'),
    keyHolder: contact.keyHolder === true,
    days: span?.days ?? [],
    from: span?.from ?? '',
    to: span?.to ?? '',
    moreHours: (contact.hours ?? []).slice(1),
    channels: contact.channels ?? [],
    language: contact.language ?? '',
    since: contact.since ?? '',
    until: contact.until ?? '',
  };
}

function contactOf(row) {
  const span = row.days.length > 0 && row.from && row.to ? [{ days: row.days, from: row.from, to: row.to }] : [];
  return {
    id: row.id,
    name: row.name.trim(),
    relation: row.relation.trim(),
    phones: textsOf(row.phones),
    keyHolder: row.keyHolder,
    hours: [...span, ...row.moreHours],
    channels: row.channels,
    language: row.language.trim() || null,
    since: row.since || null,
    until: row.until || null,
  };
}
