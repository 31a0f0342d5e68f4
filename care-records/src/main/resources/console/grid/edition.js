// That something of the grid was changed on this page, for all that shows it.

import { ref } from '../vendor.js';

export const edition = ref(0);

export function gridChanged() {
  edition.value++;
}
