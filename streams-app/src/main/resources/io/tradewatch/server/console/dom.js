// What every page is written with: elements as functions, and values that components follow.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** What others wrote may turn the direction of writing, or hide: what is not seen stands as an escape. */
function shown(child) {
  if (Array.isArray(child)) return child.map(shown);
  if (typeof child !== 'string') return child;
  return child.replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** html.p({ class: 'note' }, 'text'). Text is always text: nothing here takes markup. */
export const html = new Proxy(
  {},
  { get: (known, tag) => (attributes, ...children) => h(tag, attributes, ...children.map(shown)) },
);

export const component = (type, attributes, ...children) => h(type, attributes, ...children);

/** A value with those who want to know when it changes. */
export function value(first) {
  const watchers = new Set();
  let now = first;
  return {
    get: () => now,
    set(next) {
      now = next;
      watchers.forEach((watcher) => watcher(next));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export function useValue(of) {
  const [now, setNow] = useState(of.get());
  useEffect(() => {
    setNow(of.get());
    return of.watch(setNow);
  }, [of]);
  return now;
}

/**
 * Loads when what it depends on changes: { state: 'loading' | 'done' | 'failed', data, problem, again }. While it loads
 * anew, the data from before stays, so that the page does not jump.
 */
export function useLoaded(load, depends) {
  const [answer, setAnswer] = useState({ state: 'loading', data: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    setAnswer((before) => ({ ...before, state: 'loading', problem: null }));
    load(ended.signal).then(
      (data) => ended.signal.aborted || setAnswer({ state: 'done', data, problem: null }),
      (problem) => ended.signal.aborted || setAnswer({ state: 'failed', data: null, problem }),
    );
    return () => ended.abort();
  }, [...depends, attempt]);
  return { ...answer, again: () => setAttempt(attempt + 1) };
}

/** An input that keeps what is being written while the page around it changes, and gives it when it is finished. */
export function Field({ label, given, finish, further }) {
  const [written, write] = useState(given);
  useEffect(() => write(given), [given]);
  return html.label(
    null,
    label,
    html.input({
      ...further,
      value: written,
      onInput: (event) => write(event.currentTarget.value),
      onChange: (event) => finish(event.currentTarget.value.trim()),
    }),
  );
}

/** What stands where something could not be had. */
export function Failure({ problem, again }) {
  return html.div(
    { class: 'notice failure', role: 'alert' },
    html.strong(null, problem.status ? `${problem.title} (${problem.status})` : problem.title),
    html.p(null, problem.message),
    again && html.button({ type: 'button', class: 'secondary small', onClick: again }, 'Try again'),
  );
}

export function Empty({ title, children }) {
  return html.div({ class: 'notice empty' }, html.strong(null, title), html.p(null, children));
}

/** Grey bars where rows will stand. */
export function Waiting({ rows = 5, of }) {
  return html.div(
    { class: 'waiting', role: 'status' },
    html.span({ class: 'unseen' }, `Loading ${of} …`),
    Array.from({ length: rows }, (none, row) => html.i({ key: row })),
  );
}

/** Moves the focus to the heading of what was just opened, so that the keyboard goes on from there. */
export const focusOn = (id) => requestAnimationFrame(() => document.getElementById(id)?.focus());
