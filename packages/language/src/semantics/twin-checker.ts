/**
 * All problems of one twin, kept up to date from edit to edit: what an edit does not touch is not looked at again.
 * It keeps facts and problems per member, and per twin only what members tell each other (names, fields, storage, tiers in use).
 */

import type { Member, TwinDeclaration } from '../tree.ts';
import type { TypePlace } from './check-group.ts';
import { checkGroup } from './check-group.ts';
import { checkProcessing } from './check-rules.ts';
import type { Placing } from './check-twin.ts';
import {
  checkPlaced,
  checkPlacement,
  checkResidency,
  checkStorage,
  checkVariants,
  NOTHING_PLACED,
  placeDevices,
  usedTiers,
} from './check-twin.ts';
import type { GroupFacts, MemberFacts, TypeFacts } from './facts.ts';
import type { LocalProblem } from './local-problem.ts';
import { problemAt } from './local-problem.ts';
import { factsOf } from './read-member.ts';
import type { GroupEntry } from './resolve.ts';
import type { BlockFacts } from './twin-facts.ts';
import { gatherBlocks, gatherGroups } from './twin-facts.ts';

/** A device type that the twin's file sees. */
export interface TypeInScope {
  readonly facts: TypeFacts;
  readonly place: TypePlace;
}

export type TypesInScope = ReadonlyMap<string, TypeInScope>;

const NONE: readonly LocalProblem[] = [];

/** What is known of one member. */
interface Slot {
  member: Member;
  facts: MemberFacts;
  /** Of a group with its type, the twin's storage and the models. */
  cross: readonly LocalProblem[];
  cool: boolean;
  archive: boolean;
}

export class TwinChecker {
  #declaration: TwinDeclaration;
  #types: TypesInScope;
  #members: readonly Member[];
  #slots: Slot[] = [];
  /** Problems that single members have. */
  #memberProblems = 0;
  #blocks: BlockFacts = gatherBlocks([]);
  #groups = new Map<string, GroupEntry>();
  #groupProblems: readonly LocalProblem[] = NONE;
  #placing: Placing = NOTHING_PLACED;
  #cool = 0;
  #archive = 0;
  #storageProblems: readonly LocalProblem[] = NONE;
  #placementProblems: readonly LocalProblem[] = NONE;
  #residencyProblems: readonly LocalProblem[] = NONE;
  #processingProblems: readonly LocalProblem[] = NONE;
  #variantProblems: readonly LocalProblem[] = NONE;
  #problems: LocalProblem[] = [];

