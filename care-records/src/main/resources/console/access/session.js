// Who is signed in on this device.

import { reactive } from '../vendor.js';
import { followAccount } from '../i18n.js';
import { api, onSignedOut, Problem } from './api.js';

/** `me` is null until somebody is signed in; `asked` is false until the service has said whether somebody is. */
export const session = reactive({ me: null, asked: false, unreachable: false, expired: false });

onSignedOut(() => {
  session.expired = session.me !== null || session.expired;
  session.me = null;
  session.asked = true;
});

/** Asks the service who we are, until it answers. */
export async function recallSession() {
  for (;;) {
    try {
      enter(await api.get('/api/me'));
      return;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) {
        return;
      }
      session.unreachable = true;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

/** Signs in; throws a Problem (401: wrong account or password) or Unreachable. */
export async function signIn(account, password) {
  enter(await api.post('/api/session', { account, password }));
}

/** Signs out here at once, and at the service as soon as it can be told. */
export async function signOut() {
  session.me = null;
  session.expired = false;
  for (let attempt = 0; attempt < 5 && session.me === null; attempt++) {
    try {
      await api.delete('/api/session');
      return;
    } catch (failure) {
      if (!failure.passing) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

export function isAdmin() {
  return session.me?.role === 'admin';
}

/** Whether the reader keeps the office's people, contacts and consents. */
export function keepsOffice() {
  return ['admin', 'desk'].includes(session.me?.role);
}

/** Whether the reader writes people's files. */
export function keepsFiles() {
  return ['admin', 'desk', 'doctor'].includes(session.me?.role);
}

function enter(me) {
  followAccount(me.locale);
  session.me = me;
  session.asked = true;
  session.unreachable = false;
  session.expired = false;
}
