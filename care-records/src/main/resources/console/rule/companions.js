// Who goes out with a person: near one of them who wears a band too, a walk out of the zones rings nobody.

import { h, ref, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { ChooseWearer } from '../band/choose-wearer.js';
import { t } from '../i18n.js';
import { say } from '../toast.js';

export const Companions = {
  props: { person: { type: String, required: true }, day: { type: Object, required: true }, path: { type: String, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const open = ref(false);
    const problem = ref(null);
    const names = shallowReactive({});

    /** Names are looked up when somebody asks for them: each look is in the log. */
    async function look() {
      open.value = true;
      await Promise.all(props.day.companions.filter((id) => !names[id]).map(async (id) => (names[id] = await nameOf(id))));
    }

    async function set(companions) {
      try {
        const { tried, ...day } = props.day;
        await api.put(props.path, { ...day, companions });
        problem.value = null;
        say(t('day.saved'));
        emit('saved');
      } catch (refused) {
        problem.value = refused;
      }
    }

    function add({ id, name }) {
      names[id] = name;
      if (id !== props.person && !props.day.companions.includes(id)) {
        set([...props.day.companions, id]);
      }
    }

    return () => {
      const ids = props.day.companions;
      return h('div', { class: 'register', 'data-testid': 'companions' }, [
        h('h3', t('companions.title')),
        h('p', { class: 'soft' }, t('companions.what')),
        problem.value ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(problem.value)) : null,
        open.value
          ? [
              h('ul', { class: 'rows' }, ids.map((id) => h('li', { key: id, class: 'row' }, [h('strong', names[id] ?? '…'), h('button', { type: 'button', class: 'button button-later', 'data-testid': 'remove-companion', onClick: () => set(ids.filter((it) => it !== id)) }, t('companions.remove'))]))),
              h(ChooseWearer, { label: t('companions.find'), onChosen: add }),
            ]
          : h('p', { class: 'row-main' }, [h('span', ids.length === 0 ? t('companions.none') : t('companions.count', { n: ids.length })), h('button', { type: 'button', class: 'button button-later', 'data-testid': 'change-companions', onClick: look }, t('companions.change'))]),
      ]);
    };
  },
};

async function nameOf(id) {
  try {
    return (await api.get(`/api/people/${encodeURIComponent(id)}`)).name;
  } catch {
    return t('companions.unknown'); // not on the reader's list
  }
}
