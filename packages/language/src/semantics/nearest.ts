/** Finds the known name that a mistyped one was meant to be. It decides nothing about what may be named where. */

/** The candidate that is nearest to the word, or null where none is near enough to be meant. Ties: the earlier candidate. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST) return null;
  const lower = word.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (compared++ > MOST_CANDIDATES) break;
    if (candidate === '' || candidate === word || Math.abs(candidate.length - word.length) > limit + 1) continue;
    const other = candidate.toLowerCase();
    const distance = other === lower ? 0.5 : editDistance(lower, other, limit);
    if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** No one mistypes a name longer than this; comparing such names would take long. */
const LONGEST = 100;

/** Past so many names the search ends: of thousands of names in one list, most are near each other anyway. */
const MOST_CANDIDATES = 1_000;

/** So many names are compared in one pass over a twin; a text of thousands of unknown names must not take minutes. */
const COMPARISONS = 50_000;

/** `nearest` for one pass over many names: once it has compared enough, it suggests nothing more. */
export function suggester(): (word: string, candidates: readonly string[]) => string | null {
  let left = COMPARISONS;
  return (word, candidates) => {
    if (left <= 0) return null;
    left -= candidates.length;
    return nearest(word, candidates);
  };
}

/** Damerau–Levenshtein distance (optimal string alignment): insert, delete, replace, swap of neighbors. Past `limit` it may stop at any number above it. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  const width = b.length + 1;
  let beforeLast = new Uint16Array(width);
  let last = new Uint16Array(width);
  let row = new Uint16Array(width);
  for (let j = 0; j < width; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const code = a.charCodeAt(i - 1);
    const codeBefore = a.charCodeAt(i - 2);
    let smallest = i;
    row[0] = i;
    for (let j = 1; j < width; j++) {
      const other = b.charCodeAt(j - 1);
      let value = (last[j - 1] ?? 0) + (code === other ? 0 : 1);
      value = Math.min(value, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && codeBefore === other) value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = value;
      if (value < smallest) smallest = value;
    }
    // A swap looks two rows back, so two rows above the limit are needed; one above it by more than one is as good.
    if (smallest > limit + 1) return smallest;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length] ?? 0;
}
