/*
 * The picker of chips: a dialog with the cells of the page's tables and their present values,
 * and with the numbers of the text that could be bound to one of them (chip-candidates.js).
 */
(() => {
  'use strict';

  const { React, ReactDOM, reportBlocks } = window;
  const { Candidates, Live, NONE, TYPE, candidatesIn, fill, getWords, insert, store } =
    reportBlocks.chips;
  const e = React.createElement;
  const SHOWN = 60; // results that are listed at once

  const matches = (cell, query) =>
    query.every((word) => `${cell.table} ${cell.path} ${cell.label} ${cell.text}`.includes(word));

  const found = (cells, text) => {
    const query = text.split(/\s+/).filter(Boolean);
    const all = [...cells.values()].filter((cell) => matches(cell, query));
    const same = all.filter((cell) => cell.text === text.trim());
    return [...same, ...all.filter((cell) => cell.text !== text.trim())];
  };

  const selectedText = (editorState) => {
    const selection = editorState.getSelection();
    if (selection.isCollapsed() || selection.getStartKey() !== selection.getEndKey()) return '';
    const block = editorState.getCurrentContent().getBlockForKey(selection.getStartKey());
    return block.getText().slice(selection.getStartOffset(), selection.getEndOffset()).trim();
  };

  const Cell = ({ cell, id, isActive, onPick }) =>
    e(
      'li',
      {
        id,
        role: 'option',
        'aria-selected': isActive,
        className: 'chip-picker__cell',
        onMouseDown: (event) => event.preventDefault(), // the search field keeps the focus
        onClick: () => onPick(cell),
      },
      e(
        'span',
        { className: 'chip-picker__name' },
        cell.label,
        e('span', { className: 'chip-picker__path' }, `${cell.table}　${cell.path}`),
      ),
      e('span', { className: 'chip-picker__number' }, cell.text || NONE),
    );

  class Search extends React.Component {
    constructor(props) {
      super(props);
      this.state = { query: props.initial, active: 0 };
      this.onKeyDown = this.onKeyDown.bind(this);
    }

    componentDidUpdate() {
      const option = document.getElementById(`chip-cell-${this.state.active}`);
      if (option) option.scrollIntoView({ block: 'nearest' });
    }

    onKeyDown(event) {
      if (event.nativeEvent.isComposing) return;
      const list = found(this.props.cells, this.state.query).slice(0, SHOWN);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      if (event.key in steps) {
        event.preventDefault();
        const active = this.state.active + steps[event.key];
        this.setState({ active: Math.max(0, Math.min(list.length - 1, active)) });
      } else if (event.key === 'Enter') {
        event.preventDefault();
        if (list[this.state.active]) this.props.onPick(list[this.state.active]);
      }
    }

    render() {
      const { cells, onPick } = this.props;
      const { query, active } = this.state;
      const words = getWords();
      const all = found(cells, query);
      const list = all.slice(0, SHOWN);
      let status = fill(words.found, { count: all.length });
      if (!all.length) status = cells.size ? words.none : words.noTables;
      return e(
        React.Fragment,
        null,
        e('input', {
          type: 'text',
          className: 'chip-picker__search',
          autoComplete: 'off',
          role: 'combobox',
          'aria-label': words.search,
          'aria-expanded': true,
          'aria-controls': 'chip-cells',
          'aria-activedescendant': list[active] ? `chip-cell-${active}` : undefined,
          placeholder: words.search,
          value: query,
          onChange: (event) => this.setState({ query: event.target.value, active: 0 }),
          onKeyDown: this.onKeyDown,
        }),
        e('p', { className: 'chip-picker__status', role: 'status' }, status),
        e(
          'ul',
          { id: 'chip-cells', role: 'listbox', 'aria-label': words.title, className: 'chip-picker__cells' },
          list.map((cell, i) =>
            e(Cell, { key: cell.cell, id: `chip-cell-${i}`, cell, isActive: i === active, onPick }),
          ),
        ),
      );
    }
  }

  /* Draftail's source: a native dialog, which keeps the focus inside and closes with Esc. */
  class ChipPicker extends Live {
    constructor(props) {
      super(props);
      this.dialog = React.createRef();
      this.state = { editorState: props.editorState };
      this.finish = this.finish.bind(this);
      this.pick = this.pick.bind(this);
      this.replace = this.replace.bind(this);
    }

    componentDidMount() {
      super.componentDidMount();
      store.refresh();
      this.dialog.current.showModal();
      this.dialog.current.querySelector('input').focus();
    }

    get isChip() {
      const { entity } = this.props;
      return Boolean(entity) && entity.getType() === TYPE;
    }

    finish() {
      const { editorState, onClose, onComplete } = this.props;
      if (this.state.editorState === editorState) onClose();
      else onComplete(this.state.editorState);
    }

    pick({ cell }) {
      const { editorState } = this.state;
      const range = this.isChip
        ? window.Draftail.DraftUtils.getEntitySelection(editorState, this.props.entityKey)
        : editorState.getSelection();
      this.props.onComplete(insert(editorState, cell, range));
    }

    replace({ blockKey, start, end }, cell) {
      const range = window.DraftJS.SelectionState.createEmpty(blockKey).merge({
        anchorOffset: start,
        focusOffset: end,
      });
      this.setState({ editorState: insert(this.state.editorState, cell, range) });
    }

    render() {
      const words = getWords();
      const selected = this.isChip ? '' : selectedText(this.props.editorState);
      return ReactDOM.createPortal(
        e(
          'dialog',
          {
            ref: this.dialog,
            className: 'chip-picker',
            'aria-labelledby': 'chip-picker-title',
            onCancel: (event) => {
              event.preventDefault();
              this.finish();
            },
            onClick: (event) => event.target === this.dialog.current && this.finish(),
          },
          e(
            'div',
            { className: 'chip-picker__content' },
            e(
              'header',
              null,
              e('h2', { id: 'chip-picker-title' }, words.title),
              e(
                'button',
                {
                  type: 'button',
                  className: 'button button-small button-secondary',
                  onClick: this.finish,
                },
                words.close,
              ),
            ),
            e(Search, {
              cells: store.cells,
              initial: /^\d/.test(selected) ? selected : '',
              onPick: this.pick,
            }),
            e(Candidates, {
              candidates: candidatesIn(this.state.editorState, store.cells),
              onReplace: this.replace,
            }),
          ),
        ),
        document.body,
      );
    }
  }

  reportBlocks.ChipPicker = ChipPicker;
})();
