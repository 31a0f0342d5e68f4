// The service's HTTP face: one request, its answer, or why there is none.

const PATIENCE = 10_000;

/** The service answered, and the answer is no (an RFC 9457 problem). */
export class Problem extends Error {
  constructor(status, { title = '', detail = '', type = '', ...more } = {}) {
    super(detail || title || `HTTP ${status}`);
    this.status = status;
    this.type = type;
    this.more = more;
  }

  /** True when the same request may go through later. */
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** No answer at all: no network, or none within ten seconds. The request may or may not have been taken. */
export class Unreachable extends Error {
  get passing() {
    return true;
  }
}

let whenSignedOut = () => {};

/** Names what is done when the service no longer knows the session. */
export function onSignedOut(action) {
  whenSignedOut = action;
}

export const api = {
  get: (path) => request('GET', path),
  post: (path, body = {}) => request('POST', path, body),
  put: (path, body) => request('PUT', path, body),
  /** PUT that changes nothing when somebody else has changed it since that version (Problem 412). */
  putOver: (path, version, body) => request('PUT', path, body, { 'If-Match': `"${version}"` }),
  putFile: (path, file) => request('PUT', path, file),
  delete: (path) => request('DELETE', path, {}),
  deleteWith: (path, body) => request('DELETE', path, body),
};

/** Fills a path's query, leaving out what is absent. */
export function withQuery(path, values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  return query.size ? `${path}?${query}` : path;
}

async function request(method, path, body, headers = {}) {
  const response = await answerTo(method, path, body, headers);
  const content = await contentOf(response);
  if (response.ok) {
    return content;
  }
  if (response.status === 401 && path !== '/api/session') {
    whenSignedOut();
  }
  throw new Problem(response.status, content ?? {});
}

async function answerTo(method, path, body, headers) {
  const file = body instanceof Blob;
  try {
    return await fetch(path, {
      method,
      headers: body === undefined || file ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined || file ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
      cache: 'no-store',
    });
  } catch (failure) {
    throw new Unreachable(failure.message);
  }
}

async function contentOf(response) {
  if (response.status === 204) {
    return null;
  }
  try {
    return await response.json();
  } catch {
    if (response.ok) {
      // Cut off in the middle: what arrived is worth nothing.
      throw new Unreachable('answer cut off');
    }
    return null;
  }
}
