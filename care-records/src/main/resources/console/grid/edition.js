// When what is shown of the grid is read anew: after something was changed on this page, and at every turn of the
// minute, when a swap or a leave that somebody else wrote may begin.

import { onBeforeUnmount, ref, watch } from '../vendor.js';
import { now } from '../time.js';

const MINUTE = 60_000;
/** Open pages do not all ask in the same instant. */
const SPREAD = 1500;

export const edition = ref(0);

export function gridChanged() {
  edition.value++;
}

export function onTheMinute(again) {
  let timer = null;
  watch(
    () => Math.floor(now.value / MINUTE),
    () => {
      clearTimeout(timer);
      timer = setTimeout(again, 100 + Math.random() * SPREAD);
    },
  );
  onBeforeUnmount(() => clearTimeout(timer));
}
