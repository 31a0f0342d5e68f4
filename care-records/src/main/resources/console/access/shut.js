// What of a person is not the reader's to see now, said in words instead of left blank.

import { h } from '../vendor.js';
import { t } from '../i18n.js';

/** Whether the service has kept that part of the person back. */
export function isShut(person, aspect) {
  return person?.hidden?.includes(aspect) ?? false;
}

export function shutWord(aspect) {
  return h('p', { class: 'soft', 'data-testid': `shut-${aspect}` }, t(`shut.${aspect}`));
}
