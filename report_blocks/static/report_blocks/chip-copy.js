/* What is copied from the prose holds the numbers of its chips, which only the editor draws. */
(() => {
  'use strict';

  const PLACE = '\u00a0';

  /* For each such space of the copied text, in its order: the number that it stands for, or itself. */
  const places = (copied) => {
    const walker = document.createTreeWalker(copied, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const chip = node.parentElement && node.parentElement.closest('.report-chip');
      for (const character of node.data) {
        if (character === PLACE) found.push(chip ? chip.dataset.figure : PLACE);
      }
    }
    return found;
  };

  const withNumbers = (text, numbers) => {
    const pieces = text.split(PLACE);
    if (pieces.length !== numbers.length + 1) return text;
    return pieces.reduce((before, after, i) => before + numbers[i - 1] + after);
  };

  /* The copied part of the prose; of a chip that alone is selected, the whole chip. */
  const copiedFrom = (range) => {
    const { commonAncestorContainer: node } = range;
    const chip = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('.report-chip');
    const copied = chip ? document.createDocumentFragment() : range.cloneContents();
    if (chip) copied.append(chip.cloneNode(true));
    return copied;
  };

  /* After Draftail, whose fragment for pasting in other editors stays as it is. */
  document.addEventListener('copy', (event) => {
    const selection = window.getSelection();
    const { target, clipboardData } = event;
    if (!selection.rangeCount || !target.closest || !target.closest('[data-draftail-editor]')) return;
    const copied = copiedFrom(selection.getRangeAt(0));
    if (!copied.querySelector('.report-chip')) return;
    const text = clipboardData.getData('text/plain') || selection.toString();
    clipboardData.setData('text/plain', withNumbers(text, places(copied)));
    const html = new DOMParser().parseFromString(clipboardData.getData('text/html'), 'text/html');
    html.querySelectorAll('.report-chip').forEach((chip) => {
      chip.replaceWith(chip.dataset.figure);
    });
    clipboardData.setData('text/html', html.body.innerHTML);
    event.preventDefault();
  });
})();
