// Finds what must never leave in a request: tokens, keys, recovery codes, passwords, card numbers.
(() => {
  'use strict';

  const { waymark } = window;
  const aws = 'an AWS key';
  const privateKey = 'a private key';
  const setup = 'a two-factor setup link';
  // What they begin with and their least length, in text without white space; and whether they go on in further
  // lines. No repeat is without a bound: an answer of any length is read in linear time.
  const tokens = [
    ['a PyPI API token', /pypi-AgE[\w-]{40}/g, true],
    ['a GitHub token', /gh[oprsu]_[A-Za-z\d]{36}|github_pat_\w{82}/g],
    ['a GitLab token', /gl(?:pat|ptt|dt|rt|cbt|ft|soat|oas)-[\w-]{20}/g],
    [aws, /(?:AKIA|ASIA)[A-Z\d]{16}/g],
    [aws, /aws_?secret_?access_?key["']?[=:]["']?[A-Za-z\d+/]{40}/gi],
    ['a Slack token', /(?:xox[abeoprs]|xapp)-\d[\w-]{14}|hooks\.slack\.com\/services\/[\w/]{20}/g, true],
    [privateKey, /-----BEGIN[A-Z\d]{0,20}PRIVATEKEY(?:BLOCK)?-----|PuTTY-User-Key-File-\d:/g, true],
    [setup, /otpauth(?:-migration)?:\/\/.{0,300}?(?:secret|data)=[\w%]{8}/g, true],
  ];
  const passwords = [
    // A URL's.
    /(?<![a-z\d])[a-z][a-z\d+.-]{0,20}:\/\/[^\s/?#:@]{0,100}:(?<value>[^\s/?#@]{1,200})@/gi,
    // A .pypirc's; with a colon only beneath a section or a name, as people write "password: forgotten".
    /^[ \t>]{0,20}(?:export[ \t]{1,9})?\w{0,30}passw(?:or)?d[ \t]{0,9}(?<sign>[=:])[ \t]{0,9}(?<value>\S.{3,500})/gim,
  ];
  const placeholder = /^["']?(?:<|\$|%\(|\{|\*{3}|\.{3}|…|\[removed|x{3,}["']?$)/i;

  // Text without the characters of a kind, and where each that is left stood.
  function without(text, kind) {
    const at = [];
    let kept = '';
    let from = 0;
    const keep = to => {
      kept += text.slice(from, to);
      for (; from < to; from += 1) at.push(from);
    };
    for (const match of text.matchAll(kind)) {
      keep(match.index);
      from += match[0].length;
    }
    keep(text.length);
    return [kept, at];
  }

  // A word of prose. Without any digit about, capitals make words as well.
  function isWord(piece, hasDigit) {
    return (hasDigit ? /^(?:\p{Lu}\p{Ll}|\p{Ll}{2})\p{Ll}{0,13}\p{P}*$/u : /^\p{L}{2,14}\p{P}*$/u).test(piece);
  }

  // Where a prefix is followed by words, somebody writes about secrets.
  function isProse(text) {
    const pieces = text.split(/\s+/);
    const hasDigit = /\d/.test(text);
    const inWords = pieces.reduce((sum, piece) => sum + (isWord(piece, hasDigit) ? piece.length : 0), 0);
    return pieces.length > 1 && inWords * 2 >= text.length - pieces.length;
  }

  // The end of a token whose least length ends at `end`: to the end of its word, and of the lines that go on with it.
  function tokenEnd(bare, start, end, goesOn) {
    const rest = /[\w.~+/=%&?-]*/y;
    rest.lastIndex = end;
    rest.exec(bare);
    let last = rest.lastIndex;
    while (/[.?]/.test(bare[last - 1])) last -= 1;
    if (!goesOn) return last;
    const isBroken = /\s/.test(bare.slice(start, end));
    const next = /\s{1,9}([\w+/=%&?-]+)/y;
    let piece;
    next.lastIndex = last;
    // One piece that looks like a word may lie between others.
    for (let isWordAgo = false; (piece = next.exec(bare)?.[1]);) {
      const isProse = isWord(piece, true) || /^[aI]$/.test(piece) || piece.length < (isBroken ? 1 : 8);
      if (isProse && (isWordAgo || !isBroken)) break;
      isWordAgo = isProse;
      if (!isProse) last = next.lastIndex;
    }
    return last;
  }

  function findTokens(bare, flat, at, add) {
    for (const [kind, form, goesOn] of tokens) {
      let last = kind === privateKey && /-----END[A-Z\d]{0,40}-----|Private-MAC:\w+/g;
      let past = 0;
      for (const { index, 0: { length } } of flat.matchAll(form)) {
        const start = at[index];
        const end = at[index + length - 1] + 1;
        if (start < past || (kind === aws && /\w/.test(bare[start - 1] ?? ''))) continue;
        if (kind !== privateKey && isProse(bare.slice(kind === setup ? at[index + length - 8] : start, end))) continue;
        past = tokenEnd(bare, start, end, goesOn);
        if (last) {
          last.lastIndex = index + length;
          if (last.test(flat)) past = at[last.lastIndex - 1] + 1;
          else last = null;
        }
        add(kind, start, past);
      }
    }
  }

  // Rows of neighbouring groups, as in 4 + 4 + 4 + 4 digits. Several make one secret where no other number is beside.
  function isEdge(row, one, other, isEnd) {
    return !one || !other || !/\d/.test((isEnd ? other : one)[0]) || /\n/.test(row[0].slice(one.index, other.index));
  }

  function findGroups(bare, rows, longest, kind, isOne, add, usual) {
    for (const row of bare.matchAll(rows)) {
      const pieces = [...row[0].matchAll(/[^\s-]+/g)];
      for (let first = 0; first < pieces.length; first += 1) {
        let joined = '';
        for (let last = first; last < pieces.length && joined.length < longest; last += 1) {
          joined += pieces[last][0];
          const start = row.index + pieces[first].index;
          const isAlone = first === last || (isEdge(row, pieces[first - 1], pieces[first]) && isEdge(row, pieces[last], pieces[last + 1], true));
          if (!(isAlone || usual?.test(row[0].slice(pieces[first].index))) || !isOne(joined, start)) continue;
          add(kind, start, row.index + pieces[last].index + pieces[last][0].length);
          first = last;
          break;
        }
      }
    }
  }

  function isCard(digits) {
    if (!/^(?:4\d{15}(?:\d{3})?|5\d{15}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6\d{15,18})$/.test(digits)) return false;
    const sum = [...digits].reverse().reduce((total, digit, at) => {
      const value = digit * (1 + at % 2);
      return total + value - (value > 9 ? 9 : 0);
    }, 0);
    return sum % 10 === 0;
  }

  // A form's own pattern may take quadratic time: it gets pieces of a bounded length.
  function findOwn(text, pattern, add) {
    const size = 4096;
    for (let from = 0; from === 0 || from + size / 4 < text.length; from += size * 3 / 4) {
      for (const match of text.slice(from, from + size).matchAll(new RegExp(pattern, 'gu'))) {
        if (match[0]) add(from + match.index, from + match.index + match[0].length);
      }
    }
  }

  // The secrets in a text, in their order: `{kind, start, end}`. `rules` are a form's own: `{text, pattern}`.
  waymark.findSecrets = (text, rules = []) => {
    const found = [];
    // What cannot be seen is not there.
    const [bare, places] = without(text, /[\p{DI}\p{Cf}]+/gu);
    const add = (kind, start, end) => found.push({ kind, start: places[start], end: places[end - 1] + 1, rank: found.length });
    const [flat, at] = without(bare, /[\s\p{Cc}]+/gu);
    findTokens(bare, flat, at, add);
    findGroups(bare, /(?<![\w./@-])[\da-f]+(?:\s{1,3}[\da-f]+)*(?![\w-]|[./@]\w)/gi, 16, 'a recovery code', (code, start) =>
      /^(?:[\da-f]{16}|[\dA-F]{16})$/.test(code) && /\d/.test(code) && /[a-f]/i.test(code)
      && !/(?:commit|branch|rev|revision|sha-?\d*|hash|digest|tree|blob)\W{0,3}$/i.test(bare.slice(Math.max(0, start - 20), start)), add);
    findGroups(bare, /(?<![\w.+])\d+(?:[\s-]{1,3}\d+)*(?!\w)/g, 19, 'a card number', isCard, add, /^\d{4}[ -]\d{4}(?:\d\d)?[ -]/);
    const isConfig = /^\s{0,9}(?:\[\w[\w.-]{0,50}\]|username[ \t]{0,9}[=:])/m.test(bare);
    for (const form of passwords) {
      for (const match of bare.matchAll(form)) {
        const { sign, value } = match.groups;
        if (sign === ':' && !isConfig) continue;
        const start = match.index + match[0].lastIndexOf(value);
        if (!placeholder.test(value)) add('a password', start, start + value.length);
      }
    }
    for (const rule of rules) {
      if (!rule.pattern) continue;
      try {
        const kind = `“${rule.text}”`;
        findOwn(bare, rule.pattern, (start, end) => {
          // A piece of a hash is no code.
          const isHash = text => /^[\da-f]+$/i.test(text);
          if (!isHash(bare.slice(start, end)) || !isHash(bare.charAt(start - 1)) && !isHash(bare.charAt(end))) add(kind, start, end);
        });
        findOwn(flat, rule.pattern, (first, last) => {
          const [start, end] = [at[first], at[last - 1] + 1];
          const inWord = at => /^\w\w$/.test(bare.slice(Math.max(0, at - 1), at + 1));
          const text = bare.slice(start, end);
          if (!inWord(start) && !inWord(end) && /\s/.test(text) && !isProse(text)) add(kind, start, end);
        });
      } catch {
        // A pattern that this browser does not know: the other rules hold.
      }
    }
    const hits = [];
    // Of two that overlap, the one that was looked for first gives its name.
    for (const hit of found.sort((one, two) => one.start - two.start)) {
      const before = hits.at(-1);
      if (!before || hit.start >= before.end) hits.push(hit);
      else Object.assign(before, hit.rank < before.rank ? hit : {}, { start: before.start, end: Math.max(before.end, hit.end) });
    }
    return hits;
  };

  waymark.mask = (text, hits) => hits.map(({ kind, start }, at) => `${text.slice(hits[at - 1]?.end ?? 0, start)}[removed: ${kind}]`).join('')
    + text.slice(hits.at(-1)?.end ?? 0);
})();
