/*
 * Wagtail's comments, pinned to single cells: their position is the cell's key ("row/column").
 * Those with another position, or none, are about the table as a whole.
 *
 * Wagtail shows, keeps and sends them; here they get their places, and the cells their marks.
 */
(() => {
  'use strict';

  const { make, relations } = window.reportBlocks;

  /* What a comment floats beside; Wagtail asks it. */
  class Annotation {
    constructor(place) {
      this.place = place;
    }

    getTab() {
      return this.place.closest('[role="tabpanel"]')?.getAttribute('id');
    }

    getAnchorNode() {
      return this.place;
    }
  }

  class CellComments {
    constructor(grid) {
      this.grid = grid;
      this.open = [];
      this.marks = new Map();
      const { comments } = window; // none where the site has no comments
      this.path = comments ? comments.getContentPath(grid.element) : '';
      grid.commentTarget.hidden = !this.path;
      if (!this.path) return;
      this.app = comments.commentApp;
      this.select = this.app.utils.selectCommentsForContentPathFactory(this.path);
      this.app.store.subscribe(() => this.follow());
      this.follow();
      new ResizeObserver(() => this.align()).observe(grid.element);
    }

    /* Whenever a comment of this table has changed, or another one has the focus. */
    follow() {
      const state = this.app.store.getState();
      const open = this.select(state);
      const focused = this.app.selectors.selectFocused(state);
      if (open === this.open && focused === this.focused) return;
      const before = this.focused;
      Object.assign(this, { open, focused });
      const fresh = open.find(({ annotation }) => !annotation);
      if (fresh) {
        // The store tells of it at once: the next one is placed then.
        this.app.updateAnnotation(this.annotationAt(fresh.position), fresh.localId);
        return;
      }
      const { current } = this;
      this.current = open.find(({ localId }) => localId === focused);
      this.paint();
      if (focused === before) return;
      this.reveal();
      if (current && focused === null) this.leave(current);
    }

    /* The cell of a comment, or the whole table. */
    placeOf({ position }) {
      return this.grid.inputs.get(position) || this.grid.element;
    }

    annotationAt(position) {
      return new Annotation(this.placeOf({ position }));
    }

    commentAt(position) {
      const place = this.placeOf({ position });
      return this.open.find((comment) => this.placeOf(comment) === place);
    }

    /* The cells with a comment, in the table's order. */
    get cells() {
      const places = new Set(this.open.map((comment) => this.placeOf(comment)));
      return [...this.grid.inputs.values()].filter((input) => places.has(input));
    }

    paint() {
      const { grid, cells } = this;
      for (const [key, input] of grid.inputs) {
        const comment = cells.includes(input) && this.commentAt(key);
        if (comment) this.mark(key, input).title = comment.text;
        else this.unmark(key, input);
        const isCurrent = Boolean(this.current) && this.placeOf(this.current) === input;
        input.parentElement.classList.toggle('has-current-comment', isCurrent);
      }
      grid.nextCommentTarget.hidden = !cells.length;
      const words = relations.fill(grid.words.goToComments, { count: cells.length });
      grid.nextCommentTarget.textContent = words;
    }

    /* The corner of a cell; the cell's name ends with what it says. */
    mark(key, input) {
      if (this.marks.has(key)) return this.marks.get(key);
      const mark = make('button', {
        type: 'button',
        class: 'report-grid__comment',
        id: `comment-${this.path}-${key}`,
        tabindex: '-1',
        'aria-label': this.grid.words.hasComment,
        'data-annotation': 'true',
      });
      mark.addEventListener('click', () => this.show(key));
      input.after(mark);
      input.setAttribute('aria-labelledby', `${input.getAttribute('aria-labelledby')} ${mark.id}`);
      this.marks.set(key, mark);
      return mark;
    }

    unmark(key, input) {
      const mark = this.marks.get(key);
      if (!mark) return;
      const names = input.getAttribute('aria-labelledby').split(' ');
      input.setAttribute('aria-labelledby', names.filter((name) => name !== mark.id).join(' '));
      mark.remove();
      this.marks.delete(key);
    }

    /* The comment of a cell, or of the table as a whole; a new one if there is none. */
    show(position = '') {
      const input = this.grid.inputs.get(position);
      if (input) input.focus(); // from the comment the focus comes back to it
      this.app.activate();
      const comment = this.commentAt(position);
      if (!comment) this.app.makeComment(this.annotationAt(position), this.path, position);
      else {
        const options = { updatePinnedComment: true, forceFocus: true };
        this.app.store.dispatch(this.app.actions.setFocusedComment(comment.localId, options));
      }
    }

    /* To the next cell with a comment after this one, and round again. */
    next(active) {
      const { cells } = this;
      const all = [...this.grid.inputs.values()];
      const next = cells.find((input) => all.indexOf(input) > all.indexOf(active)) || cells[0];
      next.scrollIntoView({ block: 'center', inline: 'center' });
      next.focus();
    }

    isShortcut(event) {
      return Boolean(this.path) && window.comments.isCommentShortcut(event);
    }

    /* The table has become wider or narrower, as beside the opened side panel. */
    align() {
      if (!this.open.length) return;
      document.body.dispatchEvent(new CustomEvent('commentAnchorVisibilityChange'));
      this.reveal();
    }

    /* At once: while the side panel opens a smooth scrolling would be cut off. */
    reveal() {
      const place = this.current && this.placeOf(this.current);
      if (!place || place === this.grid.element) return;
      const options = { behavior: 'instant', block: 'nearest', inline: 'nearest' };
      place.parentElement.scrollIntoView(options);
    }

    /* Out of a comment, back to its cell: Wagtail loses the focus if it has saved meanwhile. */
    leave(comment) {
      const isGone = () => !this.commentAt(comment.position);
      const back = () => {
        const { activeElement, body } = document;
        const isLost = activeElement === body ? isGone() : activeElement.closest('[data-comment-id]');
        if (this.focused === null && isLost) this.placeOf(comment).focus({ preventScroll: true });
      };
      // After Wagtail has given the focus back as it thinks right, which is in the next turn.
      window.setTimeout(() => window.setTimeout(back));
    }
  }

  window.reportBlocks.CellComments = CellComments;
})();
