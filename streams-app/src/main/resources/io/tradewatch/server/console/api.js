// Asks the application. The token, if one is needed, is kept as long as the tab, and sent with every request.
import { value } from './dom.js';

const PLACE = 'tradewatch.authorization';

/** 'open' as far as is known, 'asked' when the server wants to know who asks, 'refused' when it did not like the answer. */
export const access = value('open');

export class Problem extends Error {
  constructor(title, message, status = 0, errors = []) {
    super(message);
    this.title = title;
    this.status = status;
    this.errors = errors;
  }
}

export function show(authorization) {
  sessionStorage.setItem(PLACE, authorization);
  access.set('open');
}

export const bearer = (token) => `Bearer ${token}`;

export function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

export function forget() {
  sessionStorage.removeItem(PLACE);
  access.set('asked');
}

export const isKnown = () => sessionStorage.getItem(PLACE) !== null;

async function ask(path, { parameters = {}, ...options }) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, given]) => given !== '' && given != null));
  const headers = { Accept: 'application/json', ...options.headers };
  const authorization = sessionStorage.getItem(PLACE);
  if (authorization) {
    headers.Authorization = authorization;
  }
  let response;
  try {
    // Without the browser's own credentials, so that it does not ask for them in a window of its own.
    response = await fetch(`${path}${query.size ? `?${query}` : ''}`, { ...options, headers, credentials: 'omit' });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Problem('No answer', 'The application does not answer. It may have been stopped, or the network is down.');
  }
  if (response.status === 401) {
    access.set(authorization ? 'refused' : 'asked');
  }
  return response;
}

async function orProblem(response) {
  if (response.ok) {
    return response;
  }
  const told = await response.json().catch(() => ({}));
  const detail = response.status === 401 ? 'This needs a token or a user. Sign in to see it.' : told.detail;
  throw new Problem(told.title ?? 'Failed', detail ?? `The answer was ${response.status}.`, response.status, told.errors);
}

export async function get(path, parameters, signal) {
  return (await orProblem(await ask(path, { parameters, signal }))).json();
}

export async function post(path, parameters, body, signal) {
  const headers = { 'Content-Type': 'application/json' };
  return (await orProblem(await ask(path, { method: 'POST', parameters, headers, body, signal }))).json();
}

/**
 * Server-sent events over fetch, as EventSource cannot show a token. `began` is called when the stream stands; each event
 * is { type, data }; returns when the server ends it.
 */
export async function follow(path, signal, began, event) {
  const response = await orProblem(await ask(path, { signal, headers: { Accept: 'text/event-stream' } }));
  began();
  const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value: piece, done } = await text.read();
    if (done) {
      return;
    }
    const blocks = (rest + piece).replaceAll('\r', '').split('\n\n');
    rest = blocks.pop();
    blocks.map(parse).filter((each) => each.data !== '').forEach(event);
  }
}

function parse(block) {
  const found = { type: 'message', data: '' };
  for (const line of block.split('\n')) {
    const [, field, content] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') {
      found.type = content;
    } else if (field === 'data') {
      found.data += (found.data && '\n') + content;
    }
  }
  return found;
}
