// The few line drawings of the page, 24 by 24.

import { h } from './vendor.js';

const DRAWINGS = {
  bell: ['M6 16V11a6 6 0 0 1 12 0v5l2 2H4z', 'M10 20.5a2.2 2.2 0 0 0 4 0'],
  mute: ['M6 16V11a6 6 0 0 1 9-5.2', 'M18 11v5l2 2H8', 'M10 20.5a2.2 2.2 0 0 0 4 0', 'M3 3l18 18'],
  people: ['M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z', 'M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6', 'M16 4.5a3.5 3.5 0 0 1 0 6.5', 'M18 14.5c2.2.7 3.5 2.7 3.5 5.5'],
  band: ['M8 7h8v10H8z', 'M9 7l.6-4h4.8l.6 4', 'M9 17l.6 4h4.8l.6-4'],
  sheet: ['M4 4h16v16H4z', 'M4 9.5h16', 'M4 15h16', 'M10 4v16'],
  rejected: ['M3 13l3-8h12l3 8v6H3z', 'M3 13h5l1.5 3h5l1.5-3h5'],
  grid: ['M12 3v5', 'M5 13V8h14v5', 'M12 8v5', 'M3 13h4v5H3z', 'M10 13h4v5h-4z', 'M17 13h4v5h-4z'],
  menu: ['M4 6h16', 'M4 12h16', 'M4 18h16'],
  staff: ['M4 5h16v15H4z', 'M9 3v4', 'M15 3v4', 'M12 14a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z', 'M8 18c.3-2 2-3 4-3s3.7 1 4 3'],
  away: ['M4 5h16v15H4z', 'M4 10h16', 'M9 3v4', 'M15 3v4', 'M9.5 13l5 4', 'M14.5 13l-5 4'],
  close: ['M5 5l14 14', 'M19 5L5 19'],
  account: ['M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4 21c0-5 3.5-7 8-7s8 2 8 7'],
  phone: ['M5 3.5h4l1.5 5-2.5 1.8a12 12 0 0 0 5.7 5.7l1.8-2.5 5 1.5v4c0 1-.8 1.5-1.5 1.5C11 20.5 3.5 13 3.5 5c0-.7.5-1.5 1.5-1.5z'],
  next: ['M9 5l7 7-7 7'],
  back: ['M15 5l-7 7 7 7'],
  door: ['M6 21V3h12v18', 'M3 21h18', 'M14.5 12v.5'],
  leave: ['M14 4h5v16h-5', 'M4 12h11', 'M8 8l-4 4 4 4'],
  search: ['M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z', 'M15.5 15.5L21 21'],
};

export function icon(name) {
  return h(
    'svg',
    { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    DRAWINGS[name].map((line) => h('path', { d: line })),
  );
}
