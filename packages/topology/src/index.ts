export type { Provider, Slot, Scenario, SourceRange, Declared } from '@twin2multicloud/language';
