/**
 * A function on each cloud: which meters its executions use. The one place where a component's `fn(N)` becomes meters.
 */
import type { FunctionSize, Provider } from '@twin2multicloud/language';
import { perAction, perGroup, perRun, perTwin, type CauseOf, type Use } from './component.ts';
import { glueSize, type ActionFacts, type AssumptionValues, type Facts, type GroupFacts, type RunFacts } from './facts.ts';
import type { MeterUsage } from './meters.ts';

interface Load {
  readonly executions: number;
  readonly size: FunctionSize;
}

const MB = 1_048_576;

/** The CPU that Cloud Run gives to a function of this memory. */
export function vcpuOf(memory: number, assume: AssumptionValues): number {
  if (memory <= 128 * MB) return assume['vcpu-128'];
  if (memory <= 256 * MB) return assume['vcpu-256'];
  if (memory <= 512 * MB) return assume['vcpu-512'];
  if (memory <= 1024 * MB) return assume['vcpu-1024'];
  if (memory <= 2048 * MB) return assume['vcpu-2048'];
  if (memory <= 8192 * MB) return assume['vcpu-8192'];
  return assume['vcpu-16384'];
}

type Per<Scope> = <M extends Use['meter']>(meter: M, formula: string, usage: (scope: Scope, facts: Facts) => MeterUsage[M] | null) => Use;

/** The meters of `load` executions, for any scope. */
function functionUses<Scope>(provider: Provider, count: string, per: Per<Scope>, load: (scope: Scope, facts: Facts) => Load | null): Use[] {
  const executions = (scope: Scope, facts: Facts) => {
    const it = load(scope, facts);
    return it && { executions: it.executions };
  };
  const time = (scope: Scope, facts: Facts) => {
    const it = load(scope, facts);
    return it && { executions: it.executions, memory: it.size.memory, duration: it.size.duration };
  };
  switch (provider) {
    case 'aws':
      return [
        per('aws.lambda.requests', `executions ${count}`, executions),
        per('aws.lambda.duration', `executions ${count} × memory in GB × duration, in steps of 1 ms`, time),
      ];
    case 'azure':
      return [
        per('azure.functions.executions', `executions ${count}`, executions),
        per('azure.functions.duration', `executions ${count} × memory in steps of 128 MB × duration of at least 100 ms`, time),
      ];
    case 'gcp':
      return [
        per('gcp.cloud-run.requests', `executions ${count}`, executions),
        per('gcp.cloud-run.cpu', `executions ${count} × vCPU of the memory × duration, in steps of 100 ms`, (scope, facts) => {
          const it = load(scope, facts);
          return it && { executions: it.executions, vcpu: vcpuOf(it.size.memory, facts.assume), duration: it.size.duration };
        }),
        per('gcp.cloud-run.memory', `executions ${count} × memory in GiB × duration, in steps of 100 ms`, time),
      ];
  }
}

/** A generated function that runs `count(group)` times. */
export function glue(
  provider: Provider,
  formula: string,
  count: (group: GroupFacts, facts: Facts) => number | null,
  size?: (group: GroupFacts, facts: Facts) => FunctionSize,
): Use[] {
  return functionUses<GroupFacts>(provider, formula, perGroup as Per<GroupFacts>, (group, facts) => {
    const executions = count(group, facts);
    return executions === null ? null : { executions, size: size ? size(group, facts) : glueSize(facts.assume) };
  });
}

/**
 * A generated function that runs once for each message, on each cloud. One object for all who need it (dispatcher, persister,
 * connectors, receivers), so that its quantity is computed once.
 */
export const GLUE_OF_MESSAGES: Readonly<Record<Provider, readonly Use[]>> = {
  aws: glue('aws', 'm', (group) => group.m),
  azure: glue('azure', 'm', (group) => group.m),
  gcp: glue('gcp', 'm', (group) => group.m),
};

/** A generated function of the whole twin. */
export function twinGlue(
  provider: Provider,
  formula: string,
  cause: CauseOf,
  count: (facts: Facts) => number,
  size?: (facts: Facts) => FunctionSize,
): Use[] {
  const per = ((meter, text, usage) => perTwin(meter, text, cause, (facts) => usage(facts, facts))) as Per<Facts>;
  return functionUses<Facts>(provider, formula, per, (facts) => ({
    executions: count(facts),
    size: size ? size(facts) : glueSize(facts.assume),
  }));
}

/** The user functions of `run`. */
export function runUses(provider: Provider): Use[] {
  return functionUses<RunFacts>(provider, 'm of each of its groups', perRun as Per<RunFacts>, (run) => ({
    executions: run.executions,
    size: run.run.function.value,
  }));
}

/** The user functions that actions of rules call, or the generated ones that they need. */
export function actionFunctionUses(provider: Provider, formula: string, count: (action: ActionFacts) => number | null): Use[] {
  return functionUses<ActionFacts>(provider, formula, perAction as Per<ActionFacts>, (action, facts) => {
    const executions = count(action);
    return executions === null ? null : { executions, size: facts.scenario.processing.function.value };
  });
}
