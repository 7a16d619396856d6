/* Ranges to and from the clipboard of Excel and WPS: tab-separated text, and HTML tables. */
(() => {
  'use strict';

  const LONGEST = 500000; // characters; the statutory tables have some hundred cells
  const MOST_ROWS = 1000;
  const LONGEST_CELL = 500;

  /* What spreadsheets run as a formula gets an apostrophe; as report_blocks/rendering/neutral.py */
  const FORMULA = /^'*[=+\-@\t\r\n\0＝＋－＠]/;
  const neutral = (text) => (FORMULA.test(text) ? `'${text}` : text);
  const original = (text) => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

  const tidy = (text) => original(text.replace(/\s+/g, ' ').trim());

  /* A cell with a tab or a line break stands in quotes, quotes within it are doubled. */
  const CELL = /"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)/y;

  const rowsOfText = (text) => {
    const rows = [[]];
    const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
    CELL.lastIndex = 0;
    for (;;) {
      const [, quoted, plain] = CELL.exec(source);
      rows.at(-1).push(tidy(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
      const end = source[CELL.lastIndex];
      if (end === undefined) return rows;
      if (end === '\n') rows.push([]);
      if (rows.length > MOST_ROWS) return rows;
      CELL.lastIndex += 1;
    }
  };

  /* The first table of the HTML, its merged cells spread out; null if there is none. */
  const rowsOfHtml = (html) => {
    // Parsed into a document of its own, where nothing is run or loaded.
    const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
    if (!table) return null;
    const rows = [];
    for (const [down, { cells }] of [...table.rows].slice(0, MOST_ROWS + 1).entries()) {
      const row = (rows[down] ||= []);
      let column = 0;
      for (const cell of cells) {
        while (row[column] !== undefined) column += 1;
        for (let i = 0; i < Math.min(cell.rowSpan, 100); i += 1) {
          for (let j = 0; j < Math.min(cell.colSpan, 100); j += 1) {
            (rows[down + i] ||= [])[column + j] = i || j ? '' : tidy(cell.textContent);
          }
        }
      }
    }
    return rows.map((row) => Array.from(row, (text) => text || ''));
  };

  /* What is on the clipboard as {rows}, or {refused: reason}. */
  const read = (data) => {
    const text = data.getData('text/plain');
    const html = data.getData('text/html');
    const isTabular = /[\t\n]/.test(text.replace(/\r?\n$/, ''));
    const source = isTabular || !html ? text : html;
    if (source.length > LONGEST) return { refused: 'pasteTooLarge' };
    const table = isTabular || !html ? null : rowsOfHtml(html);
    if (!table && !text) return { refused: 'pasteNothing' };
    const rows = table || rowsOfText(text);
    if (rows.length > MOST_ROWS) return { refused: 'pasteTooLarge' };
    if (rows.some((row) => row.some((cell) => cell.length > LONGEST_CELL))) {
      return { refused: 'pasteTooLong' };
    }
    return { rows };
  };

  const write = (data, rows) => {
    const { make } = window.reportBlocks;
    const line = (row) => make('tr', {}, ...row.map((text) => make('td', {}, text)));
    data.setData('text/plain', rows.map((row) => row.join('\t')).join('\n'));
    data.setData('text/html', make('table', {}, ...rows.map(line)).outerHTML);
  };

  window.reportBlocks = window.reportBlocks || {};
  window.reportBlocks.clipboard = { neutral, read, write };
})();
