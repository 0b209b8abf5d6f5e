// Follows the alerts as they come, once for all pages, and asks how the application is, every five seconds.
import { access, follow, get } from './api.js';
import { value } from './dom.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const PULSE = 5_000;
/** A tab that nobody looks at gives its place among the watchers back. */
const PATIENCE_WHEN_HIDDEN = 120_000;

/** 'connecting' | 'live' | 'broken' | 'resting' */
export const line = value('connecting');
/** Counts up with each new connection: what was missed in between is to be asked for. */
export const connections = value(0);
/** Alerts that came since the page of alerts was last looked at. */
export const unseen = value(0);
/** The last answer of /api/v1/overview: { answer, problem }. */
export const pulse = value({ answer: null, problem: null });

const watchers = new Set();
let wake = () => {};
let current = new AbortController();

/** Calls with each alert as it comes. */
export function onAlert(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const sleep = (ms) =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    wake = () => {
      clearTimeout(timer);
      done();
    };
  });

async function keepFollowing() {
  let pause = FIRST_PAUSE;
  for (;;) {
    current = new AbortController();
    try {
      await follow(
        '/api/v1/violations/stream',
        current.signal,
        () => {
          pause = FIRST_PAUSE;
          line.set('live');
          connections.set(connections.get() + 1);
        },
        (event) => event.type === 'violation' && tell(JSON.parse(event.data)),
      );
    } catch {
      // Told by the state of the line; the page of alerts tells why when it asks for its list.
    }
    line.set(document.hidden ? 'resting' : 'broken');
    do {
      await sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } while (document.hidden || access.get() !== 'open');
    line.set('connecting');
  }
}

function tell(alert) {
  unseen.set(unseen.get() + 1);
  watchers.forEach((watcher) => watcher(alert));
}

async function beat() {
  for (;;) {
    if (!document.hidden && access.get() === 'open') {
      try {
        pulse.set({ answer: await get('/api/v1/overview'), problem: null });
      } catch (problem) {
        pulse.set({ answer: pulse.get().answer, problem });
      }
    }
    await new Promise((done) => {
      const timer = setTimeout(done, PULSE);
      beatNow = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
let beatNow = () => {};

export function begin() {
  let hiding;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(() => current.abort(), PATIENCE_WHEN_HIDDEN);
    } else {
      wake();
      beatNow();
    }
  });
  access.watch((now) => {
    if (now === 'open') {
      wake();
      beatNow();
    }
  });
  keepFollowing();
  beat();
}
