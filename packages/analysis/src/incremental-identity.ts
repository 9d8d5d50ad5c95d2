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
  let byNode = new Map<tree.Declaration, Identity>();
  let textBefore = '';
  /** Where the declarations stood in `textBefore`; nodes move with their text. */
  let spans: { readonly identity: Identity; readonly start: number; readonly end: number }[] = [];

  return {
    update: (declarations, text) => {
      const fresh = declarations.filter((declaration) => !byNode.has(declaration)).length;
      const byText = fresh > MANY ? texts() : null;
      const next = new Map<tree.Declaration, Identity>();
      const result = declarations.map((declaration) => {
        const identity = byNode.get(declaration) ?? byText?.get(text.slice(declaration.start, declaration.end))?.shift() ?? { declaration };
        identity.declaration = declaration;
        next.set(declaration, identity);
        return identity;
      });
      byNode = next;
      textBefore = text;
      spans = result.map((identity) => ({ identity, start: identity.declaration.start, end: identity.declaration.end }));
      return result;
    },
  };

  function texts(): Map<string, Identity[]> {
    const found = new Map<string, Identity[]>();
    for (const { identity, start, end } of spans) {
      const text = textBefore.slice(start, end);
      const list = found.get(text);
      if (list === undefined) found.set(text, [identity]);
      else list.push(identity);
    }
    return found;
  }
}