  constructor(declaration: TwinDeclaration, types: TypesInScope) {
    this.#declaration = declaration;
    this.#types = types;
    this.#members = declaration.members;
    this.#slots = declaration.members.map(newSlot);
    for (const slot of this.#slots) this.#memberProblems += slot.facts.problems.length;
    this.#settle({ groups: null, names: true, blocks: true, fields: true });
  }

  get declaration(): TwinDeclaration {
    return this.#declaration;
  }

  /** The twin's problems at present, in no order. */
  get problems(): readonly LocalProblem[] {
    return this.#problems;
  }

  /** Whether any group names a type of this list, known or not. */
  uses(typeNames: ReadonlySet<string>): boolean {
    return [...this.#groups.values()].some(({ facts }) => facts.type !== null && typeNames.has(facts.type.name));
  }

  /** Whether a group names a type that is not known, so that any new name could be the one meant. */
  get missesType(): boolean {
    return [...this.#groups.values()].some(({ type }) => type === undefined);
  }

  /** The types that the file sees have changed. */
  setTypes(types: TypesInScope): void {
    this.#types = types;
    this.#settle({ groups: null, names: true, blocks: false, fields: true });
  }

  /** The types are the same in all that a group can tell, but their declarations may be other objects. */
  keepTypes(types: TypesInScope): void {
    this.#types = types;
  }

  /** The twin as it is after an edit. Members that did not change are the same objects. */
  update(declaration: TwinDeclaration): void {
    this.#declaration = declaration;
    const members = declaration.members;
    const before = this.#members;
    this.#members = members;
    const slots = this.#slots;
    let first = 0;
    while (first < members.length && first < before.length && before[first] === members[first]) first++;
    let oldEnd = before.length;
    let newEnd = members.length;
    while (oldEnd > first && newEnd > first && before[oldEnd - 1] === members[newEnd - 1]) {
      oldEnd--;
      newEnd--;
    }
    if (first === oldEnd && first === newEnd) {
      this.#collect();
      return;
    }
    const removed = slots.slice(first, oldEnd);
    const added = members.slice(first, newEnd).map(newSlot);
    if (removed.length === added.length) for (const [index, slot] of added.entries()) slots[first + index] = slot;
    else slots.splice(first, removed.length, ...added);
    for (const slot of removed) {
      this.#count(slot, -1);
      this.#memberProblems -= slot.facts.problems.length;
    }
    for (const slot of added) this.#memberProblems += slot.facts.problems.length;
    const pairs = added.map((slot, index): [Slot | undefined, Slot] => [removed[index], slot]);
    const sameShape = removed.length === added.length;
    // Problems of doubled names point at the members of both groups, so they are found again with each of them.
    const names =
      !sameShape || this.#groupProblems.length > 0 || pairs.some(([before, after]) => groupName(before?.facts) !== groupName(after.facts));
    const blocks = removed.some((slot) => slot.facts.kind !== 'group') || added.some((slot) => slot.facts.kind !== 'group');
    const fields = names || pairs.some(([before, after]) => !sameFields(before?.facts, after.facts));
    if (!names) for (const [before, after] of pairs) this.#enter(before, after);
    this.#settle({ groups: added, names, blocks, fields });
  }

  /** Brings everything up to date that depends on what has changed. */
  #settle(changed: { groups: readonly Slot[] | null; names: boolean; blocks: boolean; fields: boolean }): void {
    const before = this.#blocks;
    if (changed.blocks) this.#blocks = gatherBlocks(this.#slots.map((slot) => slot.facts).filter((facts) => facts.kind !== 'group'));
    const blocks = this.#blocks;
    if (changed.names) this.#nameGroups();
    const storageChanged = blocks.storage !== before.storage;
    const placingChanged = changed.names || blocks.management !== before.management;
    if (placingChanged) this.#placing = placeDevices(blocks.management, this.#groups);
    const [cool, archive, count] = [this.#cool > 0, this.#archive > 0, this.#groups.size];
    const everyGroup = changed.groups === null || storageChanged || placingChanged || changed.names;
    for (const slot of everyGroup ? this.#slots : (changed.groups ?? [])) this.#checkSlot(slot);
    const tiersChanged = everyGroup || cool !== this.#cool > 0 || archive !== this.#archive > 0 || count !== this.#groups.size;
    if (storageChanged || changed.blocks) this.#storageProblems = checkStorage(blocks.storage);
    if (changed.blocks || tiersChanged) {
      this.#placementProblems = checkPlacement(
        blocks,
        this.#groups.size === 0 ? null : { cool: this.#cool > 0, archive: this.#archive > 0 },
      );
    }
    if (changed.blocks) this.#residencyProblems = checkResidency(blocks);
    if (changed.names || changed.fields || blocks.processing !== before.processing) {
      this.#processingProblems = checkProcessing(blocks, this.#groups);
    }
    if (changed.names || changed.blocks || (blocks.variants.length > 0 && blocks.variants.some(touchesStorage))) {
      const groups = [...this.#groups.values()].map((entry) => entry.facts);
      this.#variantProblems = blocks.variants.length === 0 ? NONE : checkVariants({ ...blocks, groups }, this.#groups);
    }
    this.#collect();
  }

  #nameGroups(): void {
    const { groups, problems } = gatherGroups(this.#slots.map((slot) => slot.facts).filter((facts) => facts.kind === 'group'));
    this.#groupProblems = problems;
    this.#groups = new Map(groups.map((facts) => [facts.name.name, this.#entry(facts)]));
  }

  #entry(facts: GroupFacts): GroupEntry {
    return { facts, type: facts.type === null || facts.type.name === '' ? null : this.#types.get(facts.type.name)?.facts };
  }

  /** A group that has changed but kept its name; of two of one name, the first is the one that counts. */
  #enter(before: Slot | undefined, { facts }: Slot): void {
    if (facts.kind !== 'group' || this.#groups.get(facts.name.name)?.facts !== before?.facts) return;
    this.#groups.set(facts.name.name, this.#entry(facts));
  }

  #checkSlot(slot: Slot): void {
    const { facts } = slot;
    this.#count(slot, -1);
    slot.cool = slot.archive = false;
    slot.cross = NONE;
    if (facts.kind !== 'group') return;
    const entry = this.#groups.get(facts.name.name);
    if (entry?.facts !== facts) return;
    const { cool, archive } = usedTiers(entry, this.#blocks.storage);
    const type = facts.type === null ? undefined : this.#types.get(facts.type.name);
    const own = checkGroup(entry, this.#blocks.storage, () => this.#types.keys(), type?.place ?? null);
    const placed = checkPlaced(entry, this.#placing, this.#blocks.management);
    slot.cool = cool;
    slot.archive = archive;
    slot.cross = own.length + placed.length === 0 ? NONE : [...own, ...placed];
    this.#count(slot, 1);
  }

  #count(slot: Slot, by: 1 | -1): void {
    if (slot.cool) this.#cool += by;
    if (slot.archive) this.#archive += by;
    this.#memberProblems += by * slot.cross.length;
  }

  #collect(): void {
    const all: LocalProblem[] = [];
    if (this.#memberProblems > 0) {
      for (const { facts, cross } of this.#slots) {
        if (facts.problems.length > 0) for (const problem of facts.problems) all.push(problem);
        if (cross.length > 0) for (const problem of cross) all.push(problem);
      }
    }
    const lists = [
      this.#groupProblems,
      this.#blocks.problems,
      this.#placing.problems,
      this.#storageProblems,
      this.#placementProblems,
      this.#residencyProblems,
      this.#processingProblems,
      this.#variantProblems,
    ];
    for (const list of lists) for (const problem of list) all.push(problem);
    const hasGroups = this.#groups.size > 0 || this.#slots.some((slot) => slot.facts.kind === 'group');
    if (!hasGroups && this.#declaration.name.text !== '') {
      const { name } = this.#declaration;
      all.push(
        problemAt(
          'twin-3012',
          { member: null, start: name.start, end: name.end },
          `\`${name.text}\` has no \`devices\`, so hardly anything costs.`,
        ),
      );
    }
    this.#problems = all;
  }
}

function newSlot(member: Member): Slot {
  return { member, facts: factsOf(member), cross: NONE, cool: false, archive: false };
}

function groupName(facts: MemberFacts | undefined): string | null {
  return facts?.kind === 'group' ? facts.name.name : null;
}

/** Whether rules can tell the two apart. */
function sameFields(before: MemberFacts | undefined, after: MemberFacts): boolean {
  if (before?.kind !== 'group' || after.kind !== 'group') return before?.kind !== 'group' && after.kind !== 'group';
  if (before.type?.name !== after.type?.name) return false;
  if (before.device.brokenFields.join() !== after.device.brokenFields.join()) return false;
  const [old, now] = [before.device.telemetry, after.device.telemetry];
  return (
    old.length === now.length &&
    old.every((field, index) => {
      const other = now[index]?.value;
      return field.value.name === other?.name && field.value.type === other.type && field.value.unit === other.unit;
    })
  );
}

function touchesStorage(variant: BlockFacts['variants'][number]): boolean {
  return variant.overrides.some(({ target }) => target.kind === 'group-storage' || (target.kind === 'block' && target.block === 'storage'));
}
