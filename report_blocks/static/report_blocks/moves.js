/* Moving between the cells of a grid, and laying a range from Excel or WPS over them. */
(() => {
  'use strict';

  window.reportBlocks = window.reportBlocks || {};

  const rowOf = (input) => Number(input.dataset.row);
  const covers = (input, column) =>
    Number(input.dataset.left) <= column && column <= Number(input.dataset.right);

  const inRow = (inputs, row) => inputs.filter((input) => rowOf(input) === row);

  /* The cell below or above that stands under the same column, or the nearest to it. */
  const vertical = (inputs, from, step) => {
    const rows = [...new Set(inputs.map(rowOf))].sort((a, b) => a - b);
    const row = rows[rows.indexOf(rowOf(from)) + step];
    const candidates = row === undefined ? [] : inRow(inputs, row);
    const column = Number(from.dataset.left);
    return candidates.find((input) => covers(input, column)) || candidates.at(-1) || null;
  };

  const horizontal = (inputs, from, step) => {
    const row = inRow(inputs, rowOf(from));
    return row[row.indexOf(from) + step] || null;
  };

  const isAtStart = (input) => input.selectionEnd === 0;
  const isAtEnd = (input) => input.selectionStart === input.value.length;
  const isSelected = (input) =>
    input.selectionStart === 0 && input.selectionEnd === input.value.length;

  /* The cell that a key leads to; null if there is none that way, undefined for other keys. */
  const neighbour = (event, inputs) => {
    const from = event.target;
    const whole = from.readOnly || isSelected(from);
    switch (event.key) {
      case 'ArrowDown':
        return vertical(inputs, from, 1);
      case 'ArrowUp':
        return vertical(inputs, from, -1);
      case 'Enter':
        return vertical(inputs, from, event.shiftKey ? -1 : 1);
      case 'ArrowRight':
        return whole || isAtEnd(from) ? horizontal(inputs, from, 1) : undefined;
      case 'ArrowLeft':
        return whole || isAtStart(from) ? horizontal(inputs, from, -1) : undefined;
      case 'Home':
        return whole ? inRow(inputs, rowOf(from))[0] : undefined;
      case 'End':
        return whole ? inRow(inputs, rowOf(from)).at(-1) : undefined;
      default:
        return undefined;
    }
  };

  /* Tab-separated text as rows of texts; Excel ends the last row with a line break. */
  const rows = (text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.split('\t').map((cell) => cell.trim()));

  /*
   * Lays rows over the grid from a cell on: {cells: [[key, text]]}, or {refused: reason} if a
   * filled cell would fall beside the table or on a heading. Nothing is cut off in silence.
   */
  const fit = (pasted, from, inputs) => {
    const last = Math.max(...inputs.map(rowOf));
    const cells = [];
    for (const [down, row] of pasted.entries()) {
      for (const [right, text] of row.entries()) {
        const column = Number(from.dataset.left) + right;
        const target = inRow(inputs, rowOf(from) + down).find((input) => covers(input, column));
        const isOrigin = target && Number(target.dataset.left) === column;
        if (isOrigin) cells.push([target.dataset.key, text]);
        else if (text) return { refused: rowOf(from) + down > last ? 'pasteTooLarge' : 'pasteNoCell' };
      }
    }
    return { cells };
  };

  window.reportBlocks.moves = { fit, neighbour, rows };
})();
