// A short word at the head of the page: what was just delivered.

import { h, ref } from './vendor.js';
import { live } from './live/live.js';

const said = ref('');
let timer = null;

export function say(text) {
  said.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = '';
  }, 4000);
}

/** Takes back what was said: another account must not read it. */
export function unsay() {
  said.value = '';
}

export const Toast = {
  setup() {
    return () => {
      // Nothing may lie over the banner that says that the line is down.
      const words = live.state === 'live' ? said.value : '';
      return h('div', { class: ['toast', { 'toast-shown': words }], role: 'status' }, words);
    };
  },
};
