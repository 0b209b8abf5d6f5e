// Follows the alerts as they come, once for all pages, and asks how the application is, every five seconds.
import { access, follow, get } from './api.js';
import { value } from './dom.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const PULSE = 5_000;
/** A tab that nobody looks at gives its place among the watchers back. */
const PATIENCE_WHEN_HIDDEN = 120_000;

/** Alerts are told a few times a second, all at once: thousands in a second are no reason to draw as often. */
const BATCH = 250;

/** { state: 'connecting' | 'live' | 'broken' | 'resting', why: what the application said, if it refused } */
export const line = value({ state: 'connecting', why: '' });
/** Counts up with each new connection: what was missed in between is to be asked for. */
export const connections = value(0);
/** Alerts that came since the page of alerts was last looked at. */
export const unseen = value(0);
/** The last answer of /api/v1/overview: { answer, problem }. */
export const pulse = value({ answer: null, problem: null });

const watchers = new Set();
let batch = [];
let wake = () => {};
let current = new AbortController();

/** Calls with the alerts that came, in their order. */
export function onAlerts(watcher) {
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
    let why = '';
    try {
      await follow(
        '/api/v1/violations/stream',
        current.signal,
        () => {
          pause = FIRST_PAUSE;
          line.set({ state: 'live', why: '' });
          connections.set(connections.get() + 1);
        },
        (event) => event.type === 'violation' && tell(JSON.parse(event.data)),
      );
    } catch (problem) {
      why = problem.status ? problem.message : '';
    }
    line.set({ state: document.hidden ? 'resting' : 'broken', why });
    do {
      await sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } while (document.hidden || access.get() !== 'open');
    line.set({ state: 'connecting', why: '' });
  }
}

function tell(alert) {
  batch.push({ ...alert, seenAt: new Date() });
  if (batch.length === 1) {
    setTimeout(() => {
      const alerts = batch;
      batch = [];
      unseen.set(unseen.get() + alerts.length);
      watchers.forEach((watcher) => watcher(alerts));
    }, BATCH);
  }
}

/** The later state of a violation takes the place of the earlier one, at the top; a list that is long grows no more. */
export function withNewest(list, alerts, most) {
  const newest = new Map(alerts.map((alert) => [alert.violationId, alert]));
  const known = list.filter((each) => !(newest.get(each.violationId)?.sequence > each.sequence));
  known.forEach((each) => newest.delete(each.violationId));
  return [...[...newest.values()].reverse(), ...known].slice(0, Math.max(most, list.length));
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
    } else {
      current.abort();
      pulse.set({ answer: null, problem: null });
    }
  });
  keepFollowing();
  beat();
}
