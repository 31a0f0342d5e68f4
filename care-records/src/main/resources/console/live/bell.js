// The bell: a tone, a shake and a flashing title for what nobody has answered yet. Browsers let a page sound only
// after a touch, so it has to be armed, and says so while it is not.

import { reactive } from '../vendor.js';

const CHOICE = 'silverbell.sound';
const AGAIN = 15_000;
const RING_LENGTH = 1900;

/** `armed`: a ring would be heard now. `wanted`: the reader has switched sound on on this device. */
export const bell = reactive({
  armed: false,
  wanted: localStorage.getItem(CHOICE) !== 'off',
  possible: typeof AudioContext === 'function',
});

let audio = null;
let lastRing = 0;

/** Switches the sound on; called from a tap, or the browser refuses. Sounds once, so that its loudness is known. */
export async function arm() {
  want(true);
  if (await wakeAudio()) {
    tone(880, 0, 0.35, 0.2);
  }
}

export function disarm() {
  want(false);
  bell.armed = false;
  audio?.suspend();
}

/** Rings loudly: a new incident or another press, before anybody has answered. */
export function ring() {
  if (Date.now() - lastRing < RING_LENGTH) {
    return; // It is ringing already; two rings over each other only grate.
  }
  lastRing = Date.now();
  shake([500, 200, 500, 200, 500]);
  if (bell.armed) {
    for (let stroke = 0; stroke < 6; stroke++) {
      tone(stroke % 2 === 0 ? 988 : 784, stroke * 0.28, 0.5, 0.5);
    }
  }
}

/** Rings once more when nobody has answered for a while. */
export function ringAgainIfDue() {
  if (Date.now() - lastRing >= AGAIN) {
    ring();
  }
}

/** One soft stroke: another press on something that somebody already has, or something that can wait. */
export function chime() {
  shake(200);
  if (bell.armed) {
    tone(784, 0, 0.6, 0.25);
  }
}

/** A low falling pair: the live line is down, and silence no longer means that all is well. */
export function soundLineLost() {
  shake([100, 100, 100]);
  if (bell.armed) {
    tone(330, 0, 0.4, 0.3);
    tone(247, 0.35, 0.6, 0.3);
  }
}

/** Milliseconds on and off. Browsers refuse, and complain, before the first touch of the page. */
function shake(pattern) {
  if (navigator.userActivation?.hasBeenActive ?? true) {
    navigator.vibrate?.(pattern);
  }
}

function want(wanted) {
  bell.wanted = wanted;
  localStorage.setItem(CHOICE, wanted ? 'on' : 'off');
}

async function wakeAudio() {
  if (!bell.possible) {
    return false;
  }
  audio ??= listened(new AudioContext());
  await audio.resume().catch(() => {});
  bell.armed = bell.wanted && audio.state === 'running';
  return bell.armed;
}

/** A phone may suspend the sound behind our back (a telephone call, a long sleep): then it must say so again. */
function listened(context) {
  context.addEventListener('statechange', () => {
    bell.armed = bell.wanted && context.state === 'running';
  });
  return context;
}

/** One bell stroke: pitch in Hz, start and length in seconds from now, loudness 0 to 1. */
function tone(pitch, start, length, loudness) {
  const from = audio.currentTime + start;
  const swell = audio.createGain();
  swell.gain.setValueAtTime(0.0001, from);
  swell.gain.exponentialRampToValueAtTime(loudness, from + 0.015);
  swell.gain.exponentialRampToValueAtTime(0.0001, from + length);
  swell.connect(audio.destination);
  for (const [multiple, share] of [[1, 1], [2.76, 0.35]]) {
    const partial = new OscillatorNode(audio, { frequency: pitch * multiple });
    partial.connect(new GainNode(audio, { gain: share })).connect(swell);
    partial.start(from);
    partial.stop(from + length);
  }
}

// Whoever left the sound on gets it back with the first touch of the page, wherever that is (the sign-in button too).
for (const touch of ['click', 'keyup']) {
  addEventListener(touch, () => {
    if (bell.wanted && !bell.armed) {
      wakeAudio();
    }
  });
}
