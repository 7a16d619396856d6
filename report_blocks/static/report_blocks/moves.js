/* Where the cells of a grid stand: moving between them, and laying a copied range over them. */
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

  /* Whether a key is for the cell as a whole, not for the text that is edited in it. */
  const isWhole = (input) =>
    input.readOnly || (input.selectionStart === 0 && input.selectionEnd === input.value.length);

  /* The cell one step from another; null if there is none that way, undefined for other keys. */
  const step = (key, from, inputs) => {
    switch (key) {
      case 'ArrowDown':
        return vertical(inputs, from, 1);
      case 'ArrowUp':
        return vertical(inputs, from, -1);
      case 'ArrowRight':
        return horizontal(inputs, from, 1);
      case 'ArrowLeft':
        return horizontal(inputs, from, -1);
      case 'Home':
        return inRow(inputs, rowOf(from))[0];
      case 'End':
        return inRow(inputs, rowOf(from)).at(-1);
      default:
        return undefined;
    }
  };

  /* The cell that a key leads to, as step; keys that move in a text that is edited are its own. */
  const neighbour = (event, inputs) => {
    const { key, shiftKey, target } = event;
    if (key === 'Enter') return vertical(inputs, target, shiftKey ? -1 : 1);
    if (key === 'ArrowRight' && !isWhole(target) && !isAtEnd(target)) return undefined;
    if (key === 'ArrowLeft' && !isWhole(target) && !isAtStart(target)) return undefined;
    if ((key === 'Home' || key === 'End') && !isWhole(target)) return undefined;
    return step(key, target, inputs);
  };

  /* What stands at each row and column of the printed table: {cell, isOrigin}. */
  const matrixOf = ({ head, bodies }) => {
    const matrix = [];
    for (const [row, cells] of [...head, ...bodies.flat()].entries()) {
      matrix[row] ||= [];
      let column = 0;
      for (const cell of cells) {
        while (matrix[row][column]) column += 1;
        for (let down = 0; down < (cell.rowspan || 1); down += 1) {
          for (let right = 0; right < (cell.colspan || 1); right += 1) {
            (matrix[row + down] ||= [])[column + right] = { cell, isOrigin: !down && !right };
          }
        }
      }
    }
    return matrix;
  };

  const same = (one, other) => one.replace(/\s/g, '') === (other || '').replace(/\s/g, '');

  /*
   * Lays rows over the grid from a place on: {cells: [[key, text]]}, or {refused: reason} if a
   * filled cell would fall beside the table or on another heading. Nothing is cut off in silence.
   */
  const fit = (pasted, { top, left }, matrix) => {
    const cells = [];
    for (const [down, row] of pasted.entries()) {
      for (const [right, text] of row.entries()) {
        const place = matrix[top + down]?.[left + right];
        if (place?.isOrigin && place.cell.key) cells.push([place.cell.key, text]);
        else if (text && !(place?.isOrigin && same(text, place.cell.text))) {
          return { refused: top + down < matrix.length ? 'pasteNoCell' : 'pasteTooLarge' };
        }
      }
    }
    return { cells };
  };

  /* The other way round: the rows of an area, its headings included, as Excel copies them. */
  const cutOut = ({ top, bottom, left, right }, matrix, textOf) =>
    matrix.slice(top, bottom + 1).map((row) =>
      Array.from({ length: right - left + 1 }, (_none, i) => {
        const place = row[left + i];
        if (!place?.isOrigin) return '';
        return place.cell.key ? textOf(place.cell.key) : place.cell.text || '';
      }),
    );

  window.reportBlocks.moves = { cutOut, fit, isWhole, matrixOf, neighbour, step };
})();
