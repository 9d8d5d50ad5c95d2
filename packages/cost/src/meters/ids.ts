/** The meters' names, as topology lists them; here so that a price book's readers find them beside the schema. */
export { METERS, type MeterId, type MeterName } from '@twin2multicloud/topology';
