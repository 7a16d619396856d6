/* What the keys do in a grid besides typing: move, stretch the range, undo, clear. */
(() => {
  'use strict';

  const { moves } = window.reportBlocks;

  class Keys {
    constructor(grid) {
      this.grid = grid;
      this.isEditing = false; // whether something was typed since the cell was entered
    }

    press(event) {
      const { grid } = this;
      if (event.altKey && event.key === 'F10') {
        event.preventDefault();
        grid.fillTarget.focus(); // the first of the buttons
      }
      if (grid.comments.isShortcut(event)) {
        event.preventDefault();
        grid.comment();
      }
      if (event.isComposing || event.altKey) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (isCommand && (key === 'z' || key === 'y')) {
        event.preventDefault();
        if (key === 'y' || event.shiftKey) grid.redo();
        else grid.undo();
      } else if (key === 'Escape') this.escape(event);
      else if (!grid.isCell(event.target)) return;
      else if (isCommand) this.reach(event, key);
      else if (this.clears(key)) {
        event.preventDefault();
        grid.clear();
      } else if (event.shiftKey && this.stretch(event)) event.preventDefault();
      else this.move(event);
    }

    clears(key) {
      return this.grid.selection.isRange && !this.isEditing && (key === 'Delete' || key === 'Backspace');
    }

    move(event) {
      const { grid } = this;
      const next = moves.neighbour(event, grid.cellTargets);
      if (next === undefined) return;
      event.preventDefault();
      if (next) next.focus();
      else if (grid.selection.isRange) this.endRange();
    }

    /* Ctrl+A, Ctrl+Enter, and Ctrl+Home and Ctrl+End to the table's corners. */
    reach(event, key) {
      const { selection, cellTargets } = this.grid;
      if (key === 'a' && moves.isWhole(event.target)) {
        selection.start(event.target);
        selection.mark(cellTargets);
        this.grid.sayRange();
      } else if (key === 'Enter' && selection.isRange) this.grid.fillWith(event.target.value);
      else if (key === 'Home') cellTargets[0].focus();
      else if (key === 'End') cellTargets.at(-1).focus();
      else return;
      event.preventDefault();
    }

    /* Shift+arrow, Shift+Home, Shift+End; within a text that is being edited these are its own. */
    stretch(event) {
      const { selection, cellTargets } = this.grid;
      const isUpOrDown = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      if (this.isEditing && !isUpOrDown && !selection.isRange) return false;
      const next = moves.step(event.key, selection.head, cellTargets);
      if (next) {
        selection.extend(next);
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        this.grid.sayRange();
      }
      return next !== undefined;
    }

    /* Out of the buttons; a range ends; what was typed in the cell since it was entered goes. */
    escape({ target }) {
      const { grid } = this;
      if (!grid.isCell(target)) {
        (grid.selection.active || grid.cellTargets[0]).focus();
        return;
      }
      if (grid.selection.isRange) {
        this.endRange();
        return;
      }
      const before = grid.history.drop(grid.session);
      if (before) grid.restore(before);
      target.select();
    }

    endRange() {
      this.grid.selection.start(this.grid.selection.active);
      this.grid.sayRange();
    }
  }

  window.reportBlocks.Keys = Keys;
})();
