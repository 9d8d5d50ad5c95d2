/** The texts at one of the paths of `ENGINE_TEXTS` in an answer of the engine; `[]` in a path is each of a list. */
export function textsAt(value: unknown, field: string): string[] {
  let found: unknown[] = [value];
  for (const step of field.replaceAll('[]', '.[]').split('.')) {
    found = found.flatMap((one): unknown[] => {
      if (step === '[]') return Array.isArray(one) ? one : [];
      return typeof one === 'object' && one !== null && Object.hasOwn(one, step) ? [(one as Record<string, unknown>)[step]] : [];
    });
  }
  return found.filter((one): one is string => typeof one === 'string');
}
