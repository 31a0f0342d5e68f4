// A person's photo, and the way to give them one: made small here, so that a telephone's picture fits.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';

const LONGEST_SIDE = 640;

export function photoOf(person) {
  return person.photo ? h('img', { class: 'portrait', src: person.photo, alt: t('photo.of', { name: person.name }), width: 88, height: 88 }) : null;
}

export const PhotoField = {
  props: { path: { type: String, required: true }, photo: { type: String, default: null } },
  setup(props) {
    const state = shallowReactive({ shown: props.photo, sending: false, problem: null });

    async function choose(event) {
      const [file] = event.target.files;
      if (!file) {
        return;
      }
      Object.assign(state, { sending: true, problem: null });
      try {
        await api.putFile(`${props.path}/photo`, await smaller(file));
        state.shown = `${props.path}/photo?at=${Date.now()}`;
      } catch (problem) {
        state.problem = problem;
      } finally {
        state.sending = false;
      }
    }

    return () =>
      h('div', { class: 'sheet photo-field' }, [
        state.shown ? h('img', { class: 'portrait', src: state.shown, alt: '', width: 88, height: 88 }) : h('span', { class: 'portrait portrait-none' }, t('photo.none')),
        h('label', { class: 'field' }, [
          h('span', t(state.sending ? 'tap.sending' : 'photo.choose')),
          h('input', { type: 'file', accept: 'image/jpeg,image/png,image/webp', 'data-testid': 'photo', onChange: choose }),
        ]),
        state.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(state.problem)) : null,
      ]);
  },
};

/** What the browser cannot read as a picture goes as it is: the service then says what is wrong with it. */
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.85));
  } catch {
    return file;
  }
}
