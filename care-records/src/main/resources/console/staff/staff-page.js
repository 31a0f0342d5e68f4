// Somebody of the staff: who they are, which account is theirs, which cells they serve, and when they are away.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { dutyForm, savePart } from '../grid/duty-form.js';
import { Servings } from '../grid/servings.js';
import { t, word } from '../i18n.js';
import { ReachOf } from '../response/reach.js';
import { goTo, linkTo } from '../router.js';
import { say } from '../toast.js';
import { Leave } from './leave.js';

const ROLES = ['grid_worker', 'community_worker', 'assistant', 'station'];
const NEW = 'new';

export const StaffPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const read = load(
      () => props.id,
      async (id) => {
        const [staff, accounts] = await Promise.all([api.get('/api/staff'), api.get('/api/accounts')]);
        const one = staff.items.find((it) => it.id === id) ?? null;
        return one || id === NEW ? { one, staff: staff.items, accounts: accounts.items } : { missing: true };
      },
    );
    return () => {
      const { one, missing } = read.value ?? {};
      return h('section', { class: 'page', 'aria-labelledby': 'staff-one-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'staff-one-title', tabindex: -1 }, one?.name ?? (props.id === NEW ? t('staff.add') : ''))),
        standing(read),
        missing ? h('p', { class: 'plain-word' }, t('staff.notFound')) : null,
        read.value && !missing ? h(StaffForm, { ...read.value, onSaved: read.again }) : null,
        one ? [h(Servings, { of: 'staff', id: one.id }), h(Leave, { staff: one.id }), h('div', { class: 'sheet' }, h(ReachOf, { key: one.id, path: `/api/staff/${one.id}/reach`, name: one.name }))] : null,
      ]);
    };
  },
};

const StaffForm = {
  props: { one: { type: Object, default: null }, staff: { type: Array, required: true }, accounts: { type: Array, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const { one } = props;
    const form = dutyForm(`staff ${one?.id ?? NEW}`, valuesOf(one), {
      check: (typed) => wrongWith(typed, props),
      places: (problem) => (problem.status === 409 ? { staffCode: t('staff.codeTaken') } : null),
      tries: one !== null,
      save: (typed, as) => (one ? api.put(as(`/api/staff/${one.id}`), bodyOf(typed)) : api.post('/api/staff', bodyOf(typed))),
      saved: (kept) => {
        form.settle();
        say(t('staff.saved', { name: kept.name }));
        if (one) {
          emit('saved');
        } else {
          goTo(linkTo.staffOne(kept.id));
        }
      },
    });

    return () =>
      h('form', { class: 'sheet', novalidate: true, onSubmit: form.submit }, [
        h('div', { class: 'form-grid' }, [
          textField(form, 'staffName', t('field.name'), { maxlength: 64, autocomplete: 'off' }),
          textField(form, 'staffCode', t('staff.code'), { maxlength: 60, autocomplete: 'off' }),
          choiceField(form, 'staffRole', t('accounts.role'), ROLES.map((role) => [role, word('staffRole', role)])),
          textField(form, 'staffPhone', t('field.phone'), { type: 'tel', required: false, maxlength: 40, autocomplete: 'off' }),
          choiceField(form, 'account', t('staff.account'), [['', t('staff.noAccount')], ...accountChoices(props)], { 'data-testid': 'staff-account' }),
          textField(form, 'leftOn', t('staff.left'), { type: 'date', required: false }),
        ]),
        savePart(form, t('edit.save'), 'save-staff'),
      ]);
  },
};

function valuesOf(one) {
  return { staffName: one?.name ?? '', staffCode: one?.code ?? '', staffRole: one?.role ?? 'grid_worker', staffPhone: one?.phone ?? '', account: one?.account ?? '', leftOn: one?.leftOn ?? '' };
}

function bodyOf({ staffName, staffCode, staffRole, staffPhone, account, leftOn }) {
  return { name: staffName.trim(), code: staffCode.trim(), role: staffRole, phone: staffPhone.trim() || null, account: account || null, leftOn: leftOn || null };
}

function wrongWith({ staffName, staffCode, staffPhone }, { one, staff }) {
  const taken = staff.some((it) => it.code === staffCode.trim() && it.id !== one?.id);
  return {
    staffName: staffName.trim() ? null : t('fault.missing'),
    staffCode: staffCode.trim() ? (taken ? t('staff.codeTaken') : null) : t('fault.missing'),
    staffPhone: /^[+\d][\d\s()-]*$|^$/.test(staffPhone.trim()) ? null : t('fault.phone'),
  };
}

/** Accounts of grid workers, and the one that is linked; who is whose already stands beside it. */
function accountChoices({ one, staff, accounts }) {
  return accounts
    .filter(({ account, role }) => role === 'grid' || account === one?.account)
    .map(({ account, name }) => {
      const other = staff.find((it) => it.account === account && it.id !== one?.id);
      return [account, other ? t('staff.accountOf', { account, name: other.name }) : `${name} (${account})`];
    });
}
