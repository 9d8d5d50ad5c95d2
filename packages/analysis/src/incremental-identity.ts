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

export interface Identities {
  /** The identities of a text's declarations, in their order. */
  readonly update: (declarations: readonly tree.Declaration[], text: string) => readonly Identity[];
}

/** So many changed declarations mean that more than an edit's neighborhood was read again. */
const MANY = 8;

export function createIdentities(): Identities {
  let identities: readonly Identity[] = [];
  let nodes: readonly tree.Declaration[] = [];
  let textBefore = '';
  /** Where the declarations stood in `textBefore`, start and end in turn; nodes move with their text. */
  let spans: readonly number[] = [];

  return {
    update: (declarations, text) => {
      const now = inPlace(declarations) ?? anywhere(declarations, text);
      const places: number[] = [];
      for (const { start, end } of declarations) places.push(start, end);
      identities = now;
      nodes = [...declarations];
      textBefore = text;
      spans = places;
      return now;
    },
  };

  /** The usual edit: the same number of declarations, few of them other nodes. null where it is another kind. */
  function inPlace(declarations: readonly tree.Declaration[]): Identity[] | null {
    if (declarations.length !== nodes.length) return null;
    let fresh = 0;
    for (let index = 0; index < nodes.length; index++) if (nodes[index] !== declarations[index] && ++fresh > MANY) return null;
    return declarations.map((declaration, index) => (nodes[index] === declaration ? identities[index] : undefined) ?? { declaration });
  }

  function anywhere(declarations: readonly tree.Declaration[], text: string): Identity[] {
    const byNode = new Map(nodes.map((node, index) => [node, identities[index]]));
    const fresh = declarations.filter((declaration) => !byNode.has(declaration)).length;
    const byText = fresh > MANY ? texts() : null;
    return declarations.map((declaration) => {
      const found = byNode.get(declaration) ?? byText?.get(text.slice(declaration.start, declaration.end))?.shift() ?? { declaration };
      found.declaration = declaration;
      return found;
    });
  }

  function texts(): Map<string, Identity[]> {
    const found = new Map<string, Identity[]>();
    for (const [index, identity] of identities.entries()) {
      const text = textBefore.slice(spans[2 * index], spans[2 * index + 1]);
      const list = found.get(text);
      if (list === undefined) found.set(text, [identity]);
      else list.push(identity);
    }
    return found;
  }
}
