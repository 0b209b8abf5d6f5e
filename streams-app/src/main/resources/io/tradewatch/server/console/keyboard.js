// Shortcuts: one letter each, never while something is being written, and off for those who want them off.
import { component, html, useValue, value } from './dom.js';
import { useEffect, useRef } from 'preact/hooks';

const PLACE = 'tradewatch.shortcuts';

/** Those of every page, and those of the page that is shown: [{ keys, says, run }]. */
const general = value([]);
const ofPage = value([]);
const isOn = value(localStorage.getItem(PLACE) !== 'off');
export const isHelpShown = value(false);

export const always = (shortcuts) => general.set(shortcuts);

/** Shortcuts as long as a page is shown. */
export function useShortcuts(shortcuts) {
  useEffect(() => {
    ofPage.set(shortcuts);
    return () => ofPage.set([]);
  });
}

const isWriting = (target) => target.closest?.('input, textarea, select, [contenteditable]') != null;

export function listen() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape' && isWriting(event.target)) {
      event.target.blur();
      return;
    }
    if (isWriting(event.target) || (!isOn.get() && event.key !== 'Escape')) {
      return;
    }
    const wanted = [...ofPage.get(), ...general.get()].find((each) => each.keys.includes(event.key));
    if (wanted) {
      event.preventDefault();
      wanted.run();
    }
  });
}

const NAMES = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

function Rows({ title, shortcuts }) {
  return shortcuts.length === 0
    ? null
    : html.section(
        null,
        html.h3(null, title),
        html.dl(
          { class: 'shortcuts' },
          shortcuts.map((each) =>
            html.div(
              { key: each.says },
              html.dt(null, each.keys.map((key) => html.kbd({ key }, NAMES[key] ?? key))),
              html.dd(null, each.says),
            ),
          ),
        ),
      );
}

export function Help() {
  const shown = useValue(isHelpShown);
  const on = useValue(isOn);
  const page = useValue(ofPage);
  const dialog = useRef(null);
  useEffect(() => {
    if (shown) {
      dialog.current.showModal();
    }
  }, [shown]);
  const turn = (event) => {
    isOn.set(event.currentTarget.checked);
    localStorage.setItem(PLACE, event.currentTarget.checked ? 'on' : 'off');
  };
  return !shown
    ? null
    : html.dialog(
        { ref: dialog, 'aria-labelledby': 'help-title', onClose: () => isHelpShown.set(false) },
        html.article(
          null,
          html.header(null, html.h2({ id: 'help-title' }, 'Keyboard')),
          component(Rows, { title: 'On this page', shortcuts: page }),
          component(Rows, { title: 'Everywhere', shortcuts: general.get() }),
          html.label(
            { class: 'switch' },
            html.input({ type: 'checkbox', role: 'switch', checked: on, onChange: turn }),
            'Shortcuts of one key are on',
          ),
          html.footer(
            null,
            html.button({ type: 'button', class: 'secondary', onClick: () => dialog.current.close() }, 'Close'),
          ),
        ),
      );
}
