// A month on one page, for a doctor and the family to keep and print.

import { h, ref } from '../vendor.js';
import { withQuery } from '../access/api.js';
import { session } from '../access/session.js';
import { language, t } from '../i18n.js';
import { icon } from '../icons.js';
import { now } from '../time.js';

export const MonthReport = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const month = ref(monthOf(new Date(now.value)));
    return () =>
      ['doctor', 'family'].includes(session.me.role)
        ? h('div', { class: 'sheet' }, [
            h('h2', t('month.title')),
            h('p', { class: 'soft' }, t('month.what')),
            h('div', { class: 'compare' }, [
              h('label', { class: 'field' }, [
                h('span', t('month.month')),
                h('input', { type: 'month', value: month.value, max: monthOf(new Date(now.value)), 'data-testid': 'month', onChange: ({ target }) => (month.value = target.value || month.value) }),
              ]),
              h('a', { class: 'button', href: addressOf(props.person, month.value), download: `silverbell-${month.value}.pdf`, 'data-testid': 'month-report' }, [t('month.load'), icon('next')]),
            ]),
          ])
        : null;
  },
};

function addressOf(person, month) {
  return withQuery(`/api/people/${encodeURIComponent(person)}/month-report`, { month, lang: language.value });
}

function monthOf(date) {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}
