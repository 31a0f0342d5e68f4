// The messages that could not be taken, each with its reason, and a way to try one again.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { endOfList, growingList } from '../access/growing-list.js';
import { whyNotDone } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';

export const RejectedPage = {
  setup() {
    const messages = growingList('/api/rejected');
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'rejected-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'rejected-title', tabindex: -1 }, t('rejected.title'))),
        h('ul', { class: 'rows' }, messages.items.map((message) => h('li', { key: message.id }, h(RejectedRow, { message })))),
        endOfList(messages, t('rejected.none')),
      ]);
  },
};

const RejectedRow = {
  props: { message: { type: Object, required: true } },
  setup(props) {
    const replay = shallowReactive({ sending: false, answer: null, problem: null });

    async function tryAgain() {
      Object.assign(replay, { sending: true, answer: null, problem: null });
      try {
        replay.answer = await api.post(`/api/rejected/${encodeURIComponent(props.message.id)}/replay`);
      } catch (problem) {
        replay.problem = problem;
      } finally {
        replay.sending = false;
      }
    }

    return () => {
      const { message } = props;
      return h('div', { class: 'row row-rejected', 'data-testid': 'rejected-row' }, [
        h('div', { class: 'row-main' }, [
          h('strong', word('reason', message.reason)),
          h('span', { class: 'soft' }, clockTime(message.at, 'second')),
          h('span', { class: 'soft' }, t('rejected.bytes', { n: message.bytes })),
        ]),
        h('p', { class: 'topic' }, message.topic),
        h('pre', { class: 'payload' }, message.payload || t('rejected.empty')),
        message.replayedAt ? h('p', { class: 'soft' }, t('rejected.replayedAt', { time: clockTime(message.replayedAt) })) : null,
        h('p', { role: 'status', class: ['replay-word', { refusal: replay.problem || replay.answer?.reason }] }, answerWords(replay)),
        h(
          'button',
          { class: 'button button-later', 'data-testid': 'replay', disabled: replay.sending, onClick: tryAgain },
          t(replay.sending ? 'rejected.replaying' : 'rejected.replay'),
        ),
      ]);
    };
  },
};

function answerWords({ answer, problem }) {
  if (problem) {
    return whyNotDone(problem);
  }
  if (!answer) {
    return '';
  }
  if (answer.taken && !answer.reason) {
    return t('rejected.taken');
  }
  return t(answer.taken ? 'rejected.partly' : 'rejected.notTaken', { reason: word('reason', answer.reason ?? 'fault') });
}
