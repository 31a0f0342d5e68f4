// Silverbell's web page: who is signed in, where they are, and the frame around every page.

import { createApp, h, nextTick, watch } from './vendor.js';
import { AccountPage } from './access/account-page.js';
import { AccountsPage } from './access/accounts-page.js';
import { JoinAlso } from './access/join-also.js';
import { JoinPage } from './access/join-page.js';
import { isAdmin, keepsFiles, recallSession, session, signOut } from './access/session.js';
import { SignInPage } from './access/sign-in.js';
import { BandsPage } from './band/bands-page.js';
import { RejectedPage } from './band/rejected-page.js';
import { EditCell } from './grid/edit-cell.js';
import { EditRota } from './grid/edit-rota.js';
import { GridTree } from './grid/grid-tree.js';
import { HolidaysPage } from './grid/holidays-page.js';
import { RotaWeek } from './grid/rota-week.js';
import { language, switchLanguage, t } from './i18n.js';
import { icon } from './icons.js';
import { TapsElsewhere } from './incident/actions.js';
import { Board } from './incident/board.js';
import { IncidentPage } from './incident/incident-page.js';
import { attend } from './incident/attention.js';
import { SearchPage } from './incident/search-page.js';
import { tellWhatIsSeen } from './incident/seen.js';
import { LiveBanner, LiveState } from './live/live-state.js';
import { navBar, NavMenu, seesGrid } from './nav.js';
import { EditPerson } from './person/edit-person.js';
import { NeedsALookPage } from './person/needs-a-look.js';
import { PeopleList } from './person/people-list.js';
import { PersonPage } from './person/person-page.js';
import { TrendPage } from './person/trend-page.js';
import { linkTo, place, wide } from './router.js';
import { AnswerTimesPage } from './response/answer-times-page.js';
import { FollowUpsPage } from './response/follow-ups-page.js';
import { PlansPage } from './response/plans-page.js';
import { SimulatePage } from './response/simulate-page.js';
import { TestPressesPage } from './response/test-presses-page.js';
import { UnreachablePage } from './response/unreachable-page.js';
import { ImportPage } from './sheet/import-page.js';
import { LeavePage } from './staff/leave.js';
import { StaffList } from './staff/staff-list.js';
import { StaffPage } from './staff/staff-page.js';
import { Toast } from './toast.js';

const Console = {
  setup() {
    watch(() => place.value.name + place.value.id, focusOnPage);
    return () => {
      if (session.me) {
        return h('div', { class: 'frame' }, [topBar(), settled() ? h(LiveBanner) : null, pageMain(), wide.value ? null : tabs(), settled() ? h(NavMenu) : null, h(Toast)]);
      }
      return session.asked ? h('div', { class: 'frame frame-out' }, [languageButton(), place.value.name === 'join' ? h(JoinPage, { code: place.value.id ?? '' }) : h(SignInPage)]) : starting();
    };
  },
};

function topBar() {
  return h('header', { class: 'top' }, [
    h('a', { class: 'skip', href: '#main', onClick: skipToPage }, t('skip')),
    h('a', { class: 'brand', href: linkTo.board(), 'aria-label': t('silverbell') }, [
      h('img', { src: '/favicon.svg', alt: '', width: 32, height: 32 }),
      h('span', { class: 'brand-name' }, t('silverbell')),
    ]),
    session.me.demo ? h('span', { class: 'demo-mark' }, t('demo')) : null,
    wide.value ? tabs() : null,
    settled() ? h(LiveState) : h('span', { style: { marginLeft: 'auto' } }),
    h('span', { class: 'who-am-i' }, [h('strong', session.me.name), h('span', { class: 'soft' }, t(`role.${session.me.role}`))]),
    h('a', { class: 'button button-bar', href: linkTo.account(), 'data-testid': 'own-account', 'aria-label': t('nav.account'), title: t('nav.account') }, icon('account')),
    languageButton(),
    h(
      'button',
      { class: 'button button-bar', 'data-testid': 'sign-out', 'aria-label': t('sign-out'), title: t('sign-out'), onClick: signOut },
      icon('leave'),
    ),
  ]);
}

function languageButton() {
  return h(
    'button',
    {
      class: 'button button-bar',
      'data-testid': 'language',
      'aria-label': t('language.label'),
      lang: language.value === 'en' ? 'zh-CN' : 'en',
      onClick: switchLanguage,
    },
    t('language.other'),
  );
}

/** False while the password is a one-time one: nothing else is to be had before it is changed. */
function settled() {
  return !session.me.mustChangePassword;
}

function tabs() {
  return settled() ? navBar() : null;
}

function pageMain() {
  return h('main', { class: ['main', { 'main-wide': wide.value }], id: 'main' }, [h(TapsElsewhere, { place: place.value }), pageOf(place.value)]);
}

