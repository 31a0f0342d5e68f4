// Calls that reach this browser while no page is open (Web Push): switched on and off by hand, for this browser alone.

import { reactive } from '../vendor.js';
import { api } from '../access/api.js';

/** `state`: asking (not known yet), none (this browser cannot), off, on, blocked (the browser was told to refuse). */
export const push = reactive({ state: 'asking', busy: false, problem: null });

export async function recallPush() {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !window.isSecureContext) {
    push.state = 'none';
    return;
  }
  const subscription = await (await registered()).pushManager.getSubscription();
  push.state = Notification.permission === 'denied' ? 'blocked' : subscription ? 'on' : 'off';
}

/** Called from a tap: the browser asks the reader, and the service is told where to push to. */
export async function switchPushOn() {
  await doing(async () => {
    const { key } = await api.get('/api/push-key');
    const permission = await Notification.requestPermission();
    if (permission !== 'granted') {
      push.state = permission === 'denied' ? 'blocked' : 'off';
      return;
    }
    const subscription = await (await registered()).pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await api.post('/api/push-subscriptions', subscription.toJSON());
    push.state = 'on';
  });
}

export async function switchPushOff() {
  await doing(async () => {
    const subscription = await (await registered()).pushManager.getSubscription();
    if (subscription) {
      await api.deleteWith('/api/push-subscriptions', { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    push.state = 'off';
  });
}

async function doing(work) {
  Object.assign(push, { busy: true, problem: null });
  try {
    await work();
  } catch (problem) {
    push.problem = problem;
  } finally {
    push.busy = false;
  }
}

async function registered() {
  await navigator.serviceWorker.register('/sw.js');
  return navigator.serviceWorker.ready;
}
