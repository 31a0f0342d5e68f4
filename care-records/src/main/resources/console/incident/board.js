// The board of open incidents.

import { h } from '../vendor.js';
import { whyNot } from '../access/loaded.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { SoundStrip } from '../live/sound-strip.js';
import { IncidentCard } from './incident-card.js';
import { announcement, board, openIncidents, unanswered } from './incidents.js';

export const Board = {
  props: { selected: { type: String, default: null } },
  setup(props) {
    return () => {
      const incidents = openIncidents.value;
      return h('section', { class: 'board', 'data-testid': 'board', 'aria-labelledby': 'board-title' }, [
        h('header', { class: 'page-head' }, [h('h1', { id: 'board-title', tabindex: -1 }, t('board.title')), counts(incidents)]),
        h(SoundStrip),
        h('p', { class: 'unseen', 'aria-live': 'assertive' }, announcement.value),
        board.problem ? h('p', { class: 'strip strip-urgent', role: 'alert' }, whyNot(board.problem)) : null,
        incidents.length > 0
          ? incidents.map((incident) => h(IncidentCard, { key: incident.id, incident, selected: incident.id === props.selected }))
          : nothing(),
      ]);
    };
  },
};

function counts(incidents) {
  const waiting = unanswered.value.length;
  const inHand = incidents.length - waiting;
  return h('p', { class: 'counts' }, [
    waiting > 0 ? h('strong', { class: 'count-waiting' }, t('board.unanswered', { n: waiting })) : null,
    inHand > 0 ? h('span', t('board.inHand', { n: inHand })) : null,
  ]);
}

/** "Nothing is open" is said only once the service has said so. */
function nothing() {
  if (!board.read) {
    return board.problem ? null : h('p', { class: 'plain-word', role: 'status' }, t('board.loading'));
  }
  return h('div', { class: 'nothing' }, [icon('bell'), h('p', { class: 'nothing-word' }, t('board.none')), h('p', t('board.none.more'))]);
}