function pageOf({ name, id }) {
  if (!settled()) {
    return h(AccountPage);
  }
  switch (name) {
    case 'incident':
      return beside(h(Board, { selected: id }), h(IncidentPage, { id, key: id }), linkTo.board());
    case 'search':
      return beside(h(Board, { selected: id }), h(SearchPage, { id, key: `search ${id}` }), linkTo.incident(id));
    case 'people':
      return beside(h(PeopleList), null, null, t('people.choose'));
    case 'person':
      return beside(h(PeopleList, { selected: id }), h(PersonPage, { id, key: id }), linkTo.people());
    case 'grid':
      return seesGrid() ? beside(h(GridTree), null, null, t('grid.choose')) : notYours();
    case 'cell':
      return seesGrid() ? beside(h(GridTree, { selected: id }), h(RotaWeek, { id, key: id }), linkTo.grid()) : notYours();
    case 'cell-edit':
      return isAdmin() ? besideCell(id, h(EditCell, { id, key: id })) : notYours();
    case 'rota':
      return isAdmin() ? besideCell(id, h(EditRota, { id, key: id })) : notYours();
    case 'holidays':
      return isAdmin() ? besideCell(id, h(HolidaysPage, { id, key: id })) : notYours();
    case 'staff':
      return isAdmin() ? beside(h(StaffList), null, null, t('staff.choose')) : notYours();
    case 'staff-one':
      return isAdmin() ? beside(h(StaffList, { selected: id }), h(StaffPage, { id, key: id }), linkTo.staff()) : notYours();
    case 'leave':
      return ['admin', 'grid'].includes(session.me.role) ? h(LeavePage) : notYours();
    case 'person-edit':
      return keepsFiles()
        ? beside(h(PeopleList, { selected: id }), h(EditPerson, { id, key: id }), id === 'new' ? linkTo.people() : linkTo.person(id))
        : notYours();
    case 'trend':
      return h('div', { class: 'broad' }, [h('a', { class: 'back-link', href: linkTo.person(id) }, [icon('back'), t('nav.back')]), h(TrendPage, { id, key: id })]);
    case 'needs-a-look':
      return session.me.role === 'doctor' ? h(NeedsALookPage) : notYours();
    case 'bands':
      return isAdmin() ? h(BandsPage) : notYours();
    case 'plans':
      return keepsFiles() ? h(PlansPage) : notYours();
    case 'simulate':
      return seesGrid() ? h(SimulatePage, { person: id }) : notYours();
    case 'unreachable':
      return seesGrid() ? h(UnreachablePage) : notYours();
    case 'answer-times':
      return seesGrid() ? h(AnswerTimesPage) : notYours();
    case 'test-presses':
      return seesGrid() ? h(TestPressesPage) : notYours();
    case 'follow-ups':
      return ['desk', 'grid', 'doctor'].includes(session.me.role) ? h(FollowUpsPage) : notYours();
    case 'join':
      return session.me.role === 'family' ? h('section', { class: 'page' }, h('div', { class: 'sheet' }, h(JoinAlso, { code: id ?? '', key: id }))) : notYours();
    case 'account':
      return h(AccountPage);
    case 'accounts':
      return isAdmin() ? h(AccountsPage) : notYours();
    case 'import':
      return isAdmin() ? h(ImportPage) : notYours();
    case 'rejected':
      return isAdmin() ? h(RejectedPage) : notYours();
    default:
      return beside(h(Board), null, null, t('board.choose'));
  }
}

/** What is written of a cell, beside the grid; back leads to the cell. */
function besideCell(id, page) {
  return beside(h(GridTree, { selected: id }), page, id === 'new' ? linkTo.grid() : linkTo.cell(id));
}

/** A list and what was chosen from it: side by side on a desk, one at a time on a phone. */
function beside(list, chosen, back, hint = '') {
  if (wide.value) {
    return h('div', { class: 'columns' }, [
      h('div', { class: 'column', key: 'list' }, list),
      h('div', { class: 'column', key: 'chosen' }, chosen ?? h('p', { class: 'plain-word column-hint' }, hint)),
    ]);
  }
  return chosen ? h('div', [h('a', { class: 'back-link', href: back }, [icon('back'), t('nav.back')]), chosen]) : list;
}

function notYours() {
  return h('p', { class: 'plain-word' }, t('problem.forbidden'));
}

function starting() {
  return h('p', { class: 'starting', role: 'status' }, t(session.unreachable ? 'problem.start' : 'loading'));
}

function skipToPage(event) {
  event.preventDefault();
  focusOnPage();
}

/** A new page begins at its top, and is read from its heading. */
async function focusOnPage() {
  await nextTick();
  const heading = document.querySelector(wide.value ? '.column:last-child h1' : '#main h1') ?? document.querySelector('#main h1');
  heading?.focus({ preventScroll: wide.value });
  if (!wide.value) {
    scrollTo(0, 0);
  }
}

attend();
tellWhatIsSeen();
createApp(Console).mount('#console');
recallSession();
