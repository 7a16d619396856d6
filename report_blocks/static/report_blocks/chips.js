/*
 * Chips: numbers in prose that are bound to cells of the tables on the same page.
 *
 * In the editor's content a chip is one character, a space with the entity FIGURE, whose data
 * name the cell. Its number is never part of the content: it is drawn from the tables as they
 * are now (chips.css), so text and table can't disagree.
 */
(() => {
  'use strict';

  const TYPE = 'FIGURE';
  const PLACE = '\u00a0';
  const NONE = '—';
  const { React } = window;
  const e = React.createElement;
  const reportBlocks = (window.reportBlocks = window.reportBlocks || {});

  // The words of the language come with the plugin's options, before anything is drawn.
  let words = { nothing: [] };
  const nothing = () => new Set(words.nothing);

  const fill = (sentence, values) =>
    sentence.replace(/\{(\w+)\}/g, (_match, name) => values[name]);

  /* What stands in a cell: its number, or what was typed instead; '' if it is blank. */
  const shown = (value, column) => {
    if (value === undefined || value === null) return '';
    if (typeof value === 'number') return String(value);
    if (typeof value === 'object') {
      return shown(value.value, column) || (value.text ? String(value.text) : '');
    }
    const reading = reportBlocks.numbers.read(String(value), column, nothing());
    if (reading.number) return reportBlocks.numbers.show(reading.number);
    return reading.text || '';
  };

  /* The labels above and beside each cell of a form: "row/column" → words of its headers. */
  const headersOf = (grid) => {
    const texts = new Map();
    const headers = new Map();
    for (const cell of [...grid.head, ...grid.bodies.flat()].flat()) {
      if (cell.key) headers.set(cell.key, (cell.headers || '').split(' '));
      else if (cell.id) texts.set(cell.id, cell.text);
    }
    return new Map(
      [...headers].map(([key, ids]) => [key, ids.map((id) => texts.get(id)).filter(Boolean)]),
    );
  };

  /* Every cell of the tables on this page, in their order, with its present value. */
  const cellsNow = () => {
    const cells = new Map();
    for (const input of document.querySelectorAll('[data-report-grid-target="value"]')) {
      let posted = null;
      try {
        posted = JSON.parse(input.value);
      } catch {
        continue; // a grid that is still being drawn
      }
      const form = (reportBlocks.forms || {})[posted.table];
      if (!form) continue;
      const table = posted.table.split('/')[1];
      const headers = headersOf(form.grid);
      for (const { rows, columns } of form.groups) {
        for (const row of rows) {
          for (const column of columns) {
            const key = `${row.key}/${column.key}`;
            cells.set(`${table}/${key}`, {
              cell: `${table}/${key}`,
              table: form.heading,
              label: `${row.label} · ${column.label}`,
              path: (headers.get(key) || []).join(' › '),
              text: shown(posted.cells[key], column),
            });
          }
        }
      }
    }
    return cells;
  };

  /* The cells as of the last change of a table; chips listen to it. */
  const store = {
    cells: new Map(),
    listeners: new Set(),
    waiting: false,
    refresh() {
      store.waiting = false;
      store.cells = cellsNow();
      store.listeners.forEach((listener) => listener());
    },
    refreshSoon() {
      if (store.waiting || !store.listeners.size) return;
      store.waiting = true;
      window.setTimeout(store.refresh, 0);
    },
  };

  const isTable = ({ target }) => target instanceof Element && target.closest('.report-grid');
  for (const name of ['change', 'input', 'click', 'paste', 'keyup', 'report-grid:connected']) {
    document.addEventListener(name, (event) => isTable(event) && store.refreshSoon(), true);
  }
  document.addEventListener('DOMContentLoaded', store.refreshSoon);
  window.addEventListener('load', store.refreshSoon);

  /*
   * Draws again whenever a table has changed. Components are classes throughout: Draftail has a
   * React of its own, and hooks of window.React do nothing in it.
   */
  class Live extends React.Component {
    constructor(props) {
      super(props);
      this.redraw = () => this.forceUpdate();
    }

    componentDidMount() {
      store.listeners.add(this.redraw);
      store.refreshSoon();
    }

    componentWillUnmount() {
      store.listeners.delete(this.redraw);
    }
  }

  class Chip extends Live {
    render() {
      const { contentState, entityKey, children } = this.props;
      const { cell } = contentState.getEntity(entityKey).getData();
      const found = store.cells.get(cell);
      const number = (found && found.text) || NONE;
      const isBroken = store.cells.size > 0 && number === NONE;
      const label = found ? `${found.table}：${found.label}` : fill(words.missing || '', { cell });
      return e(
        'span',
        {
          className: `report-chip${isBroken ? ' report-chip--broken' : ''}`,
          'data-figure': number,
          'data-cell': cell,
          role: 'img',
          'aria-label': `${found && !found.text ? words.blank : number}（${label}）`,
          title: label,
        },
        children,
      );
    }
  }

  /*
   * A chip is one character whatever happens beside it: what an input method composes next to
   * it must not become part of it.
   */
  const onlyPlaces = (editorState) => {
    const { EditorState, Modifier, SelectionState } = window.DraftJS;
    let content = editorState.getCurrentContent();
    const strays = [];
    content.getBlockMap().forEach((block) => {
      block.findEntityRanges(
        (character) => {
          const key = character.getEntity();
          return key !== null && content.getEntity(key).getType() === TYPE;
        },
        (start, end) => {
          const text = block.getText();
          for (let at = start; at < end; at += 1) {
            if (text[at] !== PLACE) strays.push([block.getKey(), at]);
          }
        },
      );
    });
    if (!strays.length) return editorState;
    for (const [key, at] of strays) {
      const range = SelectionState.createEmpty(key).merge({ anchorOffset: at, focusOffset: at + 1 });
      content = Modifier.applyEntity(content, range, null);
    }
    const mended = EditorState.set(editorState, { currentContent: content });
    return EditorState.forceSelection(mended, editorState.getSelection());
  };

  /* A chip of this cell in place of a range of the text. */
  const insert = (editorState, cell, range = editorState.getSelection()) => {
    const { EditorState, Modifier } = window.DraftJS;
    const content = editorState.getCurrentContent().createEntity(TYPE, 'MUTABLE', { cell });
    const key = content.getLastCreatedEntityKey();
    const style = editorState.getCurrentInlineStyle();
    const changed = Modifier.replaceText(content, range, PLACE, style, key);
    return EditorState.push(editorState, changed, 'insert-characters');
  };

  reportBlocks.chips = { Live, NONE, TYPE, fill, insert, store, getWords: () => words };

  window.draftail.registerPlugin(
    {
      type: TYPE,
      initialize() {
        words = this.words || words;
      },
      onChange: onlyPlaces,
    },
    'plugins',
  );
  window.draftail.registerPlugin(
    {
      type: TYPE,
      decorator: Chip,
      source: (props) => e(reportBlocks.ChipPicker, props),
    },
    'entityTypes',
  );
})();
