// The page around the pages: where one is, how the application is, who asks.
import { component, focusOn, html, useValue, value } from './dom.js';
import { access, basic, bearer, forget, isKnown, show } from './api.js';
import { Alerts } from './alerts.js';
import { Measures } from './measures.js';
import { Overview } from './overview.js';
import { Tracing } from './trace.js';
import { WhatIf } from './what-if.js';
import { always, Help, isHelpShown, listen } from './keyboard.js';
import { begin, pulse, unseen } from './live.js';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const PAGES = [
  { name: 'overview', title: 'Overview', page: Overview },
  { name: 'alerts', title: 'Alerts', page: Alerts },
  { name: 'measures', title: 'Measures', page: Measures },
  { name: 'trace', title: 'Trace', page: Tracing },
  { name: 'what-if', title: 'What if', page: WhatIf },
];

/** What somebody typed into the address may be anything. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** #/alerts/ID?transfer=T */
function where() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/').map(decoded);
  const page = PAGES.find((each) => each.name === name) ?? PAGES[0];
  return { page, path: rest, parameters: new URLSearchParams(query) };
}

const place = value(where());
window.addEventListener('hashchange', () => {
  const before = place.get();
  place.set(where());
  if (place.get().page !== before.page) {
    window.scrollTo(0, 0);
    focusOn('page-title');
  }
});

const SIGNS = {
  good: 'Screening',
  waits: 'Not ready',
  bad: 'Down',
  silent: 'No answer',
  unknown: 'Connecting',
};

function Sign() {
  const { answer, problem } = useValue(pulse);
  const mood = problem
    ? 'silent'
    : !answer
      ? 'unknown'
      : answer.live.status !== 'up'
        ? 'bad'
        : answer.ready.status !== 'up'
          ? 'waits'
          : 'good';
  return html.a(
    { href: '#/overview', class: 'sign' },
    html.span({ class: `dot ${mood === 'silent' ? 'bad' : mood === 'unknown' ? 'waits' : mood}` }),
    html.span({ role: 'status' }, SIGNS[mood]),
  );
}

function Bar({ now }) {
  const news = useValue(unseen);
  return html.header(
    { class: 'bar' },
    html.a(
      { class: 'brand', href: '#/overview', 'aria-label': 'Tradewatch, overview' },
      html.img({ src: '/console/icon.svg', alt: '', width: 24, height: 24 }),
      'Tradewatch',
    ),
    html.nav(
      { 'aria-label': 'Pages' },
      PAGES.map(({ name, title }) =>
        html.a(
          { key: name, href: `#/${name}`, 'aria-current': now.page.name === name ? 'page' : undefined },
          title,
          name === 'alerts' &&
            html.span(
              { class: 'news' },
              news > 0 && now.page.name !== 'alerts' && [news > 99 ? '99+' : news, html.span({ class: 'unseen' }, ' new')],
            ),
        ),
      ),
    ),
    html.div(
      { class: 'end' },
      component(Sign),
      isKnown() && html.button({ type: 'button', class: 'secondary small', onClick: forget }, 'Sign out'),
      html.button(
        { type: 'button', class: 'secondary small', 'aria-label': 'Keyboard shortcuts', onClick: () => isHelpShown.set(true) },
        html.kbd(null, '?'),
      ),
    ),
  );
}

function SignIn({ state }) {
  const dialog = useRef(null);
  const [way, setWay] = useState('token');
  useEffect(() => dialog.current?.showModal(), []);
  const enter = (event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    show(way === 'token' ? bearer(given.get('token').trim()) : basic(given.get('user'), given.get('password')));
  };
  const choose = (name, says) =>
    html.label(null, html.input({ type: 'radio', name: 'way', checked: way === name, onChange: () => setWay(name) }), says);
  const field = (label, name, type, completes) =>
    html.label(null, label, html.input({ name, type, required: true, autofocus: name !== 'password', autocomplete: completes, key: name }));
  return html.dialog(
    { ref: dialog, 'aria-labelledby': 'sign-in-title', onCancel: (event) => event.preventDefault() },
    html.article(
      null,
      html.header(null, html.h2({ id: 'sign-in-title' }, 'Sign in')),
      html.p(null, 'This Tradewatch answers only those who show a token or a user. It is kept in this tab until you close it.'),
      state === 'refused' && html.p({ class: 'notice failure', role: 'alert' }, 'That was refused. Check it, and try again.'),
      html.form(
        { onSubmit: enter },
        html.fieldset(null, html.legend({ class: 'unseen' }, 'With'), choose('token', 'Token'), choose('user', 'User and password')),
        way === 'token'
          ? field('Token', 'token', 'password', 'off')
          : [field('User', 'user', 'text', 'username'), field('Password', 'password', 'password', 'current-password')],
        html.button({ type: 'submit' }, 'Sign in'),
      ),
    ),
  );
}

function Application() {
  const now = useValue(place);
  const state = useValue(access);
  const title = now.page.title;
  useEffect(() => {
    document.title = `${title} – Tradewatch`;
  }, [title]);
  return html.div(
    { class: 'frame' },
    html.button({ type: 'button', class: 'skip', onClick: () => focusOn('page-title') }, 'Skip to the page'),
    component(Bar, { now }),
    html.main({ id: 'content', key: state === 'open' }, component(now.page.page, now)),
    component(Help),
    state !== 'open' && component(SignIn, { state, key: state }),
  );
}

always([
  ...PAGES.map(({ name, title }, at) => ({
    keys: [`${at + 1}`],
    says: title,
    run: () => {
      location.hash = `#/${name}`;
    },
  })),
  { keys: ['?'], says: 'This help', run: () => isHelpShown.set(true) },
]);
listen();
begin();
const root = document.getElementById('console');
root.replaceChildren();
render(component(Application), root);
