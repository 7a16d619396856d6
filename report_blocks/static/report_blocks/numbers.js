/* What people type in a cell, read as report_blocks/statutory/codec.py reads it; exact sums. */
(() => {
  'use strict';

  const NUMBER =
    /^([-+])?([1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:\s*([^\s\d()]{1,4}))?(?:\s*\(([\s\S]+)\))?$/;
  const LONGEST = 100; // characters of a number
  const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
  const MINUS = /[−﹣]/g;
  const SIGN = /^(?:(增加?)|减少?)\s*(?=\d)/; // 增3 and 减少2, for +3 and -2

  /* A decimal as a whole number of 10^-scale: sums are exact whatever the amounts. */
  const decimal = (units, scale) => ({ units, scale });
  const ZERO = decimal(0n, 0);

  const rescaled = (number, scale) => number.units * 10n ** BigInt(scale - number.scale);

  const add = (one, other) => {
    const scale = Math.max(one.scale, other.scale);
    return decimal(rescaled(one, scale) + rescaled(other, scale), scale);
  };

  const subtract = (one, other) => add(one, decimal(-other.units, other.scale));

  const isZero = (number) => number.units === 0n;

  const magnitude = (number) =>
    number.units < 0n ? decimal(-number.units, number.scale) : number;

  const isWhole = (number) => number.units % 10n ** BigInt(number.scale) === 0n;

  const show = (number) => {
    const sign = number.units < 0n ? '-' : '';
    const digits = String(magnitude(number).units).padStart(number.scale + 1, '0');
    if (!number.scale) return sign + digits;
    const whole = digits.slice(0, -number.scale);
    return `${sign}${whole}.${digits.slice(-number.scale)}`;
  };

  /* Digits in normal form only, as ² and ①: 3² is no 32, but a footnote. */
  const hasMark = (text) =>
    [...text].some(
      (letter) => /[\p{No}\p{Nl}]/u.test(letter) && /^\p{Nd}/u.test(letter.normalize('NFKC')),
    );

  /* Whether a note is about the sign: 3（减）may well be -3. One with a number is a remark. */
  const saysSign = (note) => /[增减负]/.test(note) && !/\p{Nd}/u.test(note);

  /*
   * {number} or {blank: true} or {text}: what is not certainly a number is never guessed.
   * The kind and the units are the column's.
   */
  const read = (typed, { kind, units }, nothing) => {
    const isChange = kind === 'change';
    const kept = typed.replace(INVISIBLE, '').trim();
    let text = kept.normalize('NFKC').trim().replace(MINUS, '-');
    if (!text || nothing.has(text)) return { blank: true };
    if (isChange) text = text.replace(SIGN, (_word, more) => (more ? '+' : '-'));
    const match = NUMBER.exec(text);
    if (!match || (match[4] && !units.includes(match[4]))) return { text: kept };
    if (isChange && saysSign(match[5] || '')) return { text: kept };
    const fraction = match[3] || '';
    const whole = match[2].replaceAll(',', '');
    const length = (match[1] || '').length + whole.length + (fraction && fraction.length + 1);
    if (length > LONGEST || hasMark(kept.split(/[(（]/)[0])) return { text: kept };
    const digits = BigInt(whole + fraction);
    return { number: decimal(match[1] === '-' ? -digits : digits, fraction.length) };
  };

  window.reportBlocks = window.reportBlocks || {};
  window.reportBlocks.numbers = {
    ZERO, add, isWhole, isZero, magnitude, read, show, subtract,
  };
})();
