// Reads one server-sent event stream over fetch. The browser's own EventSource hides the comment lines, so a line that
// has died without a word (a phone between two cells) looks alive for minutes; here silence is noticed, and so is a 401.

import { Problem } from '../access/api.js';

/**
 * Reads until the stream ends, is cut, or is silent for `silence` milliseconds; always throws in the end (a Problem when the
 * service refused). `onEvent({ name, id, data })` is called for each event.
 */
export async function readEvents(path, { lastEventId, silence, onEvent, onHeard, signal }) {
  const cut = new AbortController();
  const stop = () => cut.abort();
  signal.addEventListener('abort', stop);
  let quiet = setTimeout(stop, silence);
  const heard = () => {
    clearTimeout(quiet);
    quiet = setTimeout(stop, silence);
  };
  try {
    const reader = await open(path, lastEventId, cut.signal);
    const take = eventsOf(onEvent);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        throw new Error('stream ended');
      }
      heard();
      onHeard();
      take(value);
    }
  } finally {
    clearTimeout(quiet);
    signal.removeEventListener('abort', stop);
    cut.abort();
  }
}

async function open(path, lastEventId, signal) {
  const headers = { Accept: 'text/event-stream' };
  if (lastEventId) {
    headers['Last-Event-ID'] = lastEventId;
  }
  const response = await fetch(path, { headers, signal, cache: 'no-store' });
  if (!response.ok) {
    throw new Problem(response.status);
  }
  return response.body.pipeThrough(new TextDecoderStream()).getReader();
}

/** Cuts text into events as the HTML standard defines them (fields event, id, data; a blank line ends an event). */
export function eventsOf(onEvent) {
  let rest = '';
  let event = empty();
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      event = takeLine(line.replace(/\r$/, ''), event, onEvent);
    }
  };
}

function takeLine(line, event, onEvent) {
  if (line === '') {
    if (event.data.length > 0) {
      onEvent({ name: event.name, id: event.id, data: event.data.join('\n') });
    }
    return empty();
  }
  const colon = line.indexOf(':');
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'event') {
    event.name = value;
  } else if (field === 'id') {
    event.id = value;
  } else if (field === 'data') {
    event.data.push(value);
  }
  return event;
}

function empty() {
  return { name: 'message', id: null, data: [] };
}
