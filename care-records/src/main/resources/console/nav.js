// Where one can go. A new page is one line in GROUPS; the bar keeps the few that matter at every moment and a menu,
// so that it never grows.

import { h, nextTick, ref, watch } from './vendor.js';
import { session } from './access/session.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { unansweredCount } from './incident/attention.js';
import { linkTo, place } from './router.js';

const ADMIN = ['admin'];
const EVERYBODY = null;

/** Each entry: its name, its drawing, the places that belong to it, and the roles that see it. */
const GROUPS = {
  care: [
    entry('board', 'bell', ['board', 'incident'], EVERYBODY),
    entry('people', 'people', ['people', 'person', 'person-edit', 'trend'], EVERYBODY),
    entry('needsALook', 'look', ['needs-a-look'], ['doctor']),
  ],
  duty: [
    entry('grid', 'grid', ['grid', 'cell', 'cell-edit', 'rota', 'holidays'], ['admin', 'grid', 'desk']),
    entry('staff', 'staff', ['staff', 'staff-one'], ADMIN),
    entry('leave', 'away', ['leave'], ['admin', 'grid']),
  ],
  response: [
    entry('unreachable', 'gap', ['unreachable'], ['admin', 'desk', 'grid']),
    entry('answerTimes', 'clock', ['answer-times'], ['admin', 'desk', 'grid']),
    entry('testPresses', 'trial', ['test-presses'], ['admin', 'desk', 'grid']),
    entry('followUps', 'door', ['follow-ups'], ['desk', 'grid', 'doctor']),
    entry('plans', 'plan', ['plans', 'simulate'], ['admin', 'desk']),
  ],
  bands: [entry('bands', 'band', ['bands'], ADMIN), entry('rejected', 'rejected', ['rejected'], ADMIN)],
  office: [entry('import', 'sheet', ['import'], ADMIN), entry('accounts', 'account', ['accounts'], ADMIN)],
};

/** These stand in the bar where there is a menu; without one, all do. */
const FIRST = ['board', 'people', 'grid'];
const ROOM = 4;

const open = ref(false);

function entry(name, drawing, places, roles) {
  return { name, drawing, places, roles };
}

export function seesGrid() {
  return mine(GROUPS.duty).some(({ name }) => name === 'grid');
}

function mine(entries) {
  return entries.filter(({ roles }) => roles === EVERYBODY || roles.includes(session.me?.role));
}

function all() {
  return mine(Object.values(GROUPS).flat());
}

function isHere({ places }) {
  return places.includes(place.value.name);
}

/** The bar: at the foot of a phone, in the head of a desk. The count of unanswered incidents is always in it. */
export function navBar() {
  const entries = all();
  const roomy = entries.length <= ROOM;
  const shown = roomy ? entries : entries.filter(({ name }) => FIRST.includes(name));
  return h('nav', { class: 'tabs', 'aria-label': t('nav.label') }, [shown.map(tab), roomy ? null : menuButton(entries.find((it) => isHere(it) && !shown.includes(it)))]);
}

function tab(it) {
  return h('a', { key: it.name, class: 'tab', href: linkTo[it.name](), 'aria-current': isHere(it) ? 'page' : null, 'data-testid': `tab-${it.name}` }, inside(it));
}

function inside(it) {
  const count = it.name === 'board' ? unansweredCount() : 0;
  return [icon(it.drawing), h('span', t(`nav.${it.name}`)), count > 0 ? h('strong', { class: 'tab-count' }, count) : null];
}

/** Bears the name of the page one is on, when that is in the menu. */
function menuButton(here) {
  return h(
    'button',
    {
      key: 'menu',
      type: 'button',
      class: ['tab', 'tab-menu', { 'tab-here': here }],
      'aria-haspopup': 'dialog',
      'aria-expanded': open.value,
      'data-testid': 'menu',
      onClick: () => {
        open.value = true;
      },
    },
    [icon('menu'), h('span', here ? t(`nav.${here.name}`) : t('nav.menu'))],
  );
}

/** All there is, in groups; a drawer on a phone. A dialog of the browser keeps the keys inside and Escape closes it. */
export const NavMenu = {
  setup() {
    const dialog = ref(null);
    const close = () => {
      open.value = false;
    };
    watch(() => place.value.name + place.value.id, close);
    watch(open, async (is) => {
      await nextTick();
      if (is) {
        dialog.value?.showModal();
        (dialog.value?.querySelector('[aria-current]') ?? dialog.value?.querySelector('a'))?.focus();
      } else if (dialog.value?.open) {
        dialog.value.close();
      }
    });
    return () =>
      h(
        'dialog',
        {
          ref: dialog,
          class: 'menu',
          'aria-label': t('nav.menu'),
          'data-testid': 'menu-open',
          onCancel: close,
          // Told a moment later: by then the menu may be open again.
          onClose: () => dialog.value?.open || close(),
          onKeydown: step,
          // A click beside the sheet is one on the dialog itself.
          onClick: (event) => event.target === dialog.value && close(),
        },
        open.value ? h('div', { class: 'menu-sheet' }, [head(close), groups()]) : null,
      );
  },
};

function head(close) {
  return h('div', { class: 'menu-head' }, [
    h('strong', t('nav.menu')),
    h('button', { type: 'button', class: 'button button-bar', 'aria-label': t('nav.close'), title: t('nav.close'), onClick: close }, icon('close')),
  ]);
}

function groups() {
  const inBar = all().filter(({ name }) => FIRST.includes(name));
  return h('nav', { class: 'menu-groups', 'aria-label': t('nav.label') }, [
    Object.entries(GROUPS)
      .map(([group, entries]) => [group, mine(entries)])
      .filter(([, entries]) => entries.length > 0)
      .map(([group, entries]) =>
        h('section', { key: group, 'aria-labelledby': `menu-${group}` }, [
          h('h2', { id: `menu-${group}` }, t(`nav.group.${group}`)),
          h('ul', entries.map((it) => h('li', { key: it.name }, item(it, inBar.includes(it))))),
        ]),
      ),
  ]);
}

function item(it, inBar) {
  const testId = inBar ? `menu-${it.name}` : `tab-${it.name}`;
  // A click on where one is already changes no address: the menu closes all the same.
  const close = () => {
    open.value = false;
  };
  return h('a', { class: 'menu-item', href: linkTo[it.name](), 'aria-current': isHere(it) ? 'page' : null, 'data-testid': testId, onClick: close }, inside(it));
}

/** Up and down go from one to the next, Home and End to the ends. */
function step(event) {
  const items = [...event.currentTarget.querySelectorAll('.menu-item')];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }
}
