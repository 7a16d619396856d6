/* Plain numbers of the text that equal cells of the tables, offered to become chips. */
(() => {
  'use strict';

  const { React, reportBlocks } = window;
  const { fill, getWords } = reportBlocks.chips;
  const e = React.createElement;
  const LEAST = 10; // smaller numbers in prose mean anything
  const NUMBER = /(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?/g;
  const AROUND = 10; // characters of context on both sides

  /* Numbers of the text that equal cells: where they stand, and which cells. */
  const candidatesIn = (editorState, cells) => {
    const byNumber = new Map();
    for (const cell of cells.values()) {
      if (Number(cell.text) >= LEAST) {
        byNumber.set(cell.text, [...(byNumber.get(cell.text) || []), cell]);
      }
    }
    const list = [];
    editorState.getCurrentContent().getBlockMap().forEach((block, blockKey) => {
      const text = block.getText();
      for (const match of text.matchAll(NUMBER)) {
        const number = match[0].replaceAll(',', '');
        const start = match.index;
        const end = start + match[0].length;
        const same = byNumber.get(number);
        if (same && !block.getEntityAt(start)) {
          list.push({
            id: `${blockKey}-${start}`,
            blockKey,
            start,
            end,
            number: match[0],
            before: text.slice(Math.max(0, start - AROUND), start),
            after: text.slice(end, end + AROUND),
            cells: same,
          });
        }
      }
    });
    return list;
  };

  /* One number of the text, and the cell that it is to be bound to. */
  class Candidate extends React.Component {
    constructor(props) {
      super(props);
      this.state = { cell: props.candidate.cells[0].cell };
    }

    choice() {
      const { number, cells } = this.props.candidate;
      if (cells.length === 1) {
        return e('span', { className: 'chip-picker__choice' }, cells[0].label);
      }
      return e(
        'select',
        {
          className: 'chip-picker__choice',
          'aria-label': fill(getWords().cellOf, { number }),
          value: this.state.cell,
          onChange: (event) => this.setState({ cell: event.target.value }),
        },
        cells.map((one) => e('option', { key: one.cell, value: one.cell }, one.label)),
      );
    }

    render() {
      const { candidate, onReplace } = this.props;
      return e(
        'li',
        { className: 'chip-picker__candidate' },
        e('span', null, `…${candidate.before}`, e('mark', null, candidate.number), `${candidate.after}…`),
        this.choice(),
        e(
          'button',
          {
            type: 'button',
            className: 'button button-small button-secondary',
            onClick: () => onReplace(candidate, this.state.cell),
          },
          getWords().replace,
        ),
      );
    }
  }

  const Candidates = ({ candidates, onReplace }) =>
    candidates.length > 0 &&
    e(
      'details',
      { className: 'chip-picker__numbers' },
      e('summary', null, `${getWords().numbers}（${candidates.length}）`),
      e(
        'ul',
        null,
        candidates.map((candidate) => e(Candidate, { key: candidate.id, candidate, onReplace })),
      ),
    );

  Object.assign(reportBlocks.chips, { Candidates, candidatesIn });
})();
