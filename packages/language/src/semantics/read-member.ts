/** The facts of one member, computed once for as long as the member does not change. */

import type { DeviceDeclaration, Member, Property } from '../tree.ts';
import { propertyAt } from '../properties.ts';
import { readStatement } from './arguments.ts';
import type { MemberFacts, OtherFacts, TwinPropertyFacts, TypeFacts } from './facts.ts';
import type { LocalProblem } from './local-problem.ts';
import { spotOf } from './local-problem.ts';
import { readAssumptions, readManagement, readPlacement, readTags, readTwinStorage, readVisualization } from './read-blocks.ts';
import { readGroup, readType } from './read-device.ts';
import { readProcessing } from './read-processing.ts';
import { readVariant } from './read-scenario.ts';
import { reportMisplaced } from './statements.ts';

const memberFacts = new WeakMap<Member, MemberFacts>();
const typeFacts = new WeakMap<DeviceDeclaration, { readonly members: readonly Member[]; readonly facts: TypeFacts }>();

/** What a member of a twin says. */
export function factsOf(member: Member): MemberFacts {
  let facts = memberFacts.get(member);
  if (facts === undefined) {
    facts = readMember(member);
    memberFacts.set(member, facts);
  }
  return facts;
}

/** What a device type says. */
export function factsOfType(declaration: DeviceDeclaration): TypeFacts {
  const known = typeFacts.get(declaration);
  if (known?.facts.name === declaration.name.text && sameMembers(known.members, declaration.members)) return known.facts;
  const facts = readType(declaration);
  typeFacts.set(declaration, { members: [...declaration.members], facts });
  return facts;
}

export function sameMembers(before: readonly Member[], now: readonly Member[]): boolean {
  return before.length === now.length && before.every((member, index) => member === now[index]);
}

function readMember(member: Member): MemberFacts {
  switch (member.kind) {
    case 'group':
      return readGroup(member);
    case 'scenario':
      return readVariant(member);
    case 'property':
      return readTwinProperty(member);
    case 'telemetry':
      return misplaced(member);
    case 'block':
      switch (member.name.text) {
        case 'processing':
          return readProcessing(member);
        case 'storage':
          return readTwinStorage(member);
        case 'management':
          return readManagement(member);
        case 'visualization':
          return readVisualization(member);
        case 'place':
          return readPlacement(member);
        case 'tags':
          return readTags(member);
        case 'assume':
          return readAssumptions(member);
        default:
          return misplaced(member);
      }
  }
}

function misplaced(member: Extract<Member, { kind: 'telemetry' | 'block' | 'property' }>): OtherFacts {
  const problems: LocalProblem[] = [];
  reportMisplaced(member, member.name, 'twin', member, problems);
  return { kind: 'other', problems };
}

function readTwinProperty(member: Property): TwinPropertyFacts | OtherFacts {
  const row = propertyAt('twin', member.name.text);
  if (row === undefined) return misplaced(member);
  const problems: LocalProblem[] = [];
  const values = readStatement(member, row, row.name, member, problems);
  const spot = { member, start: member.name.start, end: member.end - member.start };
  return { kind: 'property', name: row.name, spot, nameSpot: spotOf(member.name, member), values, problems };
}
