/* The elements of a statutory table's grid: the toolbar, the table with its inputs, what stands below. */
(() => {
  'use strict';

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== '') element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  const makeButton = (label, action, attributes = {}) =>
    make(
      'button',
      {
        type: 'button',
        class: 'button button-small button-secondary',
        'data-action': `report-grid#${action}`,
        'data-report-grid-target': action,
        ...attributes,
      },
      label,
    );

  /* Values become inputs that carry their key and place. */
  const buildTable = (state) => {
    let row = -1;
    const cellOf = (cell) => {
      const spans = { rowspan: cell.rowspan, colspan: cell.colspan };
      if (!cell.key) {
        const tag = cell.scope ? 'th' : 'td';
        const attributes = { ...spans, id: cell.id, scope: cell.scope };
        return make(tag, attributes, cell.text || '');
      }
      const input = make('input', {
        type: 'text',
        inputmode: 'decimal',
        autocomplete: 'off',
        'data-key': cell.key,
        'data-row': row,
        'data-left': cell.left,
        'data-right': cell.left + (cell.colspan || 1) - 1,
        'aria-labelledby': cell.headers,
        'data-report-grid-target': 'cell',
      });
      if (cell.total) input.readOnly = true;
      return make('td', { ...spans, class: cell.total ? 'is-total' : '' }, input);
    };
    const rowsOf = (rows) =>
      rows.map((cells) => {
        row += 1;
        return make('tr', {}, ...cells.map(cellOf));
      });
    const { grid } = state;
    const table = make('table', { class: `report-grid__table report-grid__table--${state.layout}` });
    table.append(make('caption', {}, grid.caption));
    if (grid.head.length) table.append(make('thead', {}, ...rowsOf(grid.head)));
    grid.bodies.forEach((rows) => table.append(make('tbody', {}, ...rowsOf(rows))));
    return make('div', { class: 'report-grid__scroll' }, table);
  };

  /* The buttons stay in sight while a long table scrolls, and with them what the grid says. */
  const buildToolbar = (state, words) => {
    const idle = { 'aria-disabled': 'true' };
    const buttons = make(
      'div',
      { class: 'report-grid__buttons', role: 'group', 'aria-label': `${words.tools} ${state.heading}` },
      makeButton(words.fillAll, 'fill', { 'aria-keyshortcuts': 'Alt+F10' }),
      makeButton(words.clear, 'clear'),
      makeButton(words.undo, 'undo', { ...idle, 'aria-keyshortcuts': 'Control+Z', title: 'Ctrl+Z' }),
      makeButton(words.redo, 'redo', { ...idle, 'aria-keyshortcuts': 'Control+Y', title: 'Ctrl+Y' }),
      makeButton('', 'compare', { 'aria-pressed': 'false', hidden: 'hidden' }),
      makeButton('', 'carry', { hidden: 'hidden' }),
      makeButton(words.comment, 'comment', {
        'aria-keyshortcuts': 'Control+Alt+M',
        'data-comment-add': 'true',
        title: 'Ctrl+Alt+M',
      }),
      makeButton('', 'nextComment', { 'data-comment-add': 'true', hidden: 'hidden' }),
    );
    const message = { class: 'report-grid__message', role: 'status', 'data-report-grid-target': 'message' };
    return make('div', { class: 'report-grid__toolbar' }, buttons, make('p', message));
  };

  const buildFindings = (words) => [
    make(
      'p',
      { class: 'report-grid__totals' },
      make('span', { 'data-report-grid-target': 'differing' }),
      ' ',
      makeButton(words.acceptTotals, 'accept'),
    ),
    make('div', {
      class: 'report-grid__findings',
      'aria-live': 'polite',
      'data-report-grid-target': 'findings',
    }),
  ];

  window.reportBlocks = window.reportBlocks || {};
  Object.assign(window.reportBlocks, { buildFindings, buildTable, buildToolbar, make });
})();
