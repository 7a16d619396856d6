/* Which relations of a table do not hold: the rules of report_blocks/statutory/rules, live. */
(() => {
  'use strict';

  const { numbers } = window.reportBlocks;

  const fill = (sentence, values) =>
    sentence.replace(/\{(\w+)\}/g, (_match, name) => values[name]);

  /* Every cell of the table: key → {kind, units, label, name}; the name is the short label. */
  const cellsOf = ({ groups }) => {
    const cells = new Map();
    for (const group of groups) {
      for (const row of group.rows) {
        for (const { key, short, label, kind, units } of group.columns) {
          cells.set(`${row.key}/${key}`, {
            kind,
            units,
            label: `${row.label} · ${label}`,
            name: `${row.short} · ${short}`,
          });
        }
      }
    }
    return cells;
  };

  /* Every equation of the table: relation × line, with the keys of both sides. */
  const equationsOf = ({ groups, relations, layout }, words) => {
    const equations = [];
    for (const relation of relations) {
      for (const group of groups) {
        const [along, lines] = relation.byRow
          ? [group.rows, group.columns]
          : [group.columns, group.rows];
        const across = new Map(lines.map((line) => [line.key, line]));
        if (![...relation.left, ...relation.right].every((key) => across.has(key))) continue;
        for (const line of along) {
          const cell = (key) => (relation.byRow ? `${line.key}/${key}` : `${key}/${line.key}`);
          let place = relation.byRow ? words.placeRow : words.placeColumn;
          if (relation.byRow && layout === words.lineLayout) place = words.placeGroup;
          equations.push({
            rule: relation.rule,
            isTotal: relation.isTotal,
            place: fill(place, { name: line.short }),
            left: relation.left.map(cell),
            right: relation.right.map(cell),
            leftLines: relation.left.map((key) => across.get(key)),
            rightLines: relation.right.map((key) => across.get(key)),
          });
        }
      }
    }
    return equations;
  };

  /* Total cell → its parts, each after the totals among its parts; as Table.computed. */
  const totalsOf = (equations) => {
    const parts = new Map();
    for (const equation of equations) {
      if (equation.isTotal && !parts.has(equation.left[0])) {
        parts.set(equation.left[0], equation.right);
      }
    }
    const ordered = new Map();
    const visit = (cell) => {
      if (!parts.has(cell) || ordered.has(cell)) return;
      parts.get(cell).forEach(visit);
      ordered.set(cell, parts.get(cell));
    };
    [...parts.keys()].forEach(visit);
    return ordered;
  };

  const sum = (keys, values) =>
    keys.reduce((total, key) => numbers.add(total, values.get(key).number || numbers.ZERO), numbers.ZERO);

  const listed = (keys, lines, values, every) =>
    keys
      .map((key, i) => [lines[i].short, values.get(key).number || numbers.ZERO])
      .filter(([, number]) => every || !numbers.isZero(number))
      .map(([name, number]) => `${name} ${numbers.show(number)}`)
      .join(' + ');

  /*
   * The finding of an equation, with the total that is wrong if it is one of a total; null if
   * it holds or a cell can't be read.
   */
  const check = (equation, values, words) => {
    const cells = [...equation.left, ...equation.right];
    if (cells.some((key) => values.get(key).text)) return null;
    const left = sum(equation.left, values);
    const right = sum(equation.right, values);
    const difference = numbers.subtract(left, right);
    if (numbers.isZero(difference)) return null;
    const off = numbers.show(numbers.magnitude(difference));
    const place = equation.place;
    const message = equation.isTotal
      ? fill(values.get(equation.left[0]).blank ? words.blankTotal : words.wrongTotal, {
          place,
          off,
          parts: listed(equation.right, equation.rightLines, values, false) || words.noParts,
          expected: numbers.show(right),
          label: equation.leftLines[0].label,
          found: numbers.show(left),
        })
      : fill(words.outOfBalance, {
          place,
          off,
          one: listed(equation.left, equation.leftLines, values, true),
          left: numbers.show(left),
          other: listed(equation.right, equation.rightLines, values, true),
          right: numbers.show(right),
        });
    const total = equation.isTotal ? equation.left[0] : undefined;
    return { rule: equation.rule, message, cells, total };
  };

  /* Rule A05 for one cell: why it is no proper number of its column, or "". */
  const complaint = (value, { kind, label }, words) => {
    const reason = reasonOf(value, kind, words);
    return reason && fill(words.atCell, { label, reason });
  };

  const reasonOf = (value, kind, words) => {
    if (value.text) return fill(words.notANumber, { value: value.text });
    if (!value.number) return '';
    const shown = numbers.show(value.number);
    if (value.number.units < 0n && kind !== 'change') return fill(words.negative, { value: shown });
    if (kind !== 'amount' && !numbers.isWhole(value.number)) return fill(words.notWhole, { value: shown });
    if (shown.replace(/\D/g, '').length > words.maxDigits) {
      return fill(words.tooLong, { value: shown, digits: words.maxDigits });
    }
    return '';
  };

  window.reportBlocks.relations = { cellsOf, check, complaint, equationsOf, fill, sum, totalsOf };
})();
