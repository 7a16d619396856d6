/* Undo and redo: each step is the table before and after one change. */
(() => {
  'use strict';

  const MOST = 100;

  class History {
    constructor() {
      this.past = [];
      this.future = [];
    }

    /* Changes of one session, the keys typed in one cell, are one step. */
    add(before, after, session) {
      const last = this.past.at(-1);
      this.future = [];
      if (session && last && last.session === session) {
        last.after = after;
        return;
      }
      this.past.push({ before, after, session });
      if (this.past.length > MOST) this.past.shift();
    }

    /* What the table was before the last step; undefined if there is none. */
    undo() {
      const step = this.past.pop();
      if (step) this.future.push({ ...step, session: undefined });
      return step && step.before;
    }

    redo() {
      const step = this.future.pop();
      if (step) this.past.push(step);
      return step && step.after;
    }

    /* Forgets the step of a session that is called off; what the table was before it. */
    drop(session) {
      if (this.past.at(-1)?.session !== session) return undefined;
      return this.past.pop().before;
    }
  }

  window.reportBlocks = window.reportBlocks || {};
  window.reportBlocks.History = History;
})();
