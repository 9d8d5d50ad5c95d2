/**
 * Which declaration of a text is which of the text before. `update` keeps unchanged declarations as objects; where a whole file was read
 * again they are found by their text. It knows nothing of what a declaration means.
 */
import type { tree } from '@twin2multicloud/language';

/** A declaration through time: the same object while the declaration's text is the same. */
export interface Identity {
  /** The declaration's present node; its offsets are the present ones. */
  declaration: tree.Declaration;
}

/** A file's declarations, in their order. */
export interface Declared {
  readonly identities: readonly Identity[];
  /** Where they stand, start and end in turn. */
  readonly spans: Int32Array;
}

export interface Identities {
  /** The file's text is only looked at where much of it was read again. */
  readonly update: (declarations: readonly tree.Declaration[], file: { readonly text: string }) => Declared;
}

/** So many changed declarations mean that more than an edit's neighborhood was read again. */
const MANY = 8;

export function createIdentities(): Identities {
  let identities: Identity[] = [];
  let nodes: readonly tree.Declaration[] = [];
  let before = { text: '' };
  /** Where they stood in the text before; nodes move with their text. */
  let spans = new Int32Array();

  return {
    update: (declarations, file) => {
      identities = inPlace(declarations) ?? anywhere(declarations, file);
      nodes = declarations;
      before = file;
      spans = new Int32Array(2 * declarations.length);
      for (let index = 0; index < declarations.length; index++) {
        const { start = 0, end = 0 } = declarations[index] ?? {};
        spans[2 * index] = start;
        spans[2 * index + 1] = end;
      }
      return { identities, spans };
    },
  };

  /** The usual edit: the same number of declarations, few of them other nodes. null where it is another kind. */
  function inPlace(declarations: readonly tree.Declaration[]): Identity[] | null {
    if (declarations.length !== nodes.length) return null;
    const fresh: number[] = [];
    for (let index = 0; index < nodes.length; index++) {
      if (nodes[index] !== declarations[index] && fresh.push(index) > MANY) return null;
    }
    if (fresh.length === 0) return identities;
    const now = identities.slice();
    for (const index of fresh) {
      const declaration = declarations[index];
      if (declaration !== undefined) now[index] = { declaration };
    }
    return now;
  }

  function anywhere(declarations: readonly tree.Declaration[], file: { readonly text: string }): Identity[] {
    const byNode = new Map(nodes.map((node, index) => [node, identities[index]]));
    const fresh = declarations.filter((declaration) => !byNode.has(declaration)).length;
    const byText = fresh > MANY ? texts() : null;
    return declarations.map((declaration) => {
      const found = byNode.get(declaration) ?? byText?.get(file.text.slice(declaration.start, declaration.end))?.shift() ?? { declaration };
      found.declaration = declaration;
      return found;
    });
  }

  function texts(): Map<string, Identity[]> {
    const found = new Map<string, Identity[]>();
    for (const [index, identity] of identities.entries()) {
      const text = before.text.slice(spans[2 * index], spans[2 * index + 1]);
      const list = found.get(text);
      if (list === undefined) found.set(text, [identity]);
      else list.push(identity);
    }
    return found;
  }
}
