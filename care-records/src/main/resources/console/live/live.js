// The live line to the service: kept up for as long as somebody is signed in, and honest about when it is down.

import { reactive } from '../vendor.js';
import { api, Problem } from '../access/api.js';
import { learnServiceTime } from '../time.js';
import { readEvents } from './event-stream.js';

// The service sends a comment every 15 s; two missed ones mean that the line is dead.
const HEARTBEAT = 17_000;
const SILENCE = 33_000;
const OFFLINE_AFTER = 8_000;
const PAUSES = [300, 1000, 2000, 3000, 5000];

/**
 * `state`: connecting (never been up), live, reconnecting (just lost), offline (lost for eight seconds, or the device says
 * it has no network). `since`: the time the line was lost, in milliseconds; what is on screen is of that time.
 */
export const live = reactive({ state: 'connecting', since: null });

const listeners = new Map();
let line = null;
let lastEventId = null;
let lastHeard = 0;
let wake = () => {};

/** Hears every event of a name (`hello`, `incident`, `reading`, `band`), parsed; returns how to stop. */
export function onLive(name, listener) {
  const heard = listeners.get(name) ?? new Set();
  listeners.set(name, heard.add(listener));
  return () => heard.delete(listener);
}

export function startLive() {
  stopLive();
  line = new AbortController();
  Object.assign(live, { state: 'connecting', since: null });
  keepUp(line.signal);
}

export function stopLive() {
  line?.abort();
  line = null;
  lastEventId = null;
}

/** Tries at once instead of after the pause. */
export function reconnectNow() {
  wake();
}

async function keepUp(signal) {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readEvents('/api/live', {
        lastEventId,
        silence: SILENCE,
        signal,
        onHeard: () => {
          lastHeard = Date.now();
        },
        onEvent: (event) => {
          failures = 0;
          take(event);
        },
      });
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      lost();
      if (failure instanceof Problem && failure.status === 401) {
        askWhoWeAre();
      }
    }
    await pause(PAUSES[Math.min(failures++, PAUSES.length - 1)]);
  }
}

function take({ name, id, data }) {
  if (id) {
    lastEventId = id;
  }
  let content;
  try {
    content = JSON.parse(data);
  } catch (failure) {
    console.error('An event that is not JSON was left out', name, failure);
    return;
  }
  if (name === 'hello') {
    learnServiceTime(content.at);
  }
  Object.assign(live, { state: 'live', since: null });
  for (const listener of listeners.get(name) ?? []) {
    listener(content);
  }
}

function lost() {
  live.since ??= Date.now();
  if (live.state !== 'offline') {
    live.state = navigator.onLine ? 'reconnecting' : 'offline';
  }
}

/** The session may have ended: any request tells, and a 401 there leads to the sign-in page. */
function askWhoWeAre() {
  api.get('/api/me').catch(() => {});
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

setInterval(() => {
  if (live.state === 'reconnecting' && Date.now() - live.since > OFFLINE_AFTER) {
    live.state = 'offline';
  }
}, 500);

/** The stream hangs on without an error when a device loses its network or sleeps: cut it and begin again. */
function startAgain() {
  if (line) {
    line.abort();
    line = new AbortController();
    lost();
    keepUp(line.signal);
  }
}

addEventListener('offline', startAgain);
addEventListener('online', reconnectNow);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') {
    return;
  }
  if (live.state === 'live' && Date.now() - lastHeard > HEARTBEAT) {
    startAgain();
  } else {
    reconnectNow();
  }
});
